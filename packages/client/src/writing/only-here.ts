/** Own acts that nobody else can know of yet. */
import { parseRecord } from '@parley/protocol'
import type { Device } from '../device.ts'

/** An own action of these types is in the document, and no relay has acknowledged it. */
export function isOnlyHere(
  { outbox }: Pick<Device, 'outbox'>,
  doc: string,
  types: ReadonlySet<string>,
): boolean {
  return outbox.recordsOf(doc).some(({ bytes }) => {
    const record = parseRecord(bytes)
    return record?.kind === 'action' && types.has(record.action.type)
  })
}
