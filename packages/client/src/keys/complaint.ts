/**
 * When a row that was given does not open: everybody takes it for given, so nobody gives it again.
 *
 * The person says their box once more. Holders of a key check every row for a box that was said again
 * (EP8), so the bad one counts no longer, nor does any that may follow: it is never said a third time.
 */
import { headsFor, type Roster } from '@parley/group'
import { equalBytes } from '@parley/protocol'
import { type Draft, draftAction } from '../writing/drafts.ts'
import type { GrantingPorts } from './granting.ts'

/** `undefined` while there is nothing to complain about, or it was said already. */
export function draftComplaint({ device, membership }: GrantingPorts): Draft | undefined {
  const { person } = device.identity
  const roster = membership.roster()
  const member = roster.members.get(person)
  if (member === undefined || isWary(roster, member.box)) return undefined
  const isHeld = membership.keyring.boxes().some((own) => equalBytes(own, member.box))
  if (!isHeld || !membership.keys.wasGivenInVain(member.box)) return undefined
  const header = {
    claimedRole: member.role,
    parents: headsFor(roster, person),
    hlc: device.ownClock.next(),
  }
  return draftAction(header, {
    type: 'box',
    generation: member.boxGeneration,
    boxPublic: member.box,
    ephemeral: device.random(32),
    rows: [],
  })
}

function isWary(roster: Roster, box: Uint8Array): boolean {
  return roster.recipients.some(({ isWary, boxPublic }) => isWary && equalBytes(boxPublic, box))
}
