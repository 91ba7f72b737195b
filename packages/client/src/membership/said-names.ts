/**
 * Names as they were said last: of the group, of its people, and of those who ask to be let in.
 *
 * Worked out anew from the records whenever one of them, the roster or a key has changed.
 */
import { rankOf, type Roster } from '@parley/group'
import {
  type DeviceKey,
  type EpochId,
  type Hlc,
  parseNaming,
  type PersonId,
  type RecordId,
} from '@parley/protocol'
import { unpad } from '@parley/sealing'
import { cleanName } from '../names.ts'
import type { Keyring } from '../reading/keyring.ts'
import { openBody, type SealedBody } from '../reading/open-body.ts'

/** A profile or an about, whose device is known. */
export interface SealedName extends SealedBody {
  readonly id: RecordId
  readonly device: DeviceKey
  readonly isAbout: boolean
}

/** A name as it was said last. */
export interface SaidName {
  readonly name: string
  readonly hlc: Hlc
  /** What it was sealed under, each time it was said. */
  readonly epochs: readonly EpochId[]
}

export interface SaidNames {
  readonly about: SaidName | undefined
  readonly people: ReadonlyMap<PersonId, SaidName>
  /** Of people who were not members when they said it: it was meant for the moderators. */
  readonly asking: ReadonlyMap<PersonId, SaidName>
}

interface Known {
  readonly roster: Roster
  readonly keyring: Keyring
  /** Devices that came, or asked, by a link. */
  readonly joined: ReadonlySet<DeviceKey>
}

interface Newest extends SaidName {
  readonly id: RecordId
}

/** What opens with the keys that are here; the newest of each wins, and of equally new ones the greater id. */
export function readNames(sealed: readonly SealedName[], known: Known): SaidNames {
  const { roster, keyring, joined } = known
  const people = new Map<PersonId, Newest>()
  const asking = new Map<PersonId, Newest>()
  let about: Newest | undefined
  for (const one of sealed) {
    const person = roster.personOf(one.device)
    const { hlc, epoch } = one.header
    const isOpenInSecret = roster.encrypted && epoch === undefined // AT72
    const name = isOpenInSecret ? undefined : openName(one, keyring)
    if (person === undefined || name === undefined) continue
    const found: Newest = { name, hlc, id: one.id, epochs: epoch ? [epoch] : [] }
    if (!isValid(roster, one)) {
      if (joined.has(one.device) && !one.isAbout)
        asking.set(person, newest(asking.get(person), found))
    } else if (!one.isAbout) people.set(person, newest(people.get(person), found))
    else if (mayRename(roster, person, one)) about = newest(about, found)
  }
  return { about, people, asking }
}

function isValid(roster: Roster, { place: { writer, clock }, device, header }: SealedName) {
  const place = { segment: undefined, writer, clock }
  return roster.judge({ device, heads: header.heads, place, act: 'name' }) === 'valid'
}

/** Admins and above, by what they were when they did. */
function mayRename(roster: Roster, person: PersonId, { header }: SealedName): boolean {
  const role = roster.rankAt(person, header.heads)
  return role !== undefined && rankOf(role) >= rankOf('admin')
}

/** Nobody is said to wait for a name alone: who asks to be let in seals theirs for moderators only. */
function openName(sealed: SealedName, keyring: Keyring): string | undefined {
  const { epoch } = sealed.header
  if (epoch !== undefined && !keyring.has(epoch)) return undefined
  const padded = openBody(sealed, keyring)
  const content = padded && unpad(padded)
  const name = content && parseNaming(content)?.name
  return name === undefined ? undefined : cleanName(name) || undefined
}

function newest(left: Newest | undefined, right: Newest): Newest {
  if (left === undefined) return right
  if (left.hlc !== right.hlc) return left.hlc > right.hlc ? left : right
  if (left.name === right.name) return { ...left, epochs: [...left.epochs, ...right.epochs] }
  return left.id > right.id ? left : right
}
