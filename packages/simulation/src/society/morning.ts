/**
 * How every society begins: a founder, three others who know each other by a link, and a few who do
 * not know the group yet. It is played once in a process, by real devices over a real relay, and each
 * society takes up what was on their disks then. So a world pays for what is particular to it only.
 */
import type { GroupId, Parley } from '@parley/client'
import { type MemoryDisk as RelayDisk, newMemoryDisk } from '@parley/relay'
import { newCrashingJournal } from '../crashing-journal.ts'
import { lendTime } from '../library-clock.ts'
import type { Machine } from '../machine.ts'
import { Network } from '../network/network.ts'
import { SeededRandom } from '../random.ts'
import { RelayHost } from '../relay-host.ts'
import { VirtualTime } from '../virtual-time.ts'
import { Resident } from '../world/resident.ts'
import { FIRST_PEOPLE, FRIENDS, NAMES, SECOND_DEVICES } from './names.ts'

type DeviceDisk = Machine['disk']

export interface Morning {
  /** How long after the beginning of time it was. */
  readonly lastedMs: number
  readonly group: GroupId
  readonly link: string
  readonly devices: ReadonlyMap<string, DeviceDisk>
  readonly relay: RelayDisk
}

const SEED = 1
const STEP_MS = 1_000
const DELAY_MS = { low: 5, high: 50 }

let morning: Promise<Morning> | undefined

/** The same every time. To be asked for the first time while no world has the clock. */
export function theMorning(): Promise<Morning> {
  return (morning ??= playMorning())
}

/** A machine's disk becomes what this one was. */
export function takeUpDisk(from: DeviceDisk, to: DeviceDisk): void {
  for (const [key, value] of from.entries) to.entries.set(key, structuredClone(value))
  const process = to.newProcess()
  for (const [name, rows] of from.docs)
    to.docs.set(
      name,
      rows.map(({ update }) => ({ process, update, safe: true })),
    )
}

export function takeUpRelay(from: RelayDisk, to: RelayDisk): void {
  for (const [doc, updates] of from.updates) to.updates.set(doc, [...updates])
  for (const [group, marks] of from.marks) to.marks.set(group, new Map(marks))
  for (const [doc, notes] of from.notes) to.notes.set(doc, new Map(notes))
}

async function playMorning(): Promise<Morning> {
  const time = new VirtualTime()
  const giveBack = lendTime(time)
  const startedAt = time.now()
  const random = new SeededRandom(SEED)
  const network = new Network({ clock: time, random: random.fork(), delayMs: DELAY_MS })
  const relay = newMemoryDisk()
  const openJournal = (clock: Parameters<typeof newCrashingJournal>[1]['clock']) =>
    newCrashingJournal(relay, { clock, random })
  const host = new RelayHost({ clock: time, random: random.fork(), network, openJournal })
  try {
    host.start()
    const residents = [...NAMES, ...SECOND_DEVICES].map(
      (name) => new Resident({ name, clock: time, random: random.fork(), network }),
    )
    for (const resident of residents) resident.openTab()
    await time.pass(STEP_MS)
    residents.forEach(settleIn)
    await time.pass(STEP_MS)
    const [group, link] = await newGroup(residents, time, NAMES.slice(0, FIRST_PEOPLE))
    await newGroup(residents, time, FRIENDS)
    await time.pass(10 * STEP_MS)
    const devices = new Map(residents.map(({ name, machine }) => [name, machine.disk]))
    for (const resident of residents) resident.crash()
    host.kill()
    return { lastedMs: time.now() - startedAt, group, link, devices, relay }
  } finally {
    giveBack()
  }
}

/**
 * The phrase is confirmed, so that no start stretches it again; people say their names, and show
 * nobody that they are here: that is as many frames as all the rest, and no matter of a society's.
 */
function settleIn(resident: Resident): void {
  const phrase = parleyOf(resident).own.phrase.get()
  void parleyOf(resident).setPresence(false)
  if (phrase.state === 'unconfirmed')
    void parleyOf(resident).own.confirmPhrase(phrase.words.join(' '))
  if (NAMES.some((name) => name === resident.name)) resident.comeIn()
}

async function newGroup(
  residents: readonly Resident[],
  time: VirtualTime,
  names: readonly string[],
): Promise<readonly [GroupId, string]> {
  const [founder, ...others] = residents.filter(({ name }) => names.includes(name)).map(parleyOf)
  if (founder === undefined) throw new Error('Nobody founds the group.')
  const group = await founder.newGroup('Society')
  const link = (await founder.openGroup(group)?.inviteLink()) ?? ''
  for (const other of others) void other.join(link)
  await time.pass(10 * STEP_MS)
  return [group, link]
}

function parleyOf(resident: Resident): Parley {
  const [parley] = resident.parleys()
  if (parley === undefined) throw new Error(`${resident.name} could not open the app.`)
  return parley
}
