/** One script, played to its end and judged. */
import { lendTime } from '../library-clock.ts'
import { VirtualTime } from '../virtual-time.ts'
import { findFaults } from './invariants.ts'
import { isSameScreen, type ScreenMessage, screenOf } from './screen.ts'
import type { WorldScript } from './script.ts'
import { screenIn, settle, unrestOf } from './rest.ts'
import type { Tally } from './tally.ts'
import { World } from './world.ts'

export interface Outcome {
  /** In words; empty when every invariant holds. */
  readonly faults: readonly string[]
  readonly tally: Tally
  /** Of every frame that arrived, and when. */
  readonly trace: string
}

export async function playWorld({ seed, events }: WorldScript): Promise<Outcome> {
  const time = new VirtualTime()
  const giveBack = lendTime(time)
  try {
    const world = new World(seed, time)
    await world.begin()
    for (const event of events) await world.run(event)
    const faults = (await settle(world))
      ? [...findFaults(world), ...(await freshFaults(world))]
      : [`no rest: ${unrestOf(world)}`, ...findFaults(world)]
    return { faults, tally: world.tally, trace: world.network.traceDigest() }
  } finally {
    giveBack()
  }
}

/** Applying updates equals loading afresh: from the own disk alone, and from the relay alone. */
async function freshFaults(world: World): Promise<readonly string[]> {
  const before = screenIn(world)
  const faults: string[] = []
  for (const { name, machine } of world.people) {
    for (const tab of machine.tabs) tab.crash()
    machine.line.cut()
    const screen = await screenOfNewTab(world, machine)
    if (!isSameScreen(before, screen))
      faults.push(`${name} shows something else after a restart offline`)
  }
  await world.run({ type: 'join' })
  const newcomer = world.people.at(-1)
  if (newcomer === undefined) return faults
  const isIn = await world.time.passUntil(
    () => {
      newcomer.comeIn()
      return isSameScreen(before, newcomer.groupsOf(world.group).flatMap(screenOf))
    },
    { limitMs: 120_000, stepMs: 500 },
  )
  return isIn ? faults : [...faults, `${newcomer.name}, who came last, shows something else`]
}

async function screenOfNewTab(
  world: World,
  machine: World['people'][number]['machine'],
): Promise<readonly ScreenMessage[]> {
  const tab = machine.openTab()
  await world.pass(2_000)
  const group = tab.parley?.openGroup(world.group)
  return group === undefined ? [] : screenOf(group)
}
