/**
 * The one table of what can be asked for by a key or in the palette. Help, palette and handling are
 * all made from it; what a command does is said by whoever offers it, with `useCommands`.
 */
import { isChord, isTyped, type Chord, type Press } from './chords.ts'

/** In the order of the palette, and of the help. */
interface Row {
  readonly id: string
  /** app: always · group: with a group open · message: on the message in focus, and nowhere else. */
  readonly section: 'app' | 'group' | 'message'
  readonly chords: readonly Chord[]
}

export const COMMANDS = [
  { id: 'palette', section: 'app', chords: [{ key: 'k', mod: true }] },
  { id: 'catchUp', section: 'app', chords: [] },
  { id: 'allRead', section: 'app', chords: [] },
  { id: 'newGroup', section: 'app', chords: [] },
  { id: 'join', section: 'app', chords: [] },
  { id: 'openFile', section: 'app', chords: [] },
  { id: 'mentions', section: 'app', chords: [] },
  { id: 'settings', section: 'app', chords: [] },
  { id: 'invite', section: 'group', chords: [] },
  { id: 'people', section: 'group', chords: [] },
  { id: 'rules', section: 'group', chords: [] },
  { id: 'quiet', section: 'group', chords: [] },
  { id: 'log', section: 'group', chords: [] },
  { id: 'threads', section: 'group', chords: [] },
  { id: 'pins', section: 'group', chords: [] },
  { id: 'announcements', section: 'group', chords: [] },
  { id: 'questions', section: 'group', chords: [] },
  { id: 'goToDay', section: 'group', chords: [] },
  { id: 'profile', section: 'app', chords: [] },
  { id: 'status', section: 'app', chords: [] },
  { id: 'language', section: 'app', chords: [] },
  { id: 'theme', section: 'app', chords: [] },
  { id: 'devices', section: 'app', chords: [] },
  { id: 'phrase', section: 'app', chords: [] },
  { id: 'storage', section: 'app', chords: [] },
  { id: 'presence', section: 'app', chords: [] },
  { id: 'help', section: 'app', chords: [{ key: '?' }, { key: '/', mod: true }] },
  { id: 'previousGroup', section: 'app', chords: [{ key: 'ArrowUp', alt: true }] },
  { id: 'nextGroup', section: 'app', chords: [{ key: 'ArrowDown', alt: true }] },
  { id: 'previousUnread', section: 'app', chords: [{ key: 'ArrowUp', alt: true, shift: true }] },
  { id: 'nextUnread', section: 'app', chords: [{ key: 'ArrowDown', alt: true, shift: true }] },
  { id: 'back', section: 'app', chords: [{ key: 'Escape' }] },
  { id: 'nextMessage', section: 'message', chords: [{ key: 'ArrowDown' }, { key: 'j' }] },
  { id: 'previousMessage', section: 'message', chords: [{ key: 'ArrowUp' }, { key: 'k' }] },
  { id: 'firstMessage', section: 'message', chords: [{ key: 'Home' }] },
  { id: 'lastMessage', section: 'message', chords: [{ key: 'End' }] },
  { id: 'details', section: 'message', chords: [{ key: 'Enter' }] },
  { id: 'reply', section: 'message', chords: [{ key: 'r' }] },
  { id: 'thread', section: 'message', chords: [{ key: 't' }] },
  { id: 'edit', section: 'message', chords: [{ key: 'e' }] },
  { id: 'react', section: 'message', chords: [{ key: '+' }] },
  { id: 'pin', section: 'message', chords: [{ key: 'p' }] },
  { id: 'forward', section: 'message', chords: [{ key: 'f' }] },
  { id: 'copyText', section: 'message', chords: [{ key: 'c' }] },
  { id: 'copyLink', section: 'message', chords: [{ key: 'l' }] },
  { id: 'whoHas', section: 'message', chords: [] },
  { id: 'markUnread', section: 'message', chords: [{ key: 'u' }] },
  { id: 'delete', section: 'message', chords: [{ key: 'Delete' }] },
] as const satisfies readonly Row[]

export type Command = (typeof COMMANDS)[number]
export type CommandId = Command['id']
export type CommandSection = Row['section']

/** What a press asks for, and the chord it was. */
export function commandOf(
  press: Press,
  isApple: boolean,
): { readonly command: Command; readonly chord: Chord } | undefined {
  for (const command of COMMANDS) {
    const chord = chordsOf(command).find((one) => isChord(one, press, isApple))
    if (chord !== undefined) return { command, chord }
  }
  return undefined
}

export function chordsOf(command: Command): readonly Chord[] {
  return command.chords
}

/**
 * A lone letter that works anywhere could be spoken into a page by voice control, or pressed by chance:
 * whoever it disturbs can turn it off. On a message in focus it disturbs nobody.
 */
export function isDisturbing(command: Command, chord: Chord): boolean {
  return command.section !== 'message' && isTyped(chord)
}
