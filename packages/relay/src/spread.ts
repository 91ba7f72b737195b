/**
 * A document has changed, by a client of this relay or by another relay on the same log: the group's state
 * follows, and whoever may read hears of it. Rules RE19, RE22, RE27.
 */
import type { AcceptedRecord } from '@parley/gate'
import type { Roster } from '@parley/group'
import { syncFrame } from '@parley/protocol'
import type { Client } from './client.ts'
import type { RelayContext } from './context.ts'
import { tellNewReaders } from './inventory.ts'
import type { HeldDoc } from './open-docs.ts'
import { reviewFollowers } from './review-followers.ts'

export interface Change {
  readonly held: HeldDoc
  readonly accepted: readonly AcceptedRecord[]
  /** What the followers lack, each as large as a frame takes. */
  readonly updates: readonly Uint8Array[]
  /** Who sent it. */
  readonly except?: Client
}

/** To be called once the document has the change. */
export function spread(context: RelayContext, { held, accepted, updates, except }: Change): void {
  const { live, group } = held
  const doc = live.name
  const before = group.roster()
  context.catalogue.addDoc(doc)
  if (doc === group.doc) {
    for (const { record } of accepted) {
      const device = context.catalogue.addIntroduction(doc, record)
      if (device !== undefined) context.audience.introduce(doc, device)
    }
    group.add(accepted)
  } else {
    group.slowMode.add(accepted, before)
  }
  const roster = group.roster()
  // Who was removed by this update hears of it, and then no more.
  const to = { doc, rosters: [roster, before], ...(except !== undefined && { except }) }
  for (const update of updates) context.fanOut.tell(syncFrame(doc, 'update', update), to)
  if (roster !== before) reviewAll(context, doc, { before, after: roster })
  context.purging.purge(held)
  context.noteChange(doc)
}

/** Of the group with this base document: who may read no more or only now. */
export function reviewAll(
  context: RelayContext,
  base: string,
  rosters: { readonly before: Roster; readonly after: Roster },
): void {
  reviewFollowers(context, rosters.after, rosters.before)
  tellNewReaders(context, base, rosters).catch((error: unknown) =>
    context.log({ type: 'internal', error: String(error) }),
  )
}
