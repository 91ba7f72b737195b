/** The devices of a replay: a founder, everyone who joined by the founder's link, and who plays whom. */
import type { Group, GroupId, Parley } from '@parley/client'
import { Machine, type MachinePorts } from '../machine.ts'
import type { SeededRandom } from '../random.ts'
import type { VirtualTime } from '../virtual-time.ts'

export interface Player {
  readonly machine: Machine
  readonly parley: Parley
  readonly group: Group
}

interface CastPorts extends Omit<MachinePorts, 'name' | 'clock'> {
  readonly time: VirtualTime
  readonly devicesCount: number
}

const PATIENCE = { limitMs: 600_000, stepMs: 500 }

/** Opens them all, founds the group, and waits until every device is a member. */
export async function openCast({
  time,
  devicesCount,
  ...ports
}: CastPorts): Promise<readonly Player[]> {
  const machines = Array.from({ length: devicesCount }, (_, at) => {
    const name = `Speaker ${String(at + 1).padStart(2, '0')}`
    return new Machine({ ...ports, name, clock: time })
  })
  const tabs = machines.map((machine) => machine.openTab())
  await time.pass(1_000)
  const parleys = tabs.map((tab) => mustBe(tab.parley, 'A device did not open.'))
  await Promise.all(
    parleys.map((parley, at) => parley.setName(mustBe(machines[at], 'no machine').name)),
  )
  const [founder, ...others] = parleys
  const id = await mustBe(founder, 'no founder').newGroup('Replayed chat')
  const link = await mustBe(founder?.openGroup(id), 'The group is not there.').inviteLink()
  for (const parley of others) {
    const outcome = await parley.join(link)
    if (!outcome.ok) throw new Error(`The link is not accepted: ${outcome.broke}`)
  }
  const isReady = await time.passUntil(
    () => parleys.every((parley) => isMember(parley, id, devicesCount)),
    PATIENCE,
  )
  if (!isReady) throw new Error(`Not every device became a member: ${describe(parleys, id)}`)
  return parleys.map((parley, at) => ({
    machine: mustBe(machines[at], 'no machine'),
    parley,
    group: mustBe(parley.openGroup(id), 'The group is not there.'),
  }))
}

/** Deals nicks like cards, so that every device gets its share of them. */
export function dealNicks(
  nicks: Iterable<string>,
  players: readonly Player[],
  random: SeededRandom,
): ReadonlyMap<string, Player> {
  const deck = [...new Set(nicks)]
    .map((nick) => ({ nick, at: random.next() }))
    .toSorted((left, right) => left.at - right.at)
  return new Map(
    deck.map(({ nick }, at) => [nick, mustBe(players[at % players.length], 'nobody plays')]),
  )
}

function isMember(parley: Parley, id: GroupId, membersCount: number): boolean {
  const info = parley.openGroup(id)?.info.get()
  return info?.state === 'ready' && info.people.length === membersCount
}

function describe(parleys: readonly Parley[], id: GroupId): string {
  return parleys
    .map((parley) => {
      const info = parley.openGroup(id)?.info.get()
      return `${info?.state} ${info?.people.length} ${parley.connection.get().state}`
    })
    .join(', ')
}

function mustBe<T>(value: T | undefined, why: string): T {
  if (value === undefined) throw new Error(why)
  return value
}
