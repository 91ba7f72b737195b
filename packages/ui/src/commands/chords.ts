/**
 * Keys pressed together, as data: whether a press is one of them, and how they are written on caps.
 *
 * Modifiers must be exactly the ones named, so that nothing of a screen reader or the system is taken:
 * those use more of them. Knows nothing of commands.
 */

export interface Chord {
  /** As in `KeyboardEvent.key`; letters small. */
  readonly key: string
  /** ⌘ on Apple's keyboards, Ctrl on the others. */
  readonly mod?: true
  readonly alt?: true
  readonly shift?: true
}

export interface Press {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** Whether this is the press of that chord. A sign like `?` may need Shift, wherever it is on the keyboard. */
export function isChord(chord: Chord, press: Press, isApple: boolean): boolean {
  const mod = isApple ? press.metaKey : press.ctrlKey
  const other = isApple ? press.ctrlKey : press.metaKey
  if (other || mod !== (chord.mod ?? false) || press.altKey !== (chord.alt ?? false)) return false
  if (letterOf(press) !== chord.key) return false
  return isSign(chord.key) || press.shiftKey === (chord.shift ?? false)
}

/** What is written on the caps, in the order they are pressed. */
export function capsOf(chord: Chord, isApple: boolean): readonly string[] {
  return [
    ...(chord.mod ? [isApple ? '⌘' : 'Ctrl'] : []),
    ...(chord.alt ? [isApple ? '⌥' : 'Alt'] : []),
    ...(chord.shift ? [isApple ? '⇧' : 'Shift'] : []),
    CAPS[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key),
  ]
}

/** A key that alone is a letter or a sign: such are typed, too. */
export function isTyped({ key, mod, alt }: Chord): boolean {
  return key.length === 1 && mod === undefined && alt === undefined
}

const CAPS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
}

function isSign(key: string): boolean {
  return key.length === 1 && !/[a-z]/.test(key)
}

/** On a keyboard of another script the letter is the one at its place on a Latin one. */
function letterOf({ key, code }: Press): string {
  if (key.length !== 1) return key
  if (/[\u0020-\u007e]/.test(key)) return key.toLowerCase()
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key
}
