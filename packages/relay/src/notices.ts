/**
 * Tells sessions of documents that changed and that they do not follow, a few times a second at most.
 */
import type { InventoryPlaces } from '@parley/protocol'
import { mayRead } from './access.ts'
import { type Client, sendPlaces } from './client.ts'
import type { RelayContext } from './context.ts'

export interface Notices {
  noteChange(doc: string): void
  close(): void
}

export function newNotices(
  context: Pick<RelayContext, 'clock' | 'limits' | 'docs' | 'fanOut' | 'clients'>,
): Notices {
  const changed = new Set<string>()
  let cancel: (() => void) | undefined

  function tellAll(): void {
    cancel = undefined
    const docs = [...changed]
    changed.clear()
    for (const client of context.clients) {
      const news = docs.flatMap((doc) => newsFor(client, doc))
      if (news.length > 0) sendPlaces(client, news)
    }
  }

  function newsFor(client: Client, doc: string): readonly InventoryPlaces[] {
    const open = context.docs.peek(doc)
    if (open === undefined || context.fanOut.followingOf(client, doc) !== undefined) return []
    if (!mayRead(open.group.roster(), client)) return []
    return [{ doc, placesCount: open.live.records.placesCount() }]
  }

  return {
    noteChange(doc) {
      changed.add(doc)
      cancel ??= context.clock.after(context.limits.noticeMs, tellAll)
    },
    close: () => cancel?.(),
  }
}
