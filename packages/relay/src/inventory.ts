/**
 * Inventory: which documents of a client's groups differ here, so that neither side reads through
 * what both hold, and an empty relay is filled again. Rules RE4, RE25, RE26.
 */
import { linkEndIn, type Roster } from '@parley/group'
import {
  CLOSE_CODE,
  closeCodeOf,
  equalBytes,
  groupDoc,
  type InventoryDigest,
  type InventoryPlaces,
  linkProofBytes,
  type RecordId,
} from '@parley/protocol'
import { hasAsked, isPresent, mayRead } from './access.ts'
import { baseDocOf } from './base-doc.ts'
import { type Client, sendClose, sendPlaces } from './client.ts'
import type { RelayContext } from './context.ts'
import type { DocSummary } from './live-doc.ts'
import type { HeldDoc } from './open-docs.ts'
import { reviewFollowers } from './review-followers.ts'
import type { LinkProof } from './session.ts'

/** Every document of the client's groups that it did not list, or listed with another digest. */
export async function answerInventory(
  context: RelayContext,
  client: Client,
  digests: readonly InventoryDigest[],
): Promise<void> {
  const listed = new Map(digests.map(({ doc, digest }) => [doc, digest]))
  const places: InventoryPlaces[] = []
  const { catalogue } = context
  const shown = [...client.links.keys(), ...client.mirrors].map(groupDoc)
  const open = shown.filter((base) => catalogue.hasDoc(base))
  const bases = new Set([...catalogue.basesOf(client.device), ...open])
  for (const base of bases) {
    for (const { doc, summary } of await readableDocs(context, client, base)) {
      const digest = listed.get(doc)
      if (digest !== undefined && equalBytes(digest, summary.digest)) continue
      places.push({ doc, placesCount: summary.placesCount })
    }
  }
  sendPlaces(client, [...places, ...missingHere(context, listed.keys(), bases)])
  context.audience.enter(client)
}

/** RE5: a live link's key opens its group to this session. */
export async function proveLink(
  context: RelayContext,
  client: Client,
  proof: LinkProof,
): Promise<void> {
  const { group, invite, signature } = proof
  if (!client.spend('proof')) return sendClose(client, groupDoc(group), CLOSE_CODE.busy)
  if (!context.catalogue.hasDoc(groupDoc(group)))
    return sendClose(client, groupDoc(group), CLOSE_CODE.forbidden)
  const held = await context.docs.hold(groupDoc(group))
  try {
    const made = held.group.invite(invite)
    const message = linkProofBytes(client.nonce, client.origin, { group, device: client.device })
    if (!made || !context.verify({ publicKey: made.signPublic, message, signature }))
      return sendClose(client, groupDoc(group), CLOSE_CODE.forbidden)
    const refusal = refusalOf(held, client, { invite, now: context.clock.now() })
    if (refusal !== undefined) return sendClose(client, groupDoc(group), refusal)
    client.links.set(group, invite)
    if (held.group.roster().links.get(invite)?.isDesk === true) client.atDesks.set(group, invite)
    context.audience.prove(client, group)
    reviewFollowers(context, held.group.roster(), held.group.roster())
    const docs = await readableDocs(context, client, groupDoc(group))
    sendPlaces(
      client,
      docs.map(({ doc, summary }) => ({ doc, placesCount: summary.placesCount })),
    )
  } finally {
    held.release()
  }
}

/** RE27: sessions that may read a group only now hear of everything it holds. */
export async function tellNewReaders(
  context: RelayContext,
  base: string,
  { before, after }: { readonly before: Roster; readonly after: Roster },
): Promise<void> {
  const readers = context.audience
    .of(base)
    .filter((client) => !mayRead(before, client, base) && mayRead(after, client, base))
  for (const client of readers) {
    const docs = await readableDocs(context, client, base)
    if (client.isOver() || docs.length === 0) continue
    sendPlaces(
      client,
      docs.map(({ doc, summary }) => ({ doc, placesCount: summary.placesCount })),
    )
  }
}

/** RE44: the code that says why this link lets nobody in; only who holds it is told. */
function refusalOf(
  held: HeldDoc,
  client: Client,
  { invite, now }: { readonly invite: RecordId; readonly now: number },
): number | undefined {
  const roster = held.group.roster()
  const end = linkEndIn(roster, invite, now)
  // Who asked to be let in keeps an eye on the group, however many came through the link since.
  const isWaiting = hasAsked(roster, client.device)
  if (isPresent(roster, client.device)) return undefined
  if (roster.links.has(invite) && (end === undefined || isWaiting)) return undefined
  return end === undefined || isWaiting ? CLOSE_CODE.forbidden : closeCodeOf(end)
}

async function readableDocs(
  context: RelayContext,
  client: Client,
  base: string,
): Promise<readonly { readonly doc: string; readonly summary: DocSummary }[]> {
  const { catalogue, docs } = context
  const held = await docs.hold(base)
  try {
    const roster = held.group.roster()
    const readable: { doc: string; summary: DocSummary }[] = []
    for (const doc of catalogue.docsOf(base))
      if (mayRead(roster, client, doc))
        readable.push({ doc, summary: await summaryOf(context, doc) })
    return readable
  } finally {
    held.release()
  }
}

export async function summaryOf(
  { catalogue, docs }: RelayContext,
  doc: string,
): Promise<DocSummary> {
  const known = docs.peek(doc)?.live.summary() ?? catalogue.summaryOf(doc)
  if (known !== undefined) return known
  const held = await docs.hold(doc)
  const summary = held.live.summary()
  held.release()
  return summary
}

/** Listed by the client, of its own groups or of groups unknown here, and without any entry. */
function missingHere(
  { catalogue }: RelayContext,
  listed: Iterable<string>,
  bases: ReadonlySet<string>,
): readonly InventoryPlaces[] {
  return [...listed].flatMap((doc) => {
    const base = baseDocOf(doc)
    if (base === undefined || catalogue.hasDoc(doc)) return []
    if (catalogue.hasDoc(base) && !bases.has(base)) return []
    return [{ doc, placesCount: 0 }]
  })
}
