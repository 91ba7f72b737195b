/**
 * Who followed a group's documents may have lost the right to, or got it at last. Rule RE22.
 */
import type { Roster } from '@parley/group'
import { isPresent, mayRead } from './admission.ts'
import { closeDoc, serveWithheld } from './answer-step1.ts'
import type { Client } from './client.ts'
import type { RelayContext } from './context.ts'

/** After the membership changed from `before` to `roster`. */
export function reviewFollowers(context: RelayContext, roster: Roster, before: Roster): void {
  const readers = new Set<Client>()
  for (const { client, doc, state } of context.fanOut.followersIn(roster.group)) {
    if (mayRead(roster, client)) readers.add(client)
    else if (state === 'reading')
      closeDoc(context, client, doc, isPresent(before, client.device) ? 'removed' : 'forbidden')
  }
  for (const client of readers) reviewFollowingsOf(context, client, roster)
}

/** What a client was denied while nobody could tell whether it may read, it gets now. */
export function reviewFollowingsOf(context: RelayContext, client: Client, roster: Roster): void {
  for (const following of context.fanOut.followersIn(roster.group)) {
    if (following.client !== client || following.state !== 'withheld') continue
    const held = context.docs.holdOpen(following.doc)
    if (held !== undefined) serveWithheld(context, following, held)
  }
}
