/**
 * Inventory: which documents of a client's groups differ here, so that neither side reads through
 * what both hold, and an empty relay is filled again. Rules RE4, RE25, RE26.
 */
import {
  CLOSE_CODE,
  equalBytes,
  type GroupId,
  groupDoc,
  type InventoryDigest,
  type InventoryPlaces,
  linkProofBytes,
  parseDocName,
} from '@parley/protocol'
import { mayRead } from './admission.ts'
import { type Client, sendClose, sendPlaces } from './client.ts'
import type { RelayContext } from './context.ts'
import type { DocSummary } from './live-doc.ts'
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
  const groups = new Set([...context.catalogue.groupsOf(client.device), ...client.links.keys()])
  for (const group of groups) {
    for (const { doc, summary } of await readableDocs(context, client, group)) {
      const digest = listed.get(doc)
      if (digest !== undefined && equalBytes(digest, summary.digest)) continue
      places.push({ doc, placesCount: summary.placesCount })
    }
  }
  sendPlaces(client, [...places, ...missingHere(context, listed.keys(), groups)])
  context.clients.add(client)
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
    const link = held.group.roster().links.get(invite)
    const message = linkProofBytes(client.nonce, client.origin, { group, device: client.device })
    const isProved =
      link !== undefined && context.verify({ publicKey: link.signPublic, message, signature })
    if (!isProved) return sendClose(client, groupDoc(group), CLOSE_CODE.forbidden)
    client.links.set(group, invite)
    reviewFollowers(context, held.group.roster(), held.group.roster())
    const docs = await readableDocs(context, client, group)
    sendPlaces(
      client,
      docs.map(({ doc, summary }) => ({ doc, placesCount: summary.placesCount })),
    )
  } finally {
    held.release()
  }
}

async function readableDocs(
  context: RelayContext,
  client: Client,
  group: GroupId,
): Promise<readonly { readonly doc: string; readonly summary: DocSummary }[]> {
  const { catalogue, docs } = context
  const held = await docs.hold(groupDoc(group))
  try {
    if (!mayRead(held.group.roster(), client)) return []
    const readable: { doc: string; summary: DocSummary }[] = []
    for (const doc of catalogue.docsOf(group))
      readable.push({ doc, summary: await summaryOf(context, doc) })
    return readable
  } finally {
    held.release()
  }
}

async function summaryOf({ catalogue, docs }: RelayContext, doc: string): Promise<DocSummary> {
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
  groups: ReadonlySet<GroupId>,
): readonly InventoryPlaces[] {
  return [...listed].flatMap((doc) => {
    const group = parseDocName(doc)?.group
    if (group === undefined) return []
    if (catalogue.hasDoc(doc)) return []
    if (catalogue.hasDoc(groupDoc(group)) && !groups.has(group)) return []
    return [{ doc, placesCount: 0 }]
  })
}
