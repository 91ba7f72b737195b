/** What may happen in a world, and how often: scripts that fast-check makes, shrinks and prints. */
import fc from 'fast-check'

const ON_MESSAGES = [
  ...(['reply', 'hang', 'mention', 'edit', 'delete', 'react', 'unreact'] as const),
  ...(['hang', 'pin', 'unpin'] as const),
] as const
export type MessageEvent = (typeof ON_MESSAGES)[number]

/** `who` and `at` are taken modulo what there is, so that every script is one for every world. */
export type WorldEvent =
  | { readonly type: 'post' | 'open-tab' | 'close-tab' | 'crash' | 'read'; readonly who: number }
  | { readonly type: 'cut' | 'tunnel' | 'heal' | 'reset'; readonly who: number }
  | {
      readonly type: MessageEvent
      readonly who: number
      readonly at: number
    }
  | {
      readonly type: 'crash-at-write'
      readonly who: number
      readonly after: number
      readonly fate: 'crash-before' | 'crash-after'
    }
  | { readonly type: 'join' | 'kill-relay' | 'start-relay' | 'empty-relay' }
  | { readonly type: 'tick'; readonly ms: number }

const who = fc.nat({ max: 5 })
const at = fc.nat({ max: 7 })
const one = <T extends WorldEvent['type']>(type: T) => fc.constant(type)

const person = (
  ...types: (
    | 'post'
    | 'open-tab'
    | 'close-tab'
    | 'crash'
    | 'read'
    | 'cut'
    | 'tunnel'
    | 'heal'
    | 'reset'
  )[]
) => fc.record({ type: fc.constantFrom(...types), who }) as fc.Arbitrary<WorldEvent>
const message = fc.record({
  type: fc.constantFrom(...ON_MESSAGES),
  who,
  at,
}) as fc.Arbitrary<WorldEvent>
const relay = fc.record({
  type: fc.constantFrom('kill-relay', 'start-relay', 'start-relay', 'empty-relay'),
}) as fc.Arbitrary<WorldEvent>
const fuse = fc.record({
  type: one('crash-at-write'),
  who,
  after: fc.nat({ max: 4 }),
  fate: fc.constantFrom('crash-before' as const, 'crash-after' as const),
})
/** From two keystrokes to long enough for every timeout. */
const tick = fc.record({
  type: one('tick'),
  ms: fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 3_000 }), fc.nat({ max: 60_000 })),
})

export const anyEvent: fc.Arbitrary<WorldEvent> = fc.oneof(
  { weight: 12, arbitrary: person('post') },
  { weight: 18, arbitrary: message },
  { weight: 8, arbitrary: tick },
  { weight: 6, arbitrary: person('cut', 'tunnel', 'heal', 'heal', 'reset') },
  { weight: 2, arbitrary: person('crash', 'read') },
  { weight: 2, arbitrary: person('open-tab', 'open-tab', 'close-tab') },
  { weight: 2, arbitrary: fuse },
  { weight: 2, arbitrary: relay },
  { weight: 1, arbitrary: fc.record({ type: one('join') }) },
)

export interface WorldScript {
  readonly seed: number
  readonly events: readonly WorldEvent[]
}

export const anyScript: fc.Arbitrary<WorldScript> = fc.record({
  seed: fc.noShrink(fc.nat({ max: 2 ** 31 - 1 })),
  events: fc.array(anyEvent, { minLength: 1, maxLength: 60, size: 'max' }),
})
