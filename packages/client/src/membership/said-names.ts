/**
 * What was said last of a group and of its people: names, words, pictures; and the names of those who ask
 * to be let in.
 *
 * Worked out anew from the records whenever one of them, the roster or a key has changed. Each of the three
 * is said by itself, so that what two devices changed apart both counts.
 */
import { rankOf, type Roster } from '@parley/group'
import {
  type DeviceKey,
  type EpochId,
  type Hlc,
  type Naming,
  parseNaming,
  type PersonId,
  type PictureRef,
  type RecordId,
  type SupportTalk,
} from '@parley/protocol'
import { unpad } from '@parley/sealing'
import type { LinkNames } from '../joining/link-names.ts'
import { cleanName } from '../names.ts'
import type { Keyring } from '../reading/keyring.ts'
import { openBody, type SealedBody } from '../reading/open-body.ts'

/** A profile or an about, whose device is known. */
export interface SealedName extends SealedBody {
  readonly id: RecordId
  readonly device: DeviceKey
  readonly isAbout: boolean
}

/** Something as it was said last. */
export interface Said<T> {
  readonly value: T
  readonly hlc: Hlc
  /** What it was sealed under, each time it was said. */
  readonly epochs: readonly EpochId[]
}

/** Of a person, or of the group. */
export interface SaidProfile {
  readonly name?: Said<string>
  readonly words?: Said<string>
  readonly picture?: Said<PictureRef | 'none'>
  /** Of a support talk. */
  readonly talk?: Said<SupportTalk>
  readonly closed?: Said<boolean>
}

export interface SaidNames {
  readonly about: SaidProfile
  /** Of the group, for who came by a link, by who made it. */
  readonly byLink: SaidProfile
  readonly people: ReadonlyMap<PersonId, SaidProfile>
  /** Of people who were not members when they said it: it was meant for the moderators. */
  readonly asking: ReadonlyMap<PersonId, SaidProfile>
}

/** Namings that were opened, by their record: opening is dear, and gives the same each time. */
export type OpenedNames = WeakMap<SealedName, Naming>

export interface Known {
  readonly roster: Roster
  readonly keyring: Keyring
  /** Of the links this person followed. */
  readonly links: LinkNames
  /** Devices that came, or asked, by a link. */
  readonly joined: ReadonlySet<DeviceKey>
  readonly opened: OpenedNames
}

interface Dated<T> extends Said<T> {
  readonly id: RecordId
}

interface Newest {
  name?: Dated<string>
  words?: Dated<string>
  picture?: Dated<PictureRef | 'none'>
  closed?: Dated<boolean>
}

/** What opens with the keys that are here; the newest of each wins, and of equally new ones the greater id. */
export function readNames(sealed: readonly SealedName[], known: Known): SaidNames {
  const { roster, joined } = known
  const people = new Map<PersonId, Newest>()
  const asking = new Map<PersonId, Newest>()
  const about: Newest = {}
  const byLink: Newest = {}
  const talks: Dated<SupportTalk>[] = []
  for (const one of sealed) {
    const person = roster.personOf(one.device)
    const isShut = person === undefined || isOpenInSecret(roster, one)
    const naming = isShut ? undefined : openNaming(one, known)
    if (person === undefined || naming === undefined) continue
    if (!isValid(roster, one)) {
      if (joined.has(one.device) && !one.isAbout) hear(newestOf(asking, person), one, naming)
    } else if (!one.isAbout) hear(newestOf(people, person), one, naming)
    else if (isByLink(one, known)) hear(byLink, one, naming)
    else if (mayRename(roster, person, one)) {
      const { talk, ...rest } = naming
      hear(about, one, rest)
      // Whoever else said so would have other people's devices bring a group in line with a team of theirs.
      if (talk !== undefined && roster.members.get(person)?.role === 'founder')
        talks.push({ ...saidIn(one), value: talk })
    }
  }
  const talk = talkAmong(talks)
  return { about: talk === undefined ? about : { ...about, talk }, byLink, people, asking }
}

/** Of which team a talk is was said first of all, and stays; the page and its language are said anew. */
function talkAmong(talks: readonly Dated<SupportTalk>[]): Dated<SupportTalk> | undefined {
  const inOrder = talks.toSorted((a, b) =>
    a.hlc === b.hlc ? (a.id < b.id ? -1 : 1) : a.hlc < b.hlc ? -1 : 1,
  )
  const [first] = inOrder
  return inOrder
    .filter(({ value }) => value.team === first?.value.team)
    .reduce<Dated<SupportTalk> | undefined>(newer, undefined)
}

/** What somebody who might said of the group, whether or not it was said anew since; links aside. */
export function openAbout(
  sealed: SealedName,
  known: Known,
): { readonly person: PersonId; readonly naming: Naming } | undefined {
  const { roster } = known
  const person = sealed.isAbout ? roster.personOf(sealed.device) : undefined
  if (person === undefined || !isValid(roster, sealed) || isByLink(sealed, known)) return undefined
  if (isOpenInSecret(roster, sealed) || !mayRename(roster, person, sealed)) return undefined
  const naming = openNaming(sealed, known)
  return naming && { person, naming }
}

function isOpenInSecret({ encrypted }: Roster, { header }: SealedName): boolean {
  return encrypted && header.epoch === undefined // AT72
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
function openNaming(sealed: SealedName, known: Known): Naming | undefined {
  const { keyring, opened } = known
  const before = opened.get(sealed)
  if (before !== undefined) return before
  const { epoch } = sealed.header
  const keys = epoch === undefined || keyring.has(epoch) ? keyring : linkKeyring(sealed, known)
  const padded = keys && openBody(sealed, keys)
  const content = padded && unpad(padded)
  const naming = content && parseNaming(content)
  if (naming !== undefined) opened.set(sealed, naming)
  return naming
}

/** What goes with a link says what the group was called then, whoever made it; it renames nothing. */
function isByLink(sealed: SealedName, { keyring, links }: Known): boolean {
  const { epoch } = sealed.header
  return (
    epoch !== undefined && !keyring.has(epoch) && links.keyOf(epoch, sealed.device) !== undefined
  )
}

function linkKeyring({ device }: SealedName, { links }: Known): Pick<Keyring, 'keyOf'> {
  return { keyOf: (epoch) => links.keyOf(epoch, device) }
}

function newestOf(all: Map<PersonId, Newest>, person: PersonId): Newest {
  const known = all.get(person) ?? {}
  all.set(person, known)
  return known
}

function saidIn({ id, header: { hlc, epoch } }: SealedName): Omit<Dated<unknown>, 'value'> {
  return { hlc, id, epochs: epoch === undefined ? [] : [epoch] }
}

function hear(newest: Newest, one: SealedName, naming: Naming): void {
  const said = saidIn(one)
  const name = naming.name === undefined ? '' : cleanName(naming.name)
  const { words, picture, closed } = naming
  if (name !== '') newest.name = newer(newest.name, { ...said, value: name })
  if (words !== undefined) newest.words = newer(newest.words, { ...said, value: words })
  if (picture !== undefined) newest.picture = newer(newest.picture, { ...said, value: picture })
  if (closed !== undefined) newest.closed = newer(newest.closed, { ...said, value: closed })
}

type Sayable = string | boolean | PictureRef | SupportTalk

function newer<T extends Sayable>(left: Dated<T> | undefined, right: Dated<T>): Dated<T> {
  if (left === undefined) return right
  if (left.hlc !== right.hlc) return left.hlc > right.hlc ? left : right
  if (isSameSaid(left.value, right.value))
    return { ...left, epochs: [...left.epochs, ...right.epochs] }
  return left.id > right.id ? left : right
}

export function isSameSaid(left: Sayable | undefined, right: Sayable): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right
  if ('record' in left && 'record' in right) return left.record === right.record
  return 'team' in left && 'team' in right && JSON.stringify(left) === JSON.stringify(right)
}
