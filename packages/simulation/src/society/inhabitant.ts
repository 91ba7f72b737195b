/** A person of a society: a machine with one tab that roams between two relays. */
import type { Group, GroupId, PersonId } from '@parley/client'
import type { MachinePorts } from '../machine.ts'
import type { Network } from '../network/network.ts'
import { RoamingLine } from '../network/roaming-line.ts'
import { Resident } from '../world/resident.ts'

export interface InhabitantPorts extends Omit<MachinePorts, 'network'> {
  readonly networks: readonly [Network, Network]
}

export class Inhabitant {
  readonly resident: Resident
  readonly line: RoamingLine
  /** Went away and hears of nothing any more, but goes on writing. */
  isHidden = false
  /** Every link this person ever followed. */
  readonly links: string[] = []
  person: PersonId | undefined

  constructor(ports: InhabitantPorts) {
    const line = new RoamingLine(ports.name, ports.networks)
    this.line = line
    this.resident = new Resident({ ...ports, network: { newLine: () => line } })
    this.resident.openTab()
  }

  get name(): string {
    return this.resident.name
  }

  comeIn(): void {
    this.resident.comeIn()
    this.person ??= this.resident.parleys()[0]?.me
  }

  follow(link: string): void {
    if (!this.links.includes(link)) this.links.push(link)
    this.resident.invite(link)
    void this.resident
      .parleys()[0]
      ?.join(link)
      .catch(() => undefined)
  }

  groupOf(id: GroupId): Group | undefined {
    return this.resident.groupsOf(id)[0]
  }
}
