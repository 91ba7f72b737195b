/**
 * Marks on their way to a side: of each device in each document the newest, a few a second, so that a class
 * that reads at once spends nobody's allowance for marks. Rule RE66.
 */
import { encodeFrame, type Frame, parseSealedMark } from '@parley/protocol'
import type { Clock } from '../ports.ts'

const TURN_MS = 500
const MARKS_PER_TURN = 5
/** More than this many devices at once are told when the two meet again. */
const MAX_WAITING = 4_096

export interface MarkPost {
  /** Untrusted. */
  put(frame: Frame): void
  close(): void
}

export function newMarkPost(clock: Clock, send: (frame: Uint8Array) => void): MarkPost {
  const waiting = new Map<string, Uint8Array>()
  let cancel: (() => void) | undefined

  function turn(): void {
    cancel = undefined
    for (const [key, frame] of [...waiting].slice(0, MARKS_PER_TURN)) {
      waiting.delete(key)
      send(frame)
    }
    if (waiting.size > 0) cancel = clock.after(TURN_MS, turn)
  }

  return {
    put(frame) {
      const mark = parseSealedMark(frame.payload)
      if (mark === undefined) return
      const key = `${frame.doc} ${mark.device}`
      if (!waiting.has(key) && waiting.size >= MAX_WAITING) return
      waiting.set(key, encodeFrame(frame.doc, frame.message))
      cancel ??= clock.after(TURN_MS, turn)
    },
    close() {
      cancel?.()
      waiting.clear()
    },
  }
}
