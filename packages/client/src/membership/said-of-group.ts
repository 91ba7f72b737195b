/**
 * What was said of a group at any time, as far as it can be read here: names, descriptions and pictures,
 * each with who said it first and when. Said again for newcomers (KY13), it is still that one saying.
 */
import { type Hlc, hlcMs, type PersonId, type RecordId } from '@parley/protocol'
import { cleanName } from '../names.ts'
import { type Known, openAbout, type SealedName } from './said-names.ts'

export interface SaidOfGroup {
  readonly id: RecordId
  readonly hlc: Hlc
  /** `undefined` where only those who said it again can be read. */
  readonly person: PersonId | undefined
  readonly type: 'name' | 'description' | 'picture'
  /** Of a name, the name; '' of a description or a picture that was taken away. */
  readonly value: string
}

interface Saying extends SaidOfGroup {
  /** Its author knew of what happened after the time at which it was said. */
  readonly isAgain: boolean
  /** As its device says: of several that say the same at one time the first held the fewest. */
  readonly placesHeld: number
}

/** A group and its first name are one append. */
const FOUNDING_MS = 1_000

/** Oldest first; without the name that the group was founded with. */
export function readSaidOfGroup(
  sealed: readonly SealedName[],
  known: Known,
): readonly SaidOfGroup[] {
  const first = new Map<string, Saying>()
  for (const one of sealed)
    for (const saying of sayingsIn(one, known)) {
      const key = `${saying.type} ${saying.hlc} ${saying.value}`
      const other = first.get(key)
      if (other === undefined || isBefore(saying, other)) first.set(key, saying)
    }
  const all = [...first.values()].sort((left, right) => (left.hlc < right.hlc ? -1 : 1))
  const firstName = all.find(({ type }) => type === 'name')
  return all.filter((one) => one !== firstName || !isFoundedWith(one, known))
}

function sayingsIn(sealed: SealedName, known: Known): readonly Saying[] {
  const said = openAbout(sealed, known)
  if (said === undefined) return []
  const { naming } = said
  const { id, header } = sealed
  const { hlc, placesHeld } = header
  const isAgain = header.heads.some((head) => known.roster.hlcOf(head) > hlc)
  const person = isAgain ? undefined : said.person
  const base = { id, hlc, person, placesHeld, isAgain }
  const name = naming.name === undefined ? '' : cleanName(naming.name)
  const { words, picture } = naming
  return [
    ...(name === '' ? [] : [{ ...base, type: 'name' as const, value: name }]),
    ...(words === undefined ? [] : [{ ...base, type: 'description' as const, value: words }]),
    ...(picture === undefined
      ? []
      : [{ ...base, type: 'picture' as const, value: picture === 'none' ? '' : picture.record }]),
  ]
}

function isBefore(one: Saying, other: Saying): boolean {
  if (one.isAgain !== other.isAgain) return other.isAgain
  if (one.placesHeld !== other.placesHeld) return one.placesHeld < other.placesHeld
  return one.id < other.id
}

function isFoundedWith({ hlc }: Saying, { roster }: Known): boolean {
  const found = roster.log.find(({ action }) => action.type === 'found')
  return found !== undefined && Math.abs(hlcMs(hlc) - hlcMs(found.hlc)) <= FOUNDING_MS
}
