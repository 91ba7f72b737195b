/**
 * Who is here and who is typing, in one group, as this tab hears and tells it.
 *
 * Nothing is stored: an entry is true while its session lasts. It is sealed under the key that messages
 * are written with; while there is none it says no more than what the relay sees anyway, that a session
 * follows the group. Above 100 people the relay tells only how many. Rules HE1 to HE4.
 */
import type { Roster } from '@parley/group'
import {
  encodePresence,
  encodeSealedPresence,
  type EpochId,
  type GroupId,
  hlcAt,
  NONCE_BYTES,
  parseBytes,
  parsePresence,
  parseSealedPresence,
  type PersonId,
  type Presence,
  presenceAad,
  type PresenceEntry,
  type Writer,
} from '@parley/protocol'
import { open, pad, seal, unpad } from '@parley/sealing'
import type { Device } from '../device.ts'
import { newDerived } from '../live.ts'
import type { Here, Live } from '../model.ts'
import type { Stop } from '../ports.ts'
import type { EpochKey } from '../writing/drafts.ts'

export interface GroupPresence {
  readonly here: Live<Here>
  /** Called at every key press; others see it for a few seconds. */
  setTyping(isTyping: boolean): void
  /** The relay's answer came: tell, in this session, that this person is here. */
  announce(): void
  /** Names, people, keys or what the relay lets this device follow changed. */
  refresh(): void
  close(): void
}

export interface PresencePorts {
  readonly device: Device
  readonly group: GroupId
  /** What this tab's presence travels under; changes when the document is rebuilt. */
  id(): Writer | undefined
  roster(): Roster
  epochKey(): EpochKey | undefined
  keyOf(epoch: EpochId): Uint8Array | undefined
  nameOf(person: PersonId): string
  isShared(): boolean
  /** The relay answers for the group document, in this session. */
  isFollowed(): boolean
  /** The relay knows that this person is in the group; before that it drops what is told. */
  isAdmitted(): boolean
}

/** How long one key press counts as typing. */
export const TYPING_MS = 6_000
/** While typing goes on others are told this often. */
const RETELL_MS = 3_000
const MAX_ENTRIES = 1_024

interface Heard {
  readonly entry: PresenceEntry
  readonly at: number
}

export function openPresence(ports: PresencePorts): GroupPresence {
  return new TabPresence(ports)
}

class TabPresence implements GroupPresence {
  readonly here = newDerived<Here>((last) => same(last, this.#whoIsHere()))
  readonly #ports: PresencePorts
  readonly #heard = new Map<Writer, Heard>()
  readonly #stops: readonly Stop[]
  #count: number | undefined
  #clock = 0
  #isShown = false
  /** What the last entry was sealed under. */
  #toldUnder: EpochId | undefined
  #typing: { readonly toldAt: number; readonly cancel: Stop } | undefined
  #fade: Stop | undefined

  constructor(ports: PresencePorts) {
    this.#ports = ports
    const { link, settings } = ports.device
    this.#stops = [
      link.onPresence((group, entries) => {
        if (group === ports.group) this.#hear(entries)
      }),
      link.onState(() => this.#followingChanged()),
      settings.onChange(() => this.#settingChanged()),
    ]
  }

  setTyping(isTyping: boolean): void {
    const { clock } = this.#ports.device
    const before = this.#typing
    before?.cancel()
    if (!isTyping) {
      this.#typing = undefined
      if (before !== undefined) this.#tellTyping()
      return
    }
    const isNews = before === undefined || clock.now() - before.toldAt >= RETELL_MS
    this.#typing = {
      toldAt: isNews ? clock.now() : before.toldAt,
      cancel: clock.after(TYPING_MS, () => this.setTyping(false)),
    }
    if (isNews) this.#tellTyping()
  }

  announce(): void {
    this.#tell()
    this.here.invalidate()
  }

  refresh(): void {
    this.#followingChanged()
    if (!this.#isShown || !this.#isToldUnderUsable()) this.#tell()
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#typing?.cancel()
    this.#fade?.()
  }

  /**
   * Where the session ended nobody is known to be here, until the next one tells. One that only fell
   * silent tells nothing twice: what it told is kept, and shown again once it is heard.
   */
  #followingChanged(): void {
    if (!this.#ports.isFollowed()) {
      this.#heard.clear()
      this.#count = undefined
      this.#isShown = false
    }
    this.here.invalidate()
  }

  /** Who came since may not open what was sealed under a key that is written with no more. */
  #isToldUnderUsable(): boolean {
    return this.#toldUnder === undefined || this.#toldUnder === this.#ports.epochKey()?.id
  }

  /** Only under a key: that somebody types is for the group alone. */
  #tellTyping(): void {
    const { epochKey, roster } = this.#ports
    if (epochKey() !== undefined || !roster().encrypted) this.#tell()
  }

  /** Presence never makes a key: without one it says only that this session is here. */
  #tell(): void {
    const { device, group, id, epochKey, isShared, isFollowed, isAdmitted } = this.#ports
    const own = id()
    if (own === undefined || !this.#isMember() || !isFollowed() || !isAdmitted()) return
    const state = isShared() ? this.#seal(own) : undefined
    if (state === undefined && !this.#isShown) return
    this.#isShown = state !== undefined
    this.#toldUnder = epochKey()?.id
    // Above what an earlier life of this id may have said.
    this.#clock = Math.max(this.#clock + 1, Math.floor(device.clock.now() / 1000) % 2 ** 31)
    device.link.sendPresence(group, { id: own, clock: this.#clock, state })
  }

  #settingChanged(): void {
    if (this.#ports.isShared() !== this.#isShown) this.#tell()
  }

  #seal(writer: Writer): Uint8Array {
    const { device, group, roster, epochKey } = this.#ports
    const key = epochKey()
    const isOpenInSecret = key === undefined && roster().encrypted
    const nonce = device.random(NONCE_BYTES)
    const typing = this.#typing !== undefined && !isOpenInSecret
    const plaintext = pad(encodePresence({ typing, hlc: hlcAt(device.ownClock.now()) }))
    const aad = presenceAad(group, { writer, epoch: key?.id })
    const sealed =
      key === undefined ? plaintext : seal({ key32: key.key, nonce24: nonce, plaintext, aad })
    return encodeSealedPresence({ epoch: key?.id, nonce, sealed })
  }

  #hear(entries: readonly PresenceEntry[]): void {
    const { clock } = this.#ports.device
    for (const entry of entries) {
      if (entry.id === 0) this.#count = entry.state && countIn(entry.state)
      else if (entry.clock > (this.#heard.get(entry.id)?.entry.clock ?? -1))
        this.#hold({ entry, at: clock.now() })
    }
    this.#fade?.()
    this.#fade = clock.after(TYPING_MS + 100, () => this.here.invalidate())
    this.here.invalidate()
  }

  #hold(heard: Heard): void {
    if (heard.entry.state === undefined) this.#heard.delete(heard.entry.id)
    else if (this.#heard.size < MAX_ENTRIES || this.#heard.has(heard.entry.id))
      this.#heard.set(heard.entry.id, heard)
  }

  #isMember(): boolean {
    const { device, roster } = this.#ports
    return roster().members.has(device.identity.person)
  }

  #whoIsHere(): Here {
    const { device, nameOf, isFollowed } = this.#ports
    const isTold = device.link.state().state === 'connected' && isFollowed()
    if (!isTold || !this.#isMember()) return { people: [], othersCount: 0 }
    const typing = new Map<PersonId, boolean>()
    for (const heard of this.#heard.values()) {
      const presence = this.#open(heard.entry)
      const person = presence && this.#personOf(heard.entry.id)
      if (presence === undefined || person === undefined || person === device.identity.person)
        continue
      const isTyping = presence.typing && device.clock.now() - heard.at < TYPING_MS
      typing.set(person, isTyping || (typing.get(person) ?? false))
    }
    const people = [...typing]
      .map(([person, isTyping]) => ({ person, name: nameOf(person), typing: isTyping }))
      .sort((left, right) => left.name.localeCompare(right.name))
    return { people, othersCount: Math.max(people.length, (this.#count ?? 0) - 1) }
  }

  /** A present person, one of whose devices has this id's prefix. */
  #personOf(id: Writer): PersonId | undefined {
    const roster = this.#ports.roster()
    const persons = roster.devicesOf(id).flatMap((device) => roster.personOf(device) ?? [])
    return persons.find((person) => roster.members.has(person))
  }

  #open({ id, state }: PresenceEntry): Presence | undefined {
    const { group, roster, keyOf } = this.#ports
    const sealed = state && parseSealedPresence(state)
    if (sealed === undefined) return undefined
    const { epoch, nonce } = sealed
    if (epoch === undefined) {
      const plain = unpad(sealed.sealed)
      const said = plain && parsePresence(plain)
      return said && { ...said, typing: said.typing && !roster().encrypted }
    }
    const key32 = keyOf(epoch)
    const aad = presenceAad(group, { writer: id, epoch })
    const padded = key32 && open({ key32, nonce24: nonce, sealed: sealed.sealed, aad })
    const content = padded && unpad(padded)
    return content && parsePresence(content)
  }
}

function countIn(state: Uint8Array): number | undefined {
  return parseBytes(state, (reader) => reader.varuint())
}

/** The same value while nothing that a view shows has changed. */
function same(last: Here | undefined, next: Here): Here {
  if (last === undefined || last.othersCount !== next.othersCount) return next
  if (last.people.length !== next.people.length) return next
  const isSame = last.people.every((one, at) => {
    const other = next.people[at]
    return one.person === other?.person && one.name === other.name && one.typing === other.typing
  })
  return isSame ? last : next
}
