/**
 * A society: people with real clients, two relays that never talk to each other, and everything that
 * people do to each other in a group. The same seed and the same events give the same society.
 */
import type { GroupId, GroupInfo, PersonId } from '@parley/client'
import type { RecordId } from '@parley/protocol'
import { newMemoryDisk } from '@parley/relay'
import { newCrashingJournal } from '../crashing-journal.ts'
import { Network } from '../network/network.ts'
import { SeededRandom } from '../random.ts'
import { RelayHost } from '../relay-host.ts'
import type { VirtualTime } from '../virtual-time.ts'
import { actIn } from './acts.ts'
import { forge } from './forgeries.ts'
import { Inhabitant, type Persona } from './inhabitant.ts'
import { type Morning, takeUpRelay } from './morning.ts'
import { FIRST_PEOPLE, FRIENDS, NAMES, SECOND_DEVICES } from './names.ts'
import type { SocietyEvent } from './script.ts'
import type { RelayPlace, Scene } from './scene.ts'
import { count, type SocietyTally } from './tally.ts'
import { Waits } from './waits.ts'
import type { Writing } from './writings.ts'

export const KEYSTROKE_MS = 3
/** Until those who are at home have opened their app and heard their relay. */
const BREAKFAST_MS = 1_500
/** How often it is looked who waits, and people go on with what they began; for so long. */
const LOOK_MS = 1_000
const LOOKED_FOR_MS = 12_000

export class Society implements Scene {
  readonly people: Inhabitant[] = []
  readonly relays: readonly [RelayPlace, RelayPlace]
  readonly time: VirtualTime
  readonly tally: SocietyTally = {}
  readonly writings: Writing[] = []
  /** Oldest first. */
  readonly links: string[] = []
  /** What people were told that is neither success nor a rule. */
  readonly surprises: string[] = []
  /** Messages that their authors deleted. */
  readonly takenBack = new Set<string>()
  readonly takenFromThreads = new Set<PersonId>()
  /** What hostile people wrote by hand. */
  readonly forged = new Set<RecordId>()
  readonly waits: Waits
  readonly hostileRandom: (byteCount: number) => Uint8Array
  readonly group: GroupId
  readonly #random: SeededRandom
  readonly #morning: Morning
  #secondDevices = 0

  /** Nobody in it yet. The caller has lent `time` to the global timers. */
  constructor(seed: number, time: VirtualTime, morning: Morning) {
    this.time = time
    this.group = morning.group
    this.links.push(morning.link)
    this.waits = new Waits(this)
    this.#morning = morning
    this.#random = new SeededRandom(seed)
    this.hostileRandom = this.#random.fork().bytes
    this.relays = [this.#newRelay(), this.#newRelay()]
    takeUpRelay(morning.relay, this.relays[0].disk)
  }

  /** A founder and three others who know each other. */
  async begin(): Promise<void> {
    await this.time.pass(this.#morning.lastedMs)
    for (const { host } of this.relays) host.start()
    for (let at = 0; at < FIRST_PEOPLE; at++) this.#newPerson()
    await this.#pass(BREAKFAST_MS)
  }

  async run(event: SocietyEvent): Promise<void> {
    this.#perform(event)
    await this.#pass(KEYSTROKE_MS)
    if (event.type === 'tick') await this.#pass(event.ms)
  }

  /** Everybody's app stays open meanwhile. */
  async #pass(ms: number): Promise<void> {
    let passed = 0
    while (passed < ms) {
      for (const inhabitant of this.people) inhabitant.comeIn()
      const step = Math.min(ms - passed, passed < LOOKED_FOR_MS ? LOOK_MS : ms)
      await this.time.pass(step)
      passed += step
      this.waits.look()
    }
  }

  #perform(event: SocietyEvent): void {
    if (event.type === 'tick') return
    const inhabitant = this.people[event.who % this.people.length]
    if (inhabitant === undefined) return
    switch (event.type) {
      case 'cut':
        return inhabitant.line.cut()
      case 'heal':
        return inhabitant.isHidden ? undefined : inhabitant.line.heal()
      case 'roam':
        count(this.tally, 'roams')
        return inhabitant.line.roamTo(inhabitant.line.at === 0 ? 1 : 0)
      case 'crash':
        count(this.tally, 'crashes')
        return inhabitant.resident.crash()
      case 'hide':
        if (inhabitant === this.people[0]) return
        inhabitant.isHidden = true
        return inhabitant.line.cut()
      case 'come':
        return this.#come(this.#absentAt(event.who), 0)
      case 'come-by-old':
        count(this.tally, 'oldLinks')
        return this.#come(this.#absentAt(event.who), 1 + event.at)
      case 'befriend':
        return this.#meetFriend()
      case 'second-device':
        return this.#newDeviceFor(inhabitant)
      case 'forge':
        return forge(this, inhabitant, event)
      case 'take-back':
        return this.#first(({ state }) => state === 'waiting', event)
      case 'approve':
      case 'decline':
        return this.#first(({ me, requests }) => me.mayModerate && requests.length > 0, event)
      default:
        return actIn(this, inhabitant, event)
    }
  }

  /** By the first one who can: few ever ask to be let in, and few may answer. */
  #first(can: (info: GroupInfo) => boolean, event: Parameters<typeof actIn>[2]): void {
    const one = this.people.find((inhabitant) => {
      const info = inhabitant.groupOf(this.group)?.info.get()
      return info !== undefined && can(info)
    })
    if (one !== undefined) actIn(this, one, event)
  }

  /** `back`: how many links before the newest one. */
  #come(known: Inhabitant | undefined, back: number): void {
    const link = this.links[Math.max(0, this.links.length - 1 - back)]
    if (link === undefined) return
    const inhabitant = known ?? this.#newPerson()
    if (inhabitant === undefined) return
    count(this.tally, 'joins')
    inhabitant.follow(link)
  }

  /** Somebody whose app says that they are out, if there is one. */
  #absentAt(index: number): Inhabitant | undefined {
    const absent = this.people.filter((one) => {
      const state = one.groupOf(this.group)?.info.get().state
      return state === 'removed' || state === 'left'
    })
    return absent[index % Math.max(1, absent.length)]
  }

  /** Somebody who can be added without a link begins to use the app. */
  #meetFriend(): void {
    const known = new Set(this.people.map(({ persona }) => persona.name))
    const next = NAMES.find((name) => !known.has(name))
    if (next !== undefined && FRIENDS.includes(next)) this.#newPerson()
  }

  #newPerson(): Inhabitant | undefined {
    const known = new Set(this.people.map(({ persona }) => persona.name))
    const name = NAMES.find((one) => !known.has(one))
    if (name === undefined) return undefined
    const isFirst = this.people.length < FIRST_PEOPLE
    const links = isFirst ? [this.#morning.link] : []
    return this.#newDevice(name, { name, links, person: undefined })
  }

  #newDeviceFor(old: Inhabitant): void {
    const name = SECOND_DEVICES[this.#secondDevices]
    if (old.person === undefined || name === undefined) return
    this.#secondDevices++
    this.#newDevice(name, old.persona).linkTo(old)
  }

  #newDevice(name: string, persona: Persona): Inhabitant {
    const disk = this.#morning.devices.get(name)
    if (disk === undefined) throw new Error(`${name} was not there in the morning.`)
    const inhabitant = new Inhabitant({
      name,
      persona,
      disk,
      group: this.group,
      onLinked: () => count(this.tally, 'secondDevices'),
      clock: this.time,
      random: this.#random.fork(),
      networks: [this.relays[0].network, this.relays[1].network],
    })
    this.people.push(inhabitant)
    return inhabitant
  }

  #newRelay(): RelayPlace {
    const { time: clock } = this
    const random = this.#random.fork()
    const delayMs = { low: 5, high: 200 }
    const network = new Network({ clock, random: random.fork(), delayMs })
    const disk = newMemoryDisk()
    const openJournal = (own: RelayHostClock) => newCrashingJournal(disk, { clock: own, random })
    return { network, disk, host: new RelayHost({ clock, random, network, openJournal }) }
  }
}

type RelayHostClock = Parameters<ConstructorParameters<typeof RelayHost>[0]['openJournal']>[0]
