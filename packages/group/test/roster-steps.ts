/** What may happen in a generated group, one step of a script at a time. */

export type Focus = 'everything' | 'ranks' | 'links' | 'keys' | 'partings'

/** What happens in a world, as often as it is named; narrow worlds make rare meetings common. */
export const HAPPENINGS = {
  everything: [
    ...([
      'invite',
      'invite',
      'join',
      'join',
      'join',
      'add',
      'add',
      'role',
      'role',
      'remove',
    ] as const),
    ...(['remove', 'remove', 'mute', 'mute', 'unmute', 'uninvite', 'leave', 'device'] as const),
    ...(['device', 'undevice', 'undevice', 'box', 'policy', 'cut', 'cut', 'unknown'] as const),
    ...(['say', 'say', 'say', 'say', 'say'] as const),
  ],
  ranks: [
    ...(['add', 'role', 'role', 'remove', 'remove', 'mute', 'mute', 'unmute', 'policy'] as const),
    ...(['cut', 'say', 'say', 'say'] as const),
  ],
  links: [
    ...(['invite', 'invite', 'join', 'join', 'join', 'uninvite', 'remove', 'add'] as const),
    ...(['role', 'leave', 'say', 'say'] as const),
  ],
  keys: [
    ...([
      'device',
      'device',
      'undevice',
      'undevice',
      'undevice',
      'box',
      'cut',
      'say',
      'say',
    ] as const),
    ...(['role', 'remove', 'join'] as const),
  ],
  partings: [
    ...(['leave', 'leave', 'leave', 'mute', 'mute', 'unmute', 'invite', 'join', 'join'] as const),
    ...(['add', 'add', 'role', 'remove', 'uninvite', 'cut', 'say', 'say'] as const),
  ],
} as const satisfies Record<Focus, readonly string[]>
export type What = (typeof HAPPENINGS)[Focus][number]

export interface ScriptStep {
  /** An index into what happens in this world. */
  readonly what: number
  /** The replica it happens on. */
  readonly where: number
  readonly who: number
  readonly whom: number
  readonly role: number
  /** How far from honest: see `isHonest` and the like. */
  readonly wild: number
  /** Picks among what is there: keys, invites, stale heads. */
  readonly pick: number
}
export type Step = Omit<ScriptStep, 'what'> & { readonly what: What }
