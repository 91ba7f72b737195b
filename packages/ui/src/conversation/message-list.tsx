/**
 * The log: a virtual list of messages that keeps its place. How it does is in `use-message-log.ts`;
 * here is what it draws.
 */
import { useGroupInfo, type Conversation, type Group, type MessageKey } from '@parley/react'
import { useImperativeHandle, useRef, type Ref, type RefObject } from 'react'
import { Virtualizer } from 'virtua'
import { OlderAway } from '../storage/older-away.tsx'
import { texts } from '../texts/catalogue.ts'
import { useNow } from '../time/use-now.ts'
import { useMessageActs } from './acts.ts'
import { Beginning } from './beginning.tsx'
import { MessageItem } from './message-item.tsx'
import styles from './message-list.module.css'
import { TextsInHand } from './texts-in-hand.tsx'
import { ToNewest } from './to-newest.tsx'
import { isTurnedAway } from './turned-away.ts'
import { FoldsContext } from './use-folds.ts'
import { knowsHolding } from './use-hold-hint.ts'
import { useLongPress } from './use-long-press.ts'
import { useMessageCommands } from './use-message-commands.ts'
import { useMessageLog, type MessageSource } from './use-message-log.ts'

export interface MessageListHandle {
  jumpTo(key: MessageKey): void
}

interface MessageListProps {
  readonly group: Group
  /** In a thread: where its messages come from, and the message it hangs from, which stands above them. */
  readonly thread?: { readonly source: MessageSource; readonly root: MessageKey }
  readonly conversation: Conversation
  readonly ref: Ref<MessageListHandle>
}

export function MessageList({ group, thread, conversation, ref }: MessageListProps) {
  const now = useNow()
  const below = useRef<HTMLDivElement>(null)
  const state = useMessageLog(thread?.source ?? group, conversation, below)
  const { log, list, rows, landed, jumpTo } = state
  useImperativeHandle(ref, () => ({ jumpTo }), [jumpTo])
  const press = useOwnActs(conversation, log)
  const { messages } = conversation
  const inHand = { ref: below, group, thread: thread?.root, messages, log, list }
  const knowsBeginning = useKnowsBeginning(group, conversation) && thread === undefined
  return (
    <div className={styles['frame']}>
      <div
        ref={log}
        role="log"
        aria-label={thread === undefined ? texts.conversation.log : texts.shell.sideOf.thread}
        aria-live="off"
        className={styles['log']}
        {...press}
        onKeyDown={state.onKeyDown}
        onClick={state.onClick}
      >
        {thread === undefined && <div className={styles['above']} />}
        {rows.length === 0 && knowsBeginning && <BeginningAlone group={group} />}
        <FoldsContext value={state.folds}>
          <Virtualizer
            ref={list}
            scrollRef={log}
            data={rows}
            shift={state.isPrepended}
            keepMounted={state.kept}
            onScroll={state.onScroll}
            onResize={state.onResize}
          >
            {(row) => (
              <MessageItem
                key={row.message.key}
                {...row}
                now={now}
                isRoot={row.message.key === thread?.root}
                isInThread={thread !== undefined}
                isBeginning={knowsBeginning && row === rows[0]}
                isActive={row.message.key === state.active}
                isOpen={row.message.key === state.open}
                flash={landed?.key === row.message.key ? landed.count : undefined}
                onOpen={state.setOpen}
              />
            )}
          </Virtualizer>
          <TextsInHand {...inHand} onResize={state.onResize} />
        </FoldsContext>
        <div className={styles['edge']} data-shown={state.hasBelow ? '' : undefined} />
      </div>
      <OlderAway isAway={conversation.isOlderAway} log={log} />
      <ToNewest of={conversation} isAtBottom={state.isAtBottom} onPress={state.toBottom} />
    </div>
  )
}

/** The keys of the message in focus, and the sheet that a resting finger opens. */
function useOwnActs({ messages }: Conversation, log: RefObject<HTMLElement | null>) {
  const acts = useMessageActs()
  useMessageCommands(messages, log)
  return useLongPress((article) => {
    const message = messages.find(({ key }) => key === article.dataset['key'])
    if (message === undefined || message.deleted) return
    knowsHolding()
    acts.showAll(message, article)
  })
}

function BeginningAlone({ group }: { group: Group }) {
  return <Beginning isAlone hint={useBeginningHint(group)} />
}

/** Only what this person may do here. */
function useBeginningHint(group: Group): string | undefined {
  const { state, me } = useGroupInfo(group)
  const says = texts.conversation
  if (state !== 'ready' || !me.mayPost) return undefined
  return me.mayInvite ? says.beginningHint : says.beginningHello
}

/** Who is not let in yet, or lacks a key, does not know how the group began. */
function useKnowsBeginning(group: Group, { hasOlder, waitsForKey }: Conversation): boolean {
  const info = useGroupInfo(group)
  return info.state !== 'joining' && !isTurnedAway(info) && !hasOlder && !waitsForKey
}
