/**
 * What a row of the comparison with other chats is in the simulation: a scene, and its mark as the
 * judge. docs/peers.md says what each of them shows; the same rows are played in browsers too.
 */
import { lendTime } from '../library-clock.ts'
import { SeededRandom } from '../random.ts'
import { VirtualTime } from '../virtual-time.ts'
import { unrestOf } from '../world/rest.ts'
import { World, type WorldSettings } from '../world/world.ts'

export interface Outcome {
  /** In words; empty when the mark was reached and nothing else was wrong. */
  readonly faults: readonly string[]
  /** What really happened, and what was measured. The largest counts of what ends in `Ms`, else the sum. */
  readonly figures: Readonly<Record<string, number>>
  /** Of the kinds of things that may happen, those that did. */
  readonly kinds?: readonly string[]
}

/** `small`: the same scene and mark in a fraction of the time, for every run of the tests. */
export type Size = 'full' | 'small'

export interface Row {
  /** As the list of failings counts them. */
  readonly row: number
  readonly mark: string
  /** The same seed plays the same scene. */
  play(seed: number, size: Size): Promise<Outcome>
}

/** Lines as a good mobile network has them. */
const DELAY_MS = { low: 5, high: 60 }
const GATHERING = { limitMs: 120_000, stepMs: 250 }

/** A world of that many people, who all know each other and have nothing under way. */
export async function inCrowd<T>(
  { seed, people, ...settings }: WorldSettings & { readonly seed: number; readonly people: number },
  play: (world: World, random: SeededRandom) => Promise<T>,
): Promise<T> {
  const time = new VirtualTime()
  const giveBack = lendTime(time)
  try {
    const world = new World(seed, time, { delayMs: DELAY_MS, ...settings })
    await world.begin()
    while (world.people.length < people) await world.run({ type: 'join' })
    const isGathered = await time.passUntil(() => {
      for (const resident of world.people) resident.comeIn()
      return unrestOf(world) === undefined
    }, GATHERING)
    if (!isGathered) throw new Error(`They do not come together: ${unrestOf(world)}`)
    return await play(world, new SeededRandom(seed).fork())
  } finally {
    giveBack()
  }
}

/** How long until this holds, by the clock of the world; `undefined`: not within the limit. */
export async function msUntil(
  { time }: World,
  holds: () => boolean,
  limitMs: number,
): Promise<number | undefined> {
  const startedAt = time.now()
  const held = await time.passUntil(holds, { limitMs, stepMs: 20 })
  return held ? time.now() - startedAt : undefined
}
