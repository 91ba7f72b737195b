/** Whether a link still lets this person in, of what this device holds and what a relay said. Rule GS42. */
import { linkEndIn, type Roster } from '@parley/group'
import { type LinkEnd, parseRecord, type RecordId } from '@parley/protocol'
import type { LinkAnswer } from '../link/link-proofs.ts'
import type { OutboxRecord } from '../writing/outbox.ts'

/** Of time and count the relay has the last word: clocks here may be wrong, and others may have come. */
const OF_RELAYS: ReadonlySet<LinkEnd> = new Set(['expired', 'used-up'])

/**
 * The group's own records count before a relay's word, which may be a lie and is asked for again as
 * long as the link is held (LK28). `now`: epoch milliseconds.
 */
export function endOfLink(
  roster: Roster,
  invite: RecordId,
  told: { readonly answer: LinkAnswer | undefined; readonly now: number },
): LinkEnd | undefined {
  const known = linkEndIn(roster, invite, told.now)
  const { answer } = told
  if (answer === undefined || (known !== undefined && !OF_RELAYS.has(known))) return known
  return answer.state === 'accepted' ? undefined : (answer.end ?? known)
}

/** Where the own comings in by a link are that no relay has yet. */
export function unsentJoins(
  outbox: readonly OutboxRecord[],
): readonly Pick<OutboxRecord, 'writer' | 'clock'>[] {
  return outbox.flatMap(({ writer, clock, bytes }) => {
    const record = parseRecord(bytes)
    return record?.kind === 'action' && record.action.type === 'join' ? [{ writer, clock }] : []
  })
}
