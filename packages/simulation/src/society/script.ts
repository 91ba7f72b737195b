/** What people of a society do to each other, and how often: scripts that fast-check makes and shrinks. */
import fc from 'fast-check'

const ACTS = [
  ...(['post', 'reply', 'hang', 'react', 'edit', 'delete', 'pin', 'unpin'] as const),
  ...(['moderate', 'approve', 'decline', 'role', 'remove', 'mute', 'unmute', 'leave'] as const),
  ...(['announce', 'history', 'link', 'approving-link', 'withdraw', 'add', 'take-back'] as const),
] as const
export type ActType = (typeof ACTS)[number]

const LIVES = ['cut', 'heal', 'roam', 'crash', 'hide', 'second-device', 'befriend'] as const

/** What hostile people do (forgeries.ts). */
export const FORGERIES = [
  'hand-keys',
  'junk-rows',
  'key-for-one',
  'announce-again',
  'backdated-act',
  'claimed-act',
  'backdated-post',
] as const
export type Forgery = (typeof FORGERIES)[number]

/** `who` and `at` are taken modulo what there is. */
export type SocietyEvent =
  | { readonly type: ActType; readonly who: number; readonly at: number }
  | { readonly type: (typeof LIVES)[number]; readonly who: number }
  /** Somebody new, or somebody who is out, follows a link: the newest, or an older one. */
  | { readonly type: 'come' | 'come-by-old'; readonly who: number; readonly at: number }
  | { readonly type: 'forge'; readonly who: number; readonly at: number; readonly what: Forgery }
  | { readonly type: 'tick'; readonly ms: number }

const who = fc.nat({ max: 6 })
const at = fc.nat({ max: 7 })

function acts(...types: readonly ActType[]): fc.Arbitrary<SocietyEvent> {
  return fc.record({ type: fc.constantFrom(...types), who, at })
}

/** Most others may not yet. */
const byFounder: fc.Arbitrary<SocietyEvent> = fc.record({
  type: fc.constantFrom(
    ...(['remove', 'remove', 'role', 'role', 'post', 'post', 'approve', 'decline'] as const),
  ),
  who: fc.constant(0),
  at,
})
const life: fc.Arbitrary<SocietyEvent> = fc.record({
  type: fc.constantFrom(
    'cut' as const,
    'heal' as const,
    'heal' as const,
    'roam' as const,
    'roam' as const,
  ),
  who,
})
const hardship: fc.Arbitrary<SocietyEvent> = fc.record({
  type: fc.constantFrom('crash' as const, 'hide' as const, 'hide' as const),
  who,
})
const coming: fc.Arbitrary<SocietyEvent> = fc.record({
  type: fc.constantFrom('come' as const, 'come' as const, 'come-by-old' as const),
  who,
  at,
})
const company: fc.Arbitrary<SocietyEvent> = fc.record({
  type: fc.constantFrom('second-device' as const, 'befriend' as const),
  who,
})
const hostility: fc.Arbitrary<SocietyEvent> = fc.record({
  type: fc.constant('forge' as const),
  who,
  at,
  what: fc.constantFrom(...FORGERIES),
})
const tick: fc.Arbitrary<SocietyEvent> = fc.record({
  type: fc.constant('tick' as const),
  ms: fc.oneof(fc.nat({ max: 2_000 }), fc.nat({ max: 30_000 })),
})

const anyEvent: fc.Arbitrary<SocietyEvent> = fc.oneof(
  { weight: 12, arbitrary: acts('post') },
  { weight: 3, arbitrary: acts('reply', 'react', 'edit', 'delete', 'moderate') },
  { weight: 4, arbitrary: acts('hang', 'hang', 'hang', 'pin', 'unpin') },
  { weight: 5, arbitrary: acts('role', 'role', 'mute', 'unmute') },
  { weight: 3, arbitrary: acts('remove') },
  { weight: 5, arbitrary: byFounder },
  { weight: 3, arbitrary: acts('approve', 'approve', 'decline', 'take-back') },
  { weight: 2, arbitrary: acts('announce', 'history') },
  { weight: 3, arbitrary: acts('link', 'approving-link', 'approving-link', 'withdraw') },
  { weight: 1, arbitrary: acts('leave') },
  { weight: 2, arbitrary: acts('add') },
  { weight: 4, arbitrary: coming },
  { weight: 2, arbitrary: company },
  { weight: 2, arbitrary: hostility },
  { weight: 8, arbitrary: life },
  { weight: 3, arbitrary: hardship },
  { weight: 8, arbitrary: tick },
)

export interface SocietyScript {
  readonly seed: number
  readonly events: readonly SocietyEvent[]
}

export const anySocietyScript: fc.Arbitrary<SocietyScript> = fc.record({
  seed: fc.noShrink(fc.nat({ max: 2 ** 31 - 1 })),
  events: fc.array(anyEvent, { minLength: 8, maxLength: 50, size: 'max' }),
})
