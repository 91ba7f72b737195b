/**
 * The log: a virtual list of messages that keeps its place. How it does is in `use-message-log.ts`;
 * here is what it draws.
 */
import type { Conversation, Group, MessageKey } from '@parley/react'
import { useImperativeHandle, type MouseEvent, type Ref } from 'react'
import { Virtualizer } from 'virtua'
import { texts } from '../texts/catalogue.ts'
import { useNow } from '../time/use-now.ts'
import { Beginning } from './beginning.tsx'
import { MessageItem } from './message-item.tsx'
import styles from './message-list.module.css'
import { ToNewest } from './to-newest.tsx'
import { useMessageLog } from './use-message-log.ts'

export interface MessageListHandle {
  jumpTo(key: MessageKey): void
}

interface MessageListProps {
  readonly group: Group
  readonly conversation: Conversation
  readonly ref: Ref<MessageListHandle>
}

export function MessageList({ group, conversation, ref }: MessageListProps) {
  const now = useNow()
  const state = useMessageLog(group, conversation)
  const {
    log,
    rows,
    list,
    isAtBottom,
    toBottom,
    isPrepended,
    jumpTo,
    landed,
    active,
    open,
    setOpen,
  } = state
  useImperativeHandle(ref, () => ({ jumpTo }), [jumpTo])
  const beginsAt = conversation.hasOlder ? undefined : rows[0]?.message.key
  return (
    <div className={styles['frame']}>
      <div
        ref={log}
        role="log"
        aria-label={texts.conversation.log}
        aria-live="off"
        className={styles['log']}
        onKeyDown={state.onKeyDown}
        onClick={(event) => setOpen((was) => touchedKey(event, was))}
      >
        <div className={styles['above']} />
        {rows.length === 0 && !conversation.hasOlder && <Beginning />}
        <Virtualizer
          ref={list}
          scrollRef={log}
          data={rows}
          shift={isPrepended}
          keepMounted={state.kept}
          onScroll={state.onScroll}
          onResize={state.onResize}
        >
          {(row) => (
            <MessageItem
              key={row.message.key}
              {...row}
              now={now}
              isBeginning={row.message.key === beginsAt}
              isActive={row.message.key === active}
              isOpen={row.message.key === open}
              flash={landed?.key === row.message.key ? landed.count : undefined}
              onOpen={setOpen}
            />
          )}
        </Virtualizer>
      </div>
      <ToNewest messages={conversation.messages} isAtBottom={isAtBottom} onPress={toBottom} />
    </div>
  )
}

/** A finger on a message shows its buttons; using one, a second touch or one elsewhere hides them. */
function touchedKey(event: MouseEvent, was: MessageKey | undefined): MessageKey | undefined {
  if (!(event.target instanceof Element)) return was
  if (event.target.closest('[role="group"]')) return undefined
  if (event.target.closest('button, a')) return was
  const isTouch =
    event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === 'touch'
  const key = event.target.closest('article')?.dataset['key'] as MessageKey | undefined
  return isTouch && key !== was ? key : undefined
}
