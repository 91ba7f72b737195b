/** A group on screen: its header, what needs saying, the log and the composer. */
import {
  useConversation,
  useGroup,
  useGroupInfo,
  type Conversation,
  type Group,
  type GroupId,
  type MessageKey,
} from '@parley/react'
import { CircleHelp } from 'lucide-react'
import {
  useEffect,
  useEffectEvent,
  useRef,
  type ComponentType,
  type Ref,
  type RefObject,
} from 'react'
import { useCommands } from '../commands/use-commands.ts'
import { Blank } from '../controls/blank.tsx'
import { Button } from '../controls/button.tsx'
import {
  HoldHint,
  LessonLine,
  LinkEndedScreen,
  TalkStrip,
  TurnedAwayScreen,
  WaitingScreen,
} from '../later/parts.ts'
import { PinnedLine } from '../pins/pinned-line.tsx'
import { useNavigation } from '../shell/places.ts'
import { RevealLine } from '../shell/reveal-line.tsx'
import { useRevealing } from '../shell/revealing.ts'
import { useSide } from '../shell/use-side.ts'
import { texts } from '../texts/catalogue.ts'
import { WaitingLine } from '../waiting/waiting-line.tsx'
import { MessageActsContext } from './acts.ts'
import { Announcer } from './announcer.tsx'
import { ComposerPlace } from './composer-place.tsx'
import styles from './conversation-pane.module.css'
import { LateBanner } from './late-banner.tsx'
import { MessageDialogs, MessageOutcome } from './message-dialogs.tsx'
import { MessageList, type MessageListHandle } from './message-list.tsx'
import { StateLines } from './state-lines.tsx'
import { isTurnedAway } from './turned-away.ts'
import { beginningOf } from './use-begun-edit.ts'
import { useConversationActs } from './use-conversation-acts.ts'
import { knowsHolding, useHoldHint } from './use-hold-hint.ts'
import { useUnblocked } from './use-unblocked.ts'

interface ConversationPaneProps {
  readonly id: GroupId
  /** None where the page around it has one of its own. */
  readonly Header?: ComponentType<{ group: Group }>
}

export function ConversationPane({ id, Header }: ConversationPaneProps) {
  const group = useGroup(id)
  if (group === undefined) return <MissingGroup />
  return <OpenConversation group={group} Header={Header} />
}

interface OpenConversationProps {
  readonly group: Group
  readonly Header: ConversationPaneProps['Header'] | undefined
}

function OpenConversation({ group, Header }: OpenConversationProps) {
  const conversation = useConversation(group)
  const side = useSide(group.id)
  const list = useRef<MessageListHandle>(null)
  const beginning = () => beginningOf(group, conversation.messages)
  const state = useConversationActs(group, list, { beginning })
  const tellsHolding = useHoldHint(conversation.messages.length > 0)
  useWanted(group, list)
  useCommands({ goToDay: () => state.acts.goToDay() })
  const editLast = () => {
    const last = conversation.messages.findLast((message) => message.isMine && !message.deleted)
    if (last !== undefined) state.acts.edit(last)
  }
  return (
    <MessageActsContext value={state.acts}>
      <section className={styles['pane']}>
        {Header !== undefined && <Header group={group} />}
        <Strip group={group} />
        <StateLines group={group} waitsForKey={conversation.waitsForKey} />
        <InLesson group={group} />
        <PinnedLine group={group} />
        <RevealLine group={group.id} />
        <WaitingLine group={group} onLook={() => side.toggle('about')} />
        <LateBanner group={group} conversation={conversation} />
        <Said list={list} group={group} conversation={conversation} />
        <Announcer messages={useUnblocked(conversation.messages)} />
        <MessageOutcome state={state} />
        {tellsHolding && <HoldHint of="message" onClose={knowsHolding} />}
        <ComposerPlace
          group={group}
          mode={state.mode}
          onLeave={state.leaveMode}
          onReturn={state.returnToMode}
          onEditLast={editLast}
        />
      </section>
      <MessageDialogs group={group.id} state={state} />
    </MessageActsContext>
  )
}

/** Only for whoever answers: the visitor knows where they are. */
function Strip({ group }: { group: Group }) {
  const { talk } = useGroupInfo(group)
  return talk === undefined || talk.isMine ? null : <TalkStrip group={group} />
}

function InLesson({ group }: { group: Group }) {
  const { policy, state } = useGroupInfo(group)
  return policy.asClass && state === 'ready' ? <LessonLine group={group} /> : null
}

interface SaidProps {
  readonly group: Group
  readonly conversation: Conversation
  readonly list: Ref<MessageListHandle>
}

/** The log, or for whoever has nothing to read here, why that is. */
function Said({ group, conversation, list }: SaidProps) {
  const info = useGroupInfo(group)
  const { state, linkFault, me } = info
  const isEmpty = conversation.messages.length === 0
  if (state === 'waiting')
    return <WaitingScreen group={group} isLockedOut={me.bar === 'locked-out'} />
  if (isEmpty && linkFault !== undefined) return <LinkEndedScreen group={group} ended={linkFault} />
  if (isEmpty && isTurnedAway(info)) return <TurnedAwayScreen group={group} info={info} />
  return <MessageList ref={list} group={group} conversation={conversation} />
}

/** What was asked to be shown in this conversation, once it is drawn. */
function useWanted(group: Group, list: RefObject<MessageListHandle | null>): void {
  const { wanted, take } = useRevealing()
  const isHere = wanted?.group === group.id && wanted.thread === undefined
  const key = isHere ? wanted.key : undefined
  const onWanted = useEffectEvent((one: MessageKey) => {
    list.current?.jumpTo(one)
    take()
  })
  useEffect(() => {
    if (key !== undefined) onWanted(key)
  }, [key])
}

function MissingGroup() {
  const { go } = useNavigation()
  return (
    <Blank
      isScreen
      icon={<CircleHelp size={26} aria-hidden />}
      title={texts.conversation.missingTitle}
      hint={texts.conversation.missingHint}
    >
      <Button onClick={() => go({ screen: 'groups' }, { replace: true })}>
        {texts.conversation.back}
      </Button>
    </Blank>
  )
}
