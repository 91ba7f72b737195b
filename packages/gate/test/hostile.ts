/**
 * Updates as an attacker would make them: by hand, field by field, with lib0's encoders.
 */
import * as encoding from 'lib0/encoding'

export type Put = (to: encoding.Encoder) => void

export interface RawSection {
  readonly writer: number
  readonly clock: number
  readonly structs: readonly Put[]
}

export interface RawDeletes {
  readonly writer: number
  readonly ranges: readonly (readonly [clock: number, length: number])[]
}

export const varuint =
  (value: number): Put =>
  (to) =>
    encoding.writeVarUint(to, value)
export const text =
  (value: string): Put =>
  (to) =>
    encoding.writeVarString(to, value)
export const any =
  (value: unknown): Put =>
  (to) =>
    encoding.writeAny(to, value as never)
export const raw =
  (...bytes: readonly number[]): Put =>
  (to) =>
    encoding.writeUint8Array(to, Uint8Array.from(bytes))

export function all(...puts: readonly Put[]): Put {
  return (to) => {
    for (const put of puts) put(to)
  }
}

export function bytesOf(...puts: readonly Put[]): Uint8Array {
  return encoding.encode(all(...puts))
}

export function rawUpdate(
  sections: readonly RawSection[],
  deletes: readonly RawDeletes[] = [],
): Uint8Array {
  return encoding.encode((to) => {
    encoding.writeVarUint(to, sections.length)
    for (const { writer, clock, structs } of sections) {
      for (const value of [structs.length, writer, clock]) encoding.writeVarUint(to, value)
      for (const put of structs) put(to)
    }
    encoding.writeVarUint(to, deletes.length)
    for (const { writer, ranges } of deletes) {
      for (const value of [[writer, ranges.length], ranges].flat(2))
        encoding.writeVarUint(to, value)
    }
  })
}

/** The values of a run: each an array of one byte string. */
export function values(...records: readonly Uint8Array[]): Put {
  return all(varuint(records.length), ...records.map((record) => any([record])))
}

/** A struct under a root name, with neither origin. */
export function atRoot(info: number, name: string, ...content: readonly Put[]): Put {
  return all(raw(info), varuint(1), text(name), ...content)
}

/** A struct after this origin. */
export function after(
  info: number,
  [writer, clock]: readonly [number, number],
  ...content: readonly Put[]
): Put {
  return all(raw(info), varuint(writer), varuint(clock), ...content)
}

/** A map entry as honest devices write it, under any key. */
export function entry(root: string, key: string, record: Uint8Array): Put {
  return atRoot(0x28, root, text(key), values(record))
}

/** Deleted content over this many places. */
export function hole(places: number): Put {
  return varuint(places)
}
