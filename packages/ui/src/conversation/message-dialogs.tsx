/** What the acts on messages leave open, and what came of them: for the conversation and for a thread alike. */
import type { GroupId } from '@parley/react'
import {
  DayDialog,
  DeleteDialog,
  EmojiChoice,
  ForwardDialog,
  MessageMenu,
  MessageSheet,
  WhoHasDialog,
} from '../later/parts.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './message-dialogs.module.css'
import type { ConversationActs } from './use-conversation-acts.ts'

export function MessageDialogs({ group, state }: { group: GroupId; state: ConversationActs }) {
  const isForThumb = matchMedia('(pointer: coarse), (max-width: 47.99rem)').matches
  const Everything = isForThumb ? MessageSheet : MessageMenu
  return (
    <>
      {state.showing !== undefined && <Everything {...state.showing} onClose={state.leaveAll} />}
      {state.who !== undefined && <WhoHasDialog {...state.who} onClose={state.leaveWho} />}
      {state.forwarding !== undefined && (
        <ForwardDialog
          message={state.forwarding}
          onDone={state.say}
          onClose={state.leaveForwarding}
        />
      )}
      {state.deleting !== undefined && (
        <DeleteDialog
          asked={state.deleting.message}
          onDelete={state.deleteAsked}
          onClose={state.keepAsked}
        />
      )}
      {state.asking !== undefined && (
        <DayDialog group={group} {...state.asking} onClose={state.leaveAsking} />
      )}
      {state.choosing !== undefined && (
        <EmojiChoice
          beside={state.choosing.beside}
          onChoose={state.chooseEmoji}
          onClose={state.leaveChoice}
        />
      )}
    </>
  )
}

/** Said once, below the log: that it failed, or that it is done where that cannot be seen. */
export function MessageOutcome({ state }: { state: ConversationActs }) {
  return (
    <>
      {state.hasFailed && (
        <p role="alert" className={styles['fault']}>
          {texts.message.failed}
        </p>
      )}
      <p role="status" className={styles['said']}>
        {state.said}
      </p>
    </>
  )
}
