/** Writers that nobody has used: one for each page load and document, and for presence. */
import { type GroupId, newWriter, type Writer, writerPrefix } from '@parley/protocol'
import type { Identity } from '../identity/identity.ts'
import type { Random } from '../ports.ts'
import type { Refusals } from '../syncing/refusals.ts'
import type { Outbox } from './outbox.ts'

interface Drawing {
  readonly random: Random
  readonly identity: Pick<Identity, 'device'>
}

/** One of this device's, as it falls. */
export function anyWriter({ random, identity }: Drawing, group: GroupId): Writer {
  const [high = 0, low = 0] = random(2)
  return newWriter(writerPrefix(group, identity.device.publicKey), high * 256 + low)
}

/** In neither the document nor the outbox, never refused, and not the id that presence goes by. */
export function freshWriter(
  ports: Drawing & { readonly outbox: Outbox; readonly refusals: Refusals },
  {
    group,
    doc,
    taken,
  }: { readonly group: GroupId; readonly doc: string; readonly taken: readonly Writer[] },
): Writer {
  const waiting = ports.outbox.recordsOf(doc).map(({ writer }) => writer)
  const known = new Set([...taken, ...waiting])
  let writer = anyWriter(ports, group)
  while (known.has(writer) || ports.refusals.from(doc, writer) !== undefined)
    writer = anyWriter(ports, group)
  return writer
}
