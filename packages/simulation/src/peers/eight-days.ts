/**
 * Row 7: somebody is away for eight days and writes five messages there, the others three hundred. Back
 * again, all is listed for everybody within a second; and a date that is a day off changes nothing of it.
 */
import type { Group, ShownMessage } from '@parley/client'
import { findFaults } from '../world/invariants.ts'
import { unrestOf } from '../world/rest.ts'
import type { Resident } from '../world/resident.ts'
import type { World } from '../world/world.ts'
import { inCrowd, msUntil, type Outcome, type Row } from './row.ts'

const PEOPLE = 3
const AWAY = 2
const DAYS = 8
const DAY_MS = 24 * 3_600_000
const OWN = 5
const OTHERS = { full: 300, small: 32 }
const MARK_MS = 1_000
const LIMIT_MS = 60_000
/** A time that is told may be this much off the true one. */
const CLOCK_ROOM_MS = 5_000

interface Told {
  readonly outcome: Outcome
  /** What everybody was shown in the end, and what was listed, without any time. */
  readonly seen: string
}

export const EIGHT_DAYS: Row = {
  row: 7,
  mark: 'listed everywhere within 1 s, days in order, and the same with dates a day off',
  async play(seed, size) {
    const others = OTHERS[size]
    const skews = [0, DAY_MS, -DAY_MS]
    const skewed = (at: number): number => skews[(at + seed) % skews.length] ?? 0
    const right = await playOnce({ seed, others, skewMs: () => 0 })
    const wrong = await playOnce({ seed, others, skewMs: skewed })
    const faults = [
      ...right.outcome.faults,
      ...wrong.outcome.faults.map((one) => `a day off: ${one}`),
    ]
    if (right.seen !== wrong.seen) faults.push('with dates a day off it is another list')
    const listedMs = Math.max(
      right.outcome.figures['listedMs'] ?? 0,
      wrong.outcome.figures['listedMs'] ?? 0,
    )
    return { faults, figures: { ...right.outcome.figures, listedMs } }
  },
}

interface Once {
  readonly seed: number
  /** How much the others write. */
  readonly others: number
  skewMs(at: number): number
}

function playOnce({ seed, others, skewMs }: Once): Promise<Told> {
  return inCrowd({ seed, people: PEOPLE, skewMs }, async (world, random) => {
    const typedAt = new Map<string, number>()
    const away = world.people[AWAY]
    await says(world, typedAt, 0)
    await msUntil(world, () => unrestOf(world) === undefined, LIMIT_MS)
    for (const who of [0, 1, AWAY]) await world.run({ type: 'read', who })
    away?.machine.line.cut()
    for (let day = 0; day < DAYS; day++) {
      const ofOthers = Math.round((others / DAYS) * (day + 1)) - Math.round((others / DAYS) * day)
      const own = day < OWN ? 1 : 0
      for (let at = 0; at < ofOthers; at++) {
        await says(world, typedAt, random.below(AWAY))
        if (at === 1 && own === 1) await says(world, typedAt, AWAY)
        for (const who of [0, 1]) await world.run({ type: 'read', who })
        await world.pass(random.below(120_000))
      }
      world.time.sleep(DAY_MS / 2)
      await world.pass(60_000)
      world.time.sleep(DAY_MS / 2)
      await world.pass(60_000)
    }
    return judge(world, typedAt, others)
  })
}

async function says(world: World, typedAt: Map<string, number>, who: number): Promise<void> {
  const at = world.time.now()
  await world.run({ type: 'post', who })
  typedAt.set(world.ledger.posts().at(-1)?.says ?? '', at)
}

async function judge(
  world: World,
  typedAt: ReadonlyMap<string, number>,
  missed: number,
): Promise<Told> {
  const others = world.people.filter((_, at) => at !== AWAY)
  const away = world.people.filter((_, at) => at === AWAY)
  for (const { machine } of away) machine.line.heal()
  const isListed = () =>
    others.every((one) => missedBy(one, world)?.late.length === OWN) &&
    away.every((one) => missedBy(one, world)?.unreadCount === missed)
  const listedMs = await msUntil(world, isListed, LIMIT_MS)
  const faults: string[] = []
  const counts = world.people
    .map((one) => `${missedBy(one, world)?.late.length}+${missedBy(one, world)?.unreadCount}`)
    .join(', ')
  if (listedMs === undefined) faults.push(`never listed: ${counts}`)
  else if (listedMs > MARK_MS) faults.push(`listed only after ${listedMs} ms`)
  const unrestMs = await msUntil(world, () => unrestOf(world) === undefined, LIMIT_MS)
  if (unrestMs === undefined) faults.push(`no rest: ${unrestOf(world)}`)
  faults.push(
    ...findFaults(world),
    ...world.people.flatMap((one) => wrongTimes(one, world, typedAt)),
  )
  const seen = world.people.map((one) => [
    groupOf(one, world)
      ?.conversation.get()
      .messages.map(({ text }) => text),
    missedBy(one, world)?.late.map(({ message }) => message.text),
  ])
  const figures = { messages: typedAt.size, listedMs: listedMs ?? LIMIT_MS }
  return { outcome: { faults, figures }, seen: JSON.stringify(seen) }
}

/** Days are drawn from what a message says of when it was written: that must be true. */
function wrongTimes(
  resident: Resident,
  world: World,
  typedAt: ReadonlyMap<string, number>,
): readonly string[] {
  const messages: readonly ShownMessage[] =
    groupOf(resident, world)?.conversation.get().messages ?? []
  return messages.flatMap(({ text, sentAt }) => {
    const at = typedAt.get(text)
    return at === undefined || Math.abs(at - sentAt) <= CLOCK_ROOM_MS
      ? []
      : [`${resident.name} is told a time ${sentAt - at} ms off: ${text}`]
  })
}

function groupOf(resident: Resident, world: World): Group | undefined {
  return resident.groupsOf(world.group)[0]
}

function missedBy(resident: Resident, world: World) {
  const [parley] = resident.parleys()
  return parley?.catchUp.get().groups.find(({ group }) => group === world.group)
}
