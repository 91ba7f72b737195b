/** A group on screen: its header, what needs saying, the log and the composer. */
import { useConversation, useGroup, useLive, type Group, type GroupId } from '@parley/react'
import { CircleHelp } from 'lucide-react'
import { useRef } from 'react'
import { Blank } from '../controls/blank.tsx'
import { Button } from '../controls/button.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { MessageActsContext } from './acts.ts'
import { Announcer } from './announcer.tsx'
import { Composer } from './composer.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import styles from './conversation-pane.module.css'
import { DeleteDialog } from './delete-dialog.tsx'
import { EmojiChoice } from './emoji-choice.tsx'
import { LateBanner } from './late-banner.tsx'
import { MessageList, type MessageListHandle } from './message-list.tsx'
import { useConversationActs } from './use-conversation-acts.ts'

export function ConversationPane({ id }: { id: GroupId }) {
  const group = useGroup(id)
  return group === undefined ? <MissingGroup /> : <OpenConversation group={group} />
}

function OpenConversation({ group }: { group: Group }) {
  const conversation = useConversation(group)
  const list = useRef<MessageListHandle>(null)
  const state = useConversationActs(group, list)
  const editLast = () => {
    const last = conversation.messages.findLast((message) => message.isMine && !message.deleted)
    if (last !== undefined) state.acts.edit(last)
  }
  return (
    <MessageActsContext value={state.acts}>
      <section className={styles['pane']}>
        <ConversationHeader group={group} />
        <StateLine group={group} />
        <LateBanner group={group} conversation={conversation} />
        <MessageList ref={list} group={group} conversation={conversation} />
        <Announcer messages={conversation.messages} />
        {state.hasFailed && (
          <p role="alert" className={styles['fault']}>
            {texts.message.failed}
          </p>
        )}
        <Composer
          group={group}
          mode={state.mode}
          onLeave={state.leaveMode}
          onReturn={state.returnToMode}
          onEditLast={editLast}
        />
      </section>
      {state.deleting !== undefined && (
        <DeleteDialog onDelete={state.deleteAsked} onClose={state.keepAsked} />
      )}
      {state.choosing !== undefined && (
        <EmojiChoice
          beside={state.choosing.beside}
          onChoose={state.chooseEmoji}
          onClose={state.leaveChoice}
        />
      )}
    </MessageActsContext>
  )
}

function StateLine({ group }: { group: Group }) {
  const { state } = useLive(group.info)
  if (state === 'ready') return null
  return <p className={styles['state']}>{texts.conversation[state]}</p>
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
