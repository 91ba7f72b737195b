/** One device of a person of a society: a machine with one tab that roams between two relays. */
import type { Group, GroupId, Parley, PersonId } from '@parley/client'
import type { MachinePorts } from '../machine.ts'
import type { Network } from '../network/network.ts'
import { RoamingLine } from '../network/roaming-line.ts'
import { Resident } from '../world/resident.ts'
import { Linking } from './linking.ts'
import { takeUpDisk } from './morning.ts'

/** What devices of one person have in common. */
export interface Persona {
  readonly name: string
  /** Every link this person ever followed. */
  readonly links: string[]
  person: PersonId | undefined
}

export interface InhabitantPorts extends Omit<MachinePorts, 'network'> {
  readonly networks: readonly [Network, Network]
  readonly persona: Persona
  readonly group: GroupId
  onLinked(): void
  readonly disk: Parameters<typeof takeUpDisk>[0]
}

export class Inhabitant {
  readonly resident: Resident
  readonly line: RoamingLine
  readonly persona: Persona
  /** Went away and hears of nothing any more, but goes on writing. */
  isHidden = false
  readonly #group: GroupId
  readonly #onLinked: () => void
  #link: string | undefined
  #linking: Linking | undefined

  constructor(ports: InhabitantPorts) {
    const line = new RoamingLine(ports.name, ports.networks)
    this.line = line
    this.persona = ports.persona
    this.#group = ports.group
    this.#onLinked = () => ports.onLinked()
    this.resident = new Resident({ ...ports, network: { newLine: () => line } })
    takeUpDisk(ports.disk, this.resident.machine.disk)
    this.resident.openTab()
  }

  get name(): string {
    return this.resident.name
  }

  /** `undefined` until it is a device of its person. */
  get person(): PersonId | undefined {
    return this.#linking === undefined ? this.persona.person : undefined
  }

  get parley(): Parley | undefined {
    return this.resident.parleys()[0]
  }

  /** To become a device of that one's person, when both can be reached. */
  linkTo(old: Inhabitant): void {
    this.#linking = new Linking(old, this)
  }

  /** A person sees to it that the app is open, and that what they began goes on. Asked again and again. */
  comeIn(): void {
    if (this.resident.machine.tabs.length === 0) this.resident.openTab()
    if (this.#linking?.step() === 'done') this.#becomeDevice()
    if (this.#linking !== undefined) return
    const { parley } = this
    this.persona.person ??= parley?.me
    if (this.#link === undefined || parley?.openGroup(this.#group) !== undefined) return
    void parley?.join(this.#link).catch(() => undefined)
  }

  follow(link: string): void {
    const { links } = this.persona
    if (!links.includes(link)) links.push(link)
    this.#link = link
    void this.parley?.join(link).catch(() => undefined)
  }

  /** Follows no link any more, whatever comes of those of before. */
  unfollow(): void {
    this.#link = undefined
  }

  groupOf(id: GroupId): Group | undefined {
    return this.person === undefined ? undefined : this.resident.groupsOf(id)[0]
  }

  #becomeDevice(): void {
    this.#linking = undefined
    this.#onLinked()
  }
}
