/** Tells a screen reader what came in: one message by its words, a burst by its number, once. */
import type { ShownMessage } from '@parley/react'
import { useEffect, useRef, useState } from 'react'
import { Hidden } from '../controls/hidden.tsx'
import { texts } from '../texts/catalogue.ts'
import { glimpse } from '../writing/glimpse.ts'

const GATHER_MS = 400
const CLEAR_MS = 5_000
const GLIMPSE_CHARS = 300

export function Announcer({ messages }: { messages: readonly ShownMessage[] }) {
  const [says, setSays] = useState('')
  const told = useRef(messages.at(-1)?.key)
  const [openedAt] = useState(() => Date.now())
  useEffect(() => {
    if (messages.at(-1)?.key === told.current) return undefined
    const gather = setTimeout(() => {
      const from = messages.findIndex(({ key }) => key === told.current)
      const isFirst = told.current === undefined
      told.current = messages.at(-1)?.key
      // Into an empty log comes history, or the first words ever: only these are news.
      const arrived = messages.slice(from + 1).filter(({ sentAt }) => !isFirst || sentAt > openedAt)
      setSays(announcement(arrived))
    }, GATHER_MS)
    return () => clearTimeout(gather)
  }, [messages, openedAt])
  useEffect(() => {
    if (says === '') return undefined
    const clear = setTimeout(() => setSays(''), CLEAR_MS)
    return () => clearTimeout(clear)
  }, [says])
  return (
    <div aria-live="polite">
      <Hidden>{says}</Hidden>
    </div>
  )
}

/** Empty when nothing came from others. */
export function announcement(arrived: readonly ShownMessage[]): string {
  const others = arrived.filter((message) => !message.isMine && !message.deleted)
  const [only] = others
  if (only === undefined) return ''
  if (others.length > 1) return texts.conversation.newMessages(others.length)
  return texts.conversation.announce(only.author, glimpse(only.text, GLIMPSE_CHARS))
}
