/**
 * When there is time for what nobody waits for: once everything has opened, and between two of its parts the
 * page has drawn.
 */
import type { Breathe } from './ports.ts'

export interface Leisure {
  /** Resolves when nothing is under way that a person waits for. */
  next(): Promise<void>
  /** Everything is open, or never will be. */
  begin(): void
}

/** Without `breathe` there is always time once everything is open. */
export function newLeisure(breathe: Breathe = () => Promise.resolve()): Leisure {
  let begin: () => void = () => undefined
  const begun = new Promise<void>((resolve) => (begin = resolve))
  return { next: () => begun.then(breathe), begin }
}
