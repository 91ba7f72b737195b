/**
 * Row 1: three people on two sides of a cut network change, delete, react and pin five hundred times
 * each; the cut moves once; then it heals, and all three screens are one.
 */
import { createHash } from 'node:crypto'
import { findFaults } from '../world/invariants.ts'
import { unrestOf } from '../world/rest.ts'
import { screenOf } from '../world/screen.ts'
import type { MessageEvent } from '../world/script.ts'
import type { World } from '../world/world.ts'
import type { SeededRandom } from '../random.ts'
import { inCrowd, msUntil, type Row } from './row.ts'

const PEOPLE = 3
const MARK_MS = 2_000
const LIMIT_MS = 60_000
const ACTS_EACH = { full: 500, small: 80 }
const POSTS_BEFORE = 45
/** Who is cut off, one after the other; who is not meets the others at the relay. */
const SIDES = [[0], [1], [2], [0, 1], [1, 2], [0, 2], [0, 1, 2]]
const ACTS: readonly MessageEvent[] = [
  ...(['edit', 'edit', 'edit', 'react', 'react', 'react', 'unreact'] as const),
  ...(['delete', 'pin', 'unpin'] as const),
]
const TALK: readonly MessageEvent[] = ['reply', 'hang', 'mention']

export const APART: Row = {
  row: 1,
  mark: 'the same on every screen 2 s after the network has healed',
  play: (seed, size) =>
    inCrowd({ seed, people: PEOPLE }, async (world, random) => {
      for (let at = 0; at < POSTS_BEFORE; at++) await world.run({ type: 'post', who: at % PEOPLE })
      await msUntil(world, () => unrestOf(world) === undefined, LIMIT_MS)
      const counts = [0, 0, 0]
      for (const half of [1, 2]) {
        part(world, random.pick(SIDES) ?? [])
        while (counts.some((count) => count < (ACTS_EACH[size] * half) / 2)) {
          const who = random.below(PEOPLE)
          if ((counts[who] ?? 0) >= (ACTS_EACH[size] * half) / 2) continue
          if (await act(world, who, random)) counts[who] = (counts[who] ?? 0) + 1
        }
      }
      return judge(world, counts)
    }),
}

function part(world: World, cutOff: readonly number[]): void {
  world.people.forEach(({ machine }, at) => {
    if (cutOff.includes(at)) machine.line.cut()
    else machine.line.heal()
  })
}

/** Whether there was something to do it to. What is said beside it keeps something there. */
async function act(world: World, who: number, random: SeededRandom): Promise<boolean> {
  if (random.chance(0.1))
    await world.run({ type: random.pick(TALK) ?? 'reply', who, at: random.below(20) })
  const before = world.ledger.acts.length
  await world.run({ type: random.pick(ACTS) ?? 'react', who, at: random.below(60) })
  await world.pass(random.below(40))
  return world.ledger.acts.length > before
}

async function judge(world: World, counts: readonly number[]) {
  for (const { machine } of world.people) machine.line.heal()
  const isOne = () => new Set(hashes(world)).size === 1 && unrestOf(world) === undefined
  const healedMs = await msUntil(world, isOne, LIMIT_MS)
  const [then] = hashes(world)
  await world.pass(20_000)
  const faults = [...findFaults(world)]
  if (healedMs === undefined) faults.push(`no rest: ${unrestOf(world)}`)
  else if (healedMs > MARK_MS) faults.push(`the same only after ${healedMs} ms`)
  if (hashes(world).some((hash) => hash !== then)) faults.push('what was the same changed again')
  const { edits, deletes, reactions, pins } = world.tally
  const acts = counts.reduce((sum, count) => sum + count, 0)
  return {
    faults,
    figures: { acts, edits, deletes, reactions, pins, healedMs: healedMs ?? LIMIT_MS },
  }
}

/** Of all that each screen shows. */
function hashes(world: World): readonly string[] {
  return world.people
    .flatMap((resident) => resident.groupsOf(world.group))
    .map((group) =>
      createHash('sha256')
        .update(JSON.stringify(screenOf(group)))
        .digest('hex'),
    )
}
