/**
 * A society: people with real clients, two relays that never talk to each other, and everything that
 * people do to each other in a group. The same seed and the same events give the same society.
 */
import type { GroupId } from '@parley/client'
import { type MemoryDisk, newMemoryDisk } from '@parley/relay'
import { newCrashingJournal } from '../crashing-journal.ts'
import { Network } from '../network/network.ts'
import { SeededRandom } from '../random.ts'
import { RelayHost } from '../relay-host.ts'
import type { VirtualTime } from '../virtual-time.ts'
import { actIn } from './acts.ts'
import { Inhabitant } from './inhabitant.ts'
import type { SocietyEvent } from './script.ts'
import { count, type SocietyTally } from './tally.ts'
import type { Writing } from './writings.ts'

const NAMES = ['Anna', 'Bert', 'Cleo', 'Dora', 'Emil', 'Fritz', 'Gerda']
const FIRST_PEOPLE = 4
const KEYSTROKE_MS = 3

export interface RelayPlace {
  readonly network: Network
  readonly host: RelayHost
  readonly disk: MemoryDisk
}

export class Society {
  readonly people: Inhabitant[] = []
  readonly relays: readonly [RelayPlace, RelayPlace]
  readonly time: VirtualTime
  readonly tally: SocietyTally = {}
  readonly writings: Writing[] = []
  /** Oldest first. */
  readonly links: string[] = []
  /** What people were told that is neither success nor a rule. */
  readonly surprises: string[] = []
  readonly #random: SeededRandom
  #group: GroupId | undefined

  /** Nobody in it yet. The caller has lent `time` to the global timers. */
  constructor(seed: number, time: VirtualTime) {
    this.time = time
    this.#random = new SeededRandom(seed)
    this.relays = [this.#newRelay(), this.#newRelay()]
  }

  get group(): GroupId {
    if (this.#group === undefined) throw new Error('The group is not founded yet.')
    return this.#group
  }

  /** A founder and three others who know each other. */
  async begin(): Promise<void> {
    for (const { host } of this.relays) host.start()
    const founder = this.#newPerson()
    await this.#pass(100)
    founder.comeIn()
    await this.#pass(1)
    const [parley] = founder.resident.parleys()
    if (parley === undefined) throw new Error('The founder could not open the app.')
    this.#group = await parley.newGroup('Society')
    this.links.push((await parley.openGroup(this.#group)?.inviteLink()) ?? '')
    for (let joined = 1; joined < FIRST_PEOPLE; joined++) this.#come(undefined, 0)
    for (let second = 0; second < 10; second++) await this.#pass(1_000)
  }

  async run(event: SocietyEvent): Promise<void> {
    this.#perform(event)
    await this.#pass(KEYSTROKE_MS)
    if (event.type === 'tick') await this.#pass(event.ms)
  }

  /** Everybody's app stays open meanwhile. */
  async #pass(ms: number): Promise<void> {
    for (const inhabitant of this.people) inhabitant.comeIn()
    await this.time.pass(ms)
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
      default:
        return actIn(this, inhabitant, event)
    }
  }

  /** `back`: how many links before the newest one. */
  #come(known: Inhabitant | undefined, back: number): void {
    const link = this.links[Math.max(0, this.links.length - 1 - back)]
    if (link === undefined) return
    const inhabitant = known ?? (this.people.length < NAMES.length ? this.#newPerson() : undefined)
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

  #newPerson(): Inhabitant {
    const inhabitant = new Inhabitant({
      name: NAMES[this.people.length] ?? 'Nobody',
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
