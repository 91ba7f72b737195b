/**
 * Whether a relay says that it holds all of a document: by its own step 1 of this session, a state vector.
 *
 * That it answered our question says only what it has for us: a relay that lost its disk answers with
 * nothing (AT190). Rule LK37.
 */
import { parseStateVector } from '@parley/gate'
import { parseSync, type Writer } from '@parley/protocol'
import * as Y from 'yjs'
import type { Clock } from '../ports.ts'

export interface HeldThere {
  /** A sync payload from the relay that the gate let through. */
  hear(payload: Uint8Array): void
  /** The session is over: what was told in it says nothing any more. */
  forget(): void
  /** Whether its word covers the document, asked anew if need be; false after `ms`, or when the session ended. */
  when(doc: Y.Doc, ms: number): Promise<boolean>
}

type StateVector = ReadonlyMap<Writer, number>

/** `ask` leads to another step 1 of the relay, where the line is open. */
export function newHeldThere(clock: Clock, ask: () => void): HeldThere {
  let told: StateVector | undefined
  const waiting = new Set<() => void>()

  function look(): void {
    for (const one of waiting) one()
  }

  return {
    hear(payload) {
      const sync = parseSync(payload)
      if (sync?.step !== 'step1') return
      told = parseStateVector(sync.bytes)
      look()
    },
    forget() {
      told = undefined
      look()
    },
    when(doc, ms) {
      if (covers(told, doc)) return Promise.resolve(true)
      return new Promise((resolve) => {
        const cancel = clock.after(ms, () => end(false))
        // The first word of a session comes by itself, and may have been on its way when we asked.
        let answersLeft = told === undefined ? 2 : 1
        const one = () => {
          if (covers(told, doc)) end(true)
          else if (told === undefined || --answersLeft === 0) end(false)
        }
        function end(isHeld: boolean): void {
          cancel()
          waiting.delete(one)
          resolve(isHeld)
        }
        waiting.add(one)
        ask()
      })
    },
  }
}

function covers(told: StateVector | undefined, doc: Y.Doc): boolean {
  const held = parseStateVector(Y.encodeStateVector(doc))
  if (told === undefined || held === undefined) return false
  return [...held].every(([writer, clock]) => clock <= (told.get(writer) ?? 0))
}
