/**
 * People who change a group and write in it, each with what they have heard so far, for tests of keys:
 * one log that everybody hears from the beginning, some sooner than others. No network, no documents.
 */
import { headsFor, reduceRoster, type Roster, type VerifiedAction } from '@parley/group'
import {
  type Action,
  type ActionHeader,
  bytesToSign,
  encodeActionBody,
  encodeActionHeader,
  encodePolicy,
  DEFAULT_POLICY,
  type EpochId,
  groupDoc,
  type GroupId,
  groupIdOf,
  type Introduction,
  newWriter,
  type ParsedRecord,
  parseRecord,
  type PersonId,
  personIdOf,
  type Policy,
  type RecordId,
  recordIdOf,
  type Role,
  signedRecord,
  toDeviceKey,
  writerPrefix,
} from '@parley/protocol'
import { type BoxKeyPair, boxKeyPair } from '@parley/sealing'
import { randomFrom } from '../identity/identity.fake.ts'
import type { Draft } from '../writing/drafts.ts'
import { announcedBy } from './epoch-keys.ts'
import { draftGrants, type GrantingPorts } from './granting.ts'
import { type HeldKeys, newHeldKeys } from './held-keys.ts'
import { draftRotation } from './rotation.ts'

interface Said {
  readonly id: RecordId
  readonly by: Somebody
  readonly action?: VerifiedAction
  readonly record?: ParsedRecord
}

export interface Somebody {
  readonly person: PersonId
  readonly introduction: Introduction
  readonly box: BoxKeyPair
  readonly device: Uint8Array
  keys: HeldKeys
  roster: Roster
  /** How much of the log has been heard. */
  heard: number
  clock: number
}

export class KeyWorld {
  readonly people: readonly Somebody[]
  readonly group: GroupId
  /** Every epoch that somebody wrote under. */
  readonly used: EpochId[] = []
  readonly #random
  readonly #log: Said[] = []
  #hlc = 1n

  constructor(seed: string, peopleCount: number) {
    this.#random = randomFrom(seed)
    const introductions = Array.from({ length: peopleCount }, () => this.#newIntroduction())
    const [founder] = introductions
    if (founder === undefined) throw new Error('nobody')
    const found: Action = {
      type: 'found',
      random: this.#random(32),
      encrypted: true,
      policy: [],
      person: founder.introduction,
    }
    const header: ActionHeader = { claimedRole: 'founder', parents: [], hlc: this.#hlc++ }
    this.group = groupIdOf(encodeActionHeader(header), encodeActionBody(found))
    this.people = introductions.map((one) => this.#newSomebody(one))
    this.#say(this.at(0), { action: found, header })
    this.hear(this.at(0))
  }

  at(index: number): Somebody {
    const somebody = this.people[index % this.people.length]
    if (somebody === undefined) throw new Error('nobody')
    return somebody
  }

  /** Everything said so far. */
  hear(who: Somebody): void {
    const news = this.#log.slice(who.heard)
    who.heard = this.#log.length
    if (news.some(({ action }) => action !== undefined)) {
      const actions = this.#log.flatMap(({ action }) => action ?? [])
      who.roster = reduceRoster(this.group, actions)
    }
    for (const { id, by, record } of news) {
      const device = toDeviceKey(by.device)
      if (record?.kind === 'epoch')
        who.keys.addEpoch({
          id,
          device,
          heads: record.header.heads,
          epoch: announcedBy(device, record.epoch),
        })
      if (record?.kind === 'grant')
        who.keys.addGrant({ id, device, heads: record.header.heads, grant: record.grant })
    }
    who.keys.reconsider()
  }

  act(by: Somebody, action: Action): void {
    const claimedRole: Role = by.roster.members.get(by.person)?.role ?? 'guest'
    const parents = headsFor(by.roster, by.person)
    this.#say(by, { action, header: { claimedRole, parents, hlc: this.#hlc++ } })
    this.hear(by)
  }

  setHistory(by: Somebody, history: Policy['history']): void {
    this.act(by, { type: 'policy', policy: encodePolicy({ ...DEFAULT_POLICY, history }) })
  }

  /** A message: under which epoch, made for it if need be. */
  async write(by: Somebody): Promise<EpochId> {
    const current = by.keys.epochKey()?.id
    const id = current ?? (await this.#rotate(by))
    this.used.push(id)
    return id
  }

  /** Gives everything that is owed. */
  async heal(by: Somebody): Promise<void> {
    const current = by.keys.epochKey()
    const given = new Map(
      [...(current ? [current] : []), ...by.keys.tips()].map((key) => [key.id, key]),
    )
    for (const key of given.values()) {
      const owed = by.keys.owed(key.id)
      if (owed.length > 0) this.append(by, await draftGrants(this.#portsOf(by), key, owed))
    }
  }

  async #rotate(by: Somebody): Promise<EpochId> {
    const { epoch, drafts } = await draftRotation(this.#portsOf(by))
    by.keys.keyring.hold(epoch)
    this.append(by, drafts)
    return epoch.id
  }

  append(by: Somebody, drafts: readonly Draft[]): void {
    const writer = newWriter(writerPrefix(this.group, by.device), 1)
    for (const draft of drafts) {
      const place = { doc: groupDoc(this.group), writer, clock: by.clock++ }
      const unsigned = draft(place, [])
      const bytes = signedRecord(unsigned, this.#random(64))
      const record = parseRecord(bytes)
      if (record === undefined || bytesToSign(place, unsigned).length === 0)
        throw new Error('a draft is no record')
      const id = recordIdOf(place, bytes)
      const device = toDeviceKey(by.device)
      if (record.kind !== 'action') this.#log.push({ id, by, record })
      else this.#log.push({ id, by, action: { ...record, id, device, writer } })
    }
    this.hear(by)
  }

  #say(by: Somebody, { action, header }: { action: Action; header: ActionHeader }): void {
    const writer = newWriter(writerPrefix(this.group, by.device), 2)
    const id = recordIdOf(
      { doc: groupDoc(this.group), writer, clock: this.#log.length },
      encodeActionBody(action),
    )
    const device = toDeviceKey(by.device)
    this.#log.push({ id, by, action: { id, device, writer, header, action } })
  }

  #portsOf(by: Somebody): GrantingPorts {
    const device = {
      identity: { person: by.person, device: { publicKey: by.device } },
      ownClock: { next: () => this.#hlc++ },
      random: this.#random,
    }
    const membership = { roster: () => by.roster, keys: by.keys }
    return { device, group: this.group, membership } as unknown as GrantingPorts
  }

  #newIntroduction() {
    const box = boxKeyPair(this.#random(32))
    const device = this.#random(32)
    const chain = [{ devicePublic: device, signature: this.#random(64) }]
    return { device, box, introduction: { root: this.#random(32), chain, box: box.publicKey } }
  }

  #newSomebody(one: Pick<Somebody, 'device' | 'box' | 'introduction'>): Somebody {
    const somebody: Somebody = {
      ...one,
      person: personIdOf(one.introduction.root),
      roster: reduceRoster(this.group, []),
      keys: newHeldKeys(this.group, () => somebody.roster),
      heard: 0,
      clock: 0,
    }
    somebody.keys.keyring.addBox(one.box)
    return somebody
  }
}
