/** How a world comes to rest: everything is mended, everybody comes online, and all show the same. */
import { isSameScreen, type ScreenMessage, screenOf } from './screen.ts'
import type { World } from './world.ts'

const SETTLE = { limitMs: 900_000, stepMs: 1_000 }
/** A quiet moment is not enough: what is under way must have arrived, read marks included. */
const STAYS_MS = 20_000

/** False if the world does not come to rest, or does not stay there. */
export async function settle(world: World): Promise<boolean> {
  for (const resident of world.people) {
    resident.snuffFuse()
    resident.startAgainAfterHalfACrash()
    resident.machine.line.heal()
  }
  world.relay.start()
  const isAtRest = (): boolean => {
    for (const resident of world.people) resident.comeIn()
    return unrestOf(world) === undefined
  }
  if (!(await world.time.passUntil(isAtRest, SETTLE))) return false
  await world.pass(STAYS_MS)
  return unrestOf(world) === undefined
}

/** Why a world is not at rest, in words; `undefined` when it is. */
export function unrestOf(world: World): string | undefined {
  const reference = screenIn(world)
  for (const { name, machine } of world.people) {
    const groups = machine.tabs.map((tab) => tab.parley?.openGroup(world.group))
    if (groups.length === 0) return `${name} has no tab`
    for (const group of groups) {
      if (group === undefined) return `${name} has a tab without the group`
      const { state, people } = group.info.get()
      if (state !== 'ready') return `${name} is ${state}`
      if (people.length !== world.people.length) return `${name} does not know everybody`
      if (!isSameScreen(reference, screenOf(group))) return `${name} shows something else`
    }
    const unsent = [...machine.disk.entries.keys()].find(isUnsent)
    if (unsent !== undefined) return `${name} still holds ${unsent}`
  }
  return undefined
}

/** What the first open tab shows; at rest they all show the same. */
export function screenIn(world: World): readonly ScreenMessage[] {
  const [group] = world.people.flatMap((resident) => resident.groupsOf(world.group))
  return group === undefined ? [] : screenOf(group)
}

function isUnsent(key: string): boolean {
  return key.startsWith('outbox/') || key.startsWith('waiting/')
}
