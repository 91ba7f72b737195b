/**
 * A thread beside its conversation: the message it hangs from, what hangs from it, and a composer of its
 * own. It is read, announced and written like the conversation, and apart from it.
 */
import {
  useGroup,
  useGroupInfo,
  useLive,
  type Conversation,
  type Group,
  type MessageKey,
  type ShownMessage,
  type Thread,
} from '@parley/react'
import { useEffect, useEffectEvent, useMemo, useRef, type RefObject } from 'react'
import { AskedConnection } from '../connection/asked-connection.tsx'
import { MessageActsContext } from '../conversation/acts.ts'
import { Announcer } from '../conversation/announcer.tsx'
import { ComposerPlace } from '../conversation/composer-place.tsx'
import { MessageDialogs, MessageOutcome } from '../conversation/message-dialogs.tsx'
import { MessageList, type MessageListHandle } from '../conversation/message-list.tsx'
import { beginningOf } from '../conversation/use-begun-edit.ts'
import { useConversationActs } from '../conversation/use-conversation-acts.ts'
import { useUnblocked } from '../conversation/use-unblocked.ts'
import { nameOf } from '../groups/group-name.ts'
import type { PaneSizes } from '../shell/pane-widths.ts'
import type { GroupPlace } from '../shell/places.ts'
import { useRevealing } from '../shell/revealing.ts'
import { SidePane } from '../shell/side-pane.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './thread-pane.module.css'

interface ThreadPaneProps {
  readonly place: GroupPlace
  readonly root: MessageKey
  readonly sizes: PaneSizes
}

export function ThreadPane({ place, root, sizes }: ThreadPaneProps) {
  const group = useGroup(place.group)
  if (group === undefined) return null
  return (
    <SidePane
      place={place}
      sizes={sizes}
      title={texts.shell.sideOf.thread}
      below={<GroupName group={group} />}
    >
      <OpenThread key={root} group={group} root={root} />
    </SidePane>
  )
}

/** On a phone, where nothing else on screen says it, also how far one's words will get now. */
function GroupName({ group }: { group: Group }) {
  return (
    <>
      <bdi>{nameOf(useGroupInfo(group))}</bdi>
      <span className={styles['connection']}>
        <AskedConnection group={group} />
      </span>
    </>
  )
}

function OpenThread({ group, root }: { group: Group; root: MessageKey }) {
  const thread = useMemo(() => group.thread(root), [group, root])
  const conversation = useLive(thread.conversation)
  const rootMessage = useLive(thread.root)
  const shown = useWithRoot(conversation, rootMessage)
  const source = useMemo(() => sourceOf(thread), [thread])
  const list = useRef<MessageListHandle>(null)
  const beginning = () => beginningOf(thread, conversation.messages)
  const state = useConversationActs(group, list, { beginning, root })
  useWantedHere(group, root, list)
  const editLast = () => {
    const last = conversation.messages.findLast((message) => message.isMine && !message.deleted)
    if (last !== undefined) state.acts.edit(last)
  }
  return (
    <MessageActsContext value={state.acts}>
      <div className={styles['thread']}>
        {rootMessage === undefined && (
          <p className={styles['missing']}>{texts.threads.rootMissing}</p>
        )}
        <MessageList ref={list} group={group} thread={source} conversation={shown} />
        <Announcer messages={useUnblocked(conversation.messages)} />
        <MessageOutcome state={state} />
        <ComposerPlace
          group={group}
          thread={root}
          label={texts.threads.composer}
          mode={state.mode}
          onLeave={state.leaveMode}
          onReturn={state.returnToMode}
          onEditLast={editLast}
        />
      </div>
      <MessageDialogs group={group.id} state={state} />
    </MessageActsContext>
  )
}

/** The message it hangs from stands above, whether anything hangs from it or not. */
function useWithRoot(conversation: Conversation, root: ShownMessage | undefined): Conversation {
  return useMemo(
    () =>
      root === undefined
        ? conversation
        : { ...conversation, messages: [root, ...conversation.messages] },
    [conversation, root],
  )
}

/** Seeing what it hangs from reads nothing of the thread. */
function sourceOf(thread: Thread) {
  return {
    root: thread.key,
    source: {
      markRead(key: MessageKey, first?: MessageKey): void {
        const isFromRoot = first === undefined || first === thread.key
        const from = isFromRoot ? thread.conversation.get().messages[0]?.key : first
        if (key !== thread.key) thread.markRead(key, from)
      },
      loadOlder: async () => false,
    },
  }
}

/** What was asked to be shown in this thread, once it is drawn. */
function useWantedHere(
  group: Group,
  root: MessageKey,
  list: RefObject<MessageListHandle | null>,
): void {
  const { wanted, take } = useRevealing()
  const key = wanted?.group === group.id && wanted.thread === root ? wanted.key : undefined
  const onWanted = useEffectEvent((one: MessageKey) => {
    list.current?.jumpTo(one)
    take()
  })
  useEffect(() => {
    if (key !== undefined) onWanted(key)
  }, [key])
}
