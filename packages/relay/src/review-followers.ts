/**
 * Who followed a group's documents may have lost the right to, or got it at last. Rule RE22.
 */
import type { Roster } from '@parley/group'
import { isDeparted, isPresent, mayRead } from './access.ts'
import { closeDoc, serveWithheld } from './answer-step1.ts'
import type { RelayContext } from './context.ts'
import type { Following } from './fan-out.ts'

/** After the membership changed from `before` to `roster`, or a session proved something. */
export function reviewFollowers(context: RelayContext, roster: Roster, before: Roster): void {
  for (const following of context.fanOut.followersIn(roster.group)) {
    const { client, doc, state } = following
    // Who was in and is not reads by no link either, until a session shows one again.
    if (isPresent(before, client.device) && !isPresent(roster, client.device))
      client.links.delete(roster.group)
    if (mayRead(roster, client, doc)) {
      if (state === 'withheld') serveLater(context, following)
    } else if (state === 'reading') {
      const { device } = client
      const isOver = isPresent(before, device) || isDeparted(roster, device)
      closeDoc(context, client, doc, isOver ? 'removed' : 'forbidden')
    }
  }
}

function serveLater(context: RelayContext, following: Following): void {
  serveWithheld(context, following).catch((error: unknown) => {
    context.log({ type: 'internal', error: String(error) })
    closeDoc(context, following.client, following.doc, 'busy')
  })
}
