/**
 * Who is told with which heads: a row counts only if the heads of its grant know its receiver.
 *
 * One grant with the usual heads does for nearly everybody. After many came in at once, apart from
 * each other, eight heads do not know them all; the others get grants whose heads name their admissions.
 */
import { headsFor, type Recipient, type Roster } from '@parley/group'
import { MAX_GRANT_ROWS, MAX_PARENTS, type PersonId, type RecordId } from '@parley/protocol'

export interface Covering {
  readonly heads: readonly RecordId[]
  readonly recipients: readonly Recipient[]
}

/** Each recipient once, in as few groups of at most `MAX_GRANT_ROWS` as that takes; every one is known at its heads. */
export function coveringsFor(
  roster: Roster,
  author: PersonId,
  recipients: readonly Recipient[],
): readonly Covering[] {
  const usual = headsFor(roster, author)
  const [known, others]: [Recipient[], Recipient[]] = [[], []]
  for (const recipient of recipients) (recipient.knownAt(usual) ? known : others).push(recipient)
  const own = ownHead(roster, author, usual)
  return [
    ...portions(known).map((portion) => ({ heads: usual, recipients: portion })),
    ...(own === undefined ? [] : gather(own, others)),
  ]
}

function gather(own: RecordId, others: readonly Recipient[]): readonly Covering[] {
  const coverings: { heads: readonly RecordId[]; recipients: Recipient[] }[] = []
  for (const recipient of others) {
    const last = coverings.at(-1)
    const base = last === undefined || last.recipients.length >= MAX_GRANT_ROWS ? [own] : last.heads
    const wider = headsKnowing(recipient, base)
    if (wider !== undefined && base === last?.heads) {
      last.recipients.push(recipient)
      last.heads = wider
      continue
    }
    const heads = wider ?? headsKnowing(recipient, [own])
    if (heads !== undefined) coverings.push({ heads, recipients: [recipient] })
  }
  return coverings
}

/** These heads, one more if that is needed and there is room; `undefined` when it cannot be. */
function headsKnowing(
  recipient: Recipient,
  heads: readonly RecordId[],
): readonly RecordId[] | undefined {
  if (recipient.knownAt(heads)) return heads
  if (heads.length >= MAX_PARENTS) return undefined
  const admission = recipient.since.find((id) => recipient.knownAt([...heads, id]))
  return admission && [...heads, admission]
}

/** The own admission: without it in its past nothing of this person's counts. */
function ownHead(
  roster: Roster,
  author: PersonId,
  usual: readonly RecordId[],
): RecordId | undefined {
  return roster.members.get(author)?.admittedBy ?? usual[0]
}

function portions(recipients: readonly Recipient[]): readonly (readonly Recipient[])[] {
  const count = Math.ceil(recipients.length / MAX_GRANT_ROWS)
  return Array.from({ length: count }, (_, at) =>
    recipients.slice(at * MAX_GRANT_ROWS, (at + 1) * MAX_GRANT_ROWS),
  )
}
