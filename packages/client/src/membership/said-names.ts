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
import { lastSaid, type Said, type Saying } from './last-said.ts'

/** A profile or an about, whose device is known. */
export interface SealedName extends SealedBody {
  readonly id: RecordId
  readonly device: DeviceKey
  readonly isAbout: boolean
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

/** All that was said of one, each thing by itself. */
interface Sayings {
  readonly name: Saying<string>[]
  readonly words: Saying<string>[]
  readonly picture: Saying<PictureRef | 'none'>[]
  readonly closed: Saying<boolean>[]
}

/** What opens with the keys that are here; of each what counts by `lastSaid`. */
export function readNames(sealed: readonly SealedName[], known: Known): SaidNames {
  const { roster, joined } = known
  const people = new Map<PersonId, Sayings>()
  const asking = new Map<PersonId, Sayings>()
  const about = newSayings()
  const byLink = newSayings()
  const talks: Saying<SupportTalk>[] = []
  for (const one of sealed) {
    const person = roster.personOf(one.device)
    const isShut = person === undefined || isOpenInSecret(roster, one)
    const naming = isShut ? undefined : openNaming(one, known)
    if (person === undefined || naming === undefined) continue
    if (!isValid(roster, one)) {
      if (joined.has(one.device) && !one.isAbout) hear(sayingsOf(asking, person), one, naming)
    } else if (!one.isAbout) hear(sayingsOf(people, person), one, naming)
    else if (isByLink(one, known)) hear(byLink, one, naming)
    else if (mayRename(roster, person, one)) {
      const { talk, ...rest } = naming
      hear(about, one, rest)
      // Whoever else said so would have other people's devices bring a group in line with a team of theirs.
      if (talk !== undefined && roster.members.get(person)?.role === 'founder')
        talks.push({ ...sayingIn(one), value: talk })
    }
  }
  const talk = talkAmong(talks)
  return {
    about: { ...lastOf(about), ...(talk && { talk }) },
    byLink: lastOf(byLink),
    people: new Map(Array.from(people, ([person, said]) => [person, lastOf(said)])),
    asking: new Map(Array.from(asking, ([person, said]) => [person, lastOf(said)])),
  }
}

/** Of which team a talk is was said first of all, and stays; the page and its language are said anew. */
function talkAmong(talks: readonly Saying<SupportTalk>[]): Said<SupportTalk> | undefined {
  const [first] = talks.toSorted((a, b) =>
    a.hlc === b.hlc ? (a.id < b.id ? -1 : 1) : a.hlc < b.hlc ? -1 : 1,
  )
  return lastSaid(talks.filter(({ value }) => value.team === first?.value.team))
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

function newSayings(): Sayings {
  return { name: [], words: [], picture: [], closed: [] }
}

function sayingsOf(all: Map<PersonId, Sayings>, person: PersonId): Sayings {
  const known = all.get(person) ?? newSayings()
  all.set(person, known)
  return known
}

function sayingIn({ id, header: { hlc, epoch } }: SealedName): Omit<Saying<unknown>, 'value'> {
  return { hlc, id, epoch }
}

function hear(sayings: Sayings, one: SealedName, naming: Naming): void {
  const { words, picture, closed, over } = naming
  const saying = { ...sayingIn(one), over }
  const name = naming.name === undefined ? '' : cleanName(naming.name)
  if (name !== '') sayings.name.push({ ...saying, value: name })
  if (words !== undefined) sayings.words.push({ ...saying, value: words })
  if (picture !== undefined) sayings.picture.push({ ...saying, value: picture })
  if (closed !== undefined) sayings.closed.push({ ...saying, value: closed })
}

function lastOf(sayings: Sayings): SaidProfile {
  const [name, words] = [lastSaid(sayings.name), lastSaid(sayings.words)]
  const [picture, closed] = [lastSaid(sayings.picture), lastSaid(sayings.closed)]
  return {
    ...(name && { name }),
    ...(words && { words }),
    ...(picture && { picture }),
    ...(closed && { closed }),
  }
}
