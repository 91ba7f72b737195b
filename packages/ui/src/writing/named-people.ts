/**
 * People by their names, as one writes them: who could be meant by a beginning, and who a text mentions.
 * A name that several people have means whom the writer took, and nobody where they took nobody.
 */
import type { Mention, PersonId } from '@parley/react'
import { mentionsShown } from '../formatting/mentions-shown.ts'
import { parseMessage } from '../formatting/parse.ts'

export interface Named {
  readonly person: PersonId | 'everyone'
  readonly name: string
}

const MOST_MENTIONS = 50

/** Those whose whole name begins so first, then those with a word in it that does. */
export function peopleNamed(
  people: readonly Named[],
  query: string,
  most: number,
): readonly Named[] {
  const wanted = folded(query)
  const whole = people.filter(({ name }) => folded(name).startsWith(wanted))
  const byWord = people.filter(
    (one) =>
      !whole.includes(one) &&
      folded(one.name)
        .split(/\s+/)
        .some((word) => word.startsWith(wanted)),
  )
  return [...whole, ...byWord].slice(0, most)
}

/**
 * Whom the text mentions: behind each at sign the longest name that stands there, as it is written there.
 * `taken`: name as written → whom the writer chose for it.
 */
export function mentionsIn(
  text: string,
  people: readonly Named[],
  taken: ReadonlyMap<string, Mention['person']>,
): readonly Mention[] {
  const counts = new Map<string, number>()
  for (const { name } of people) counts.set(folded(name), (counts.get(folded(name)) ?? 0) + 1)
  const known = [
    ...[...taken].map(([name, person]) => ({ person, sought: folded(name) })),
    ...people
      .map(({ name, person }) => ({ person, sought: folded(name) }))
      .filter(({ sought }) => counts.get(sought) === 1),
  ]
    .filter(({ sought }) => sought !== '')
    .toSorted((one, other) => other.sought.length - one.sought.length)
  const found = new Map<string, Mention>()
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (found.size === MOST_MENTIONS) break
    const match = known.find(({ sought }) => standsAt(text, at + 1, sought))
    if (match === undefined) continue
    const name = text.slice(at + 1, at + 1 + match.sought.length)
    if (!found.has(`${match.person} ${name}`))
      found.set(`${match.person} ${name}`, { person: match.person, name })
  }
  return lit(text, [...found.values()])
}

/** Those that light up where the text shows: a name inside code calls nobody. */
function lit(text: string, mentions: readonly Mention[]): readonly Mention[] {
  if (mentions.length === 0) return mentions
  const shown = new Set(mentionsShown(parseMessage(text, { mentions })))
  return mentions.filter((mention) => shown.has(mention))
}

/** Whole: "@Ali" does not stand in "@Alice". Scripts without blanks between words have no such ends. */
function standsAt(text: string, at: number, sought: string): boolean {
  const end = at + sought.length
  if (folded(text.slice(at, end)) !== sought) return false
  const next = text.slice(end, end + 2)
  return !/^[\p{L}\p{N}_]/u.test(next) || /[^\p{Script=Latin}\p{N}_]$/u.test(sought)
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
