/**
 * Row 6: somebody types twenty numbered messages while the line flaps every 300 ms, answers among
 * them; five others answer too. All read them in the order they were typed, below what they answer.
 */
import type { SeededRandom } from '../random.ts'
import { findFaults } from '../world/invariants.ts'
import { settle, unrestOf } from '../world/rest.ts'
import type { World } from '../world/world.ts'
import { inCrowd, type Row } from './row.ts'

const PEOPLE = 6
const NUMBERED = 20
const FLAP_MS = 300
/** Between two of them: quicker than the line, and slower. */
const TYPING_MS = { low: 20, high: 500 }
const AUTHOR = 1

export const FLAPPING: Row = {
  row: 6,
  mark: 'typed order on every screen, no answer above what it answers, nothing to press',
  play: (seed) =>
    inCrowd({ seed, people: PEOPLE }, async (world, random) => {
      const before = world.ledger.posts().length
      const flaps = flap(world)
      for (let at = 0; at < NUMBERED; at++) {
        await type(world, AUTHOR, random)
        const other = random.below(PEOPLE)
        if (random.chance(0.4) && other !== AUTHOR) await type(world, other, random)
        await world.pass(random.between(TYPING_MS.low, TYPING_MS.high))
      }
      flaps.stop()
      const faults = (await settle(world)) ? [] : [`no rest: ${unrestOf(world)}`]
      const { replies } = world.tally
      const messages = world.ledger.posts().length - before
      return {
        faults: [...faults, ...findFaults(world)],
        figures: { messages, replies, flaps: flaps.count() },
      }
    }),
}

function type(world: World, who: number, random: SeededRandom): Promise<void> {
  const isAnswer = random.chance(0.4)
  return world.run(isAnswer ? { type: 'reply', who, at: random.below(4) } : { type: 'post', who })
}

function flap(world: World) {
  const { line } = world.people[AUTHOR]?.machine ?? {}
  let count = 0
  const stop = world.time.every(FLAP_MS, () => {
    count++
    if (line?.state === 'cut') line.heal()
    else line?.cut()
  })
  return { stop, count: () => count }
}
