/** The keys that put signs around what is selected. */
import { type Chord, isChord, type Press } from '../commands/chords.ts'
import { isApple } from '../commands/key-places.ts'

const KEYS: readonly (readonly [chord: Chord, sign: string])[] = [
  [{ key: 'b', mod: true }, '**'],
  [{ key: 'i', mod: true }, '*'],
  [{ key: 'e', mod: true }, '`'],
  [{ key: 'x', mod: true, shift: true }, '~~'],
]

/** Undefined for any other key. */
export function formatSignOf(press: Press): string | undefined {
  return KEYS.find(([chord]) => isChord(chord, press, isApple()))?.[1]
}
