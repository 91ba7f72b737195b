/** The update that brings these records of one document, each writer's in the order of its places. */
import { encodeUpdate } from '@parley/gate'
import type { Writer } from '@parley/protocol'
import type { Written } from './person.ts'

/** Throws unless each writer's records follow one another. */
export function updateOf(written: readonly Written[]): Uint8Array {
  const [first] = written
  if (first === undefined) throw new Error('an update of no records')
  const byWriter = new Map<Writer, Written[]>()
  for (const one of written) {
    const own = byWriter.get(one.writer) ?? []
    byWriter.set(one.writer, own)
    if (one.doc !== first.doc || one.clock !== (own.at(-1)?.clock ?? one.clock - 1) + 1)
      throw new Error('records of one document follow one another')
    own.push(one)
  }
  const runs = [...byWriter].map(([writer, own]) => ({
    writer,
    clock: own[0]?.clock ?? 0,
    records: own.map(({ bytes }) => bytes),
  }))
  return encodeUpdate(first.doc, runs)
}
