/** The keys that put signs around what is selected; the help sheet lists them. */
import { type Chord, isChord, type Press } from '../commands/chords.ts'
import { isApple } from '../commands/key-places.ts'

export const FORMAT_KEYS = [
  { format: 'bold', chord: { key: 'b', mod: true }, sign: '**' },
  { format: 'italic', chord: { key: 'i', mod: true }, sign: '*' },
  { format: 'code', chord: { key: 'e', mod: true }, sign: '`' },
  { format: 'strike', chord: { key: 'x', mod: true, shift: true }, sign: '~~' },
] as const satisfies readonly FormatKey[]

interface FormatKey {
  readonly format: string
  readonly chord: Chord
  readonly sign: string
}

export type Format = (typeof FORMAT_KEYS)[number]['format']

/** Undefined for any other key. */
export function formatSignOf(press: Press): string | undefined {
  return FORMAT_KEYS.find(({ chord }) => isChord(chord, press, isApple()))?.sign
}
