/**
 * Tells sessions of documents that changed and that they do not follow, a few times a second at most.
 *
 * From the document to whoever may read it, never from every session to every document: on a relay with
 * many groups that would be most of its work.
 */
import type { InventoryPlaces } from '@parley/protocol'
import { mayRead } from './access.ts'
import { baseDocOf } from './base-doc.ts'
import { type Client, sendPlaces } from './client.ts'
import type { RelayContext } from './context.ts'

export interface Notices {
  noteChange(doc: string): void
  close(): void
}

export function newNotices(
  context: Pick<RelayContext, 'clock' | 'limits' | 'docs' | 'fanOut' | 'audience'>,
): Notices {
  const changed = new Set<string>()
  let cancel: (() => void) | undefined

  function tellAll(): void {
    cancel = undefined
    const news = new Map<Client, InventoryPlaces[]>()
    for (const doc of changed) gather(doc, news)
    changed.clear()
    for (const [client, places] of news) sendPlaces(client, places)
  }

  function gather(doc: string, into: Map<Client, InventoryPlaces[]>): void {
    const { docs, audience, fanOut } = context
    const open = docs.peek(doc)
    if (open === undefined) return
    const roster = open.group.roster()
    for (const client of audience.of(baseDocOf(doc) ?? doc)) {
      if (fanOut.followingOf(client, doc) !== undefined || !mayRead(roster, client, doc)) continue
      const places = into.get(client) ?? []
      places.push({ doc, placesCount: open.live.records.placesCount() })
      into.set(client, places)
    }
  }

  return {
    noteChange(doc) {
      changed.add(doc)
      cancel ??= context.clock.after(context.limits.noticeMs, tellAll)
    },
    close: () => cancel?.(),
  }
}
