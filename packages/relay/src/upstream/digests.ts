/** What this relay holds of some groups, as an inventory says it. */
import type { InventoryDigest } from '@parley/protocol'
import type { RelayContext } from '../context.ts'
import { summaryOf } from '../inventory.ts'

export async function digestsOf(
  context: RelayContext,
  bases: readonly string[],
): Promise<readonly InventoryDigest[]> {
  const digests: InventoryDigest[] = []
  for (const base of bases)
    for (const doc of context.catalogue.docsOf(base)) {
      const { digest } = await summaryOf(context, doc)
      digests.push({ doc, digest })
    }
  return digests
}
