/** What all relays on one stream must have the same: whoever comes first puts it in, the others take it. */
import { type Nats, STARTING_MS } from './nats.ts'

/** Answers what stands under the subject, which is `proposal` if nothing did. */
export async function agreeOn(
  nats: Nats,
  subject: string,
  proposal: Uint8Array,
): Promise<Uint8Array> {
  // When somebody else came first the proposal is refused, and what they put in stands there.
  const agree = async (): Promise<Uint8Array> =>
    (await agreed(nats, subject)) ?? (await propose(nats, subject, proposal))
  return nats.patiently(agree, STARTING_MS).catch((error: unknown) => {
    throw nats.failure('could not be read', error)
  })
}

async function agreed({ manager, stream }: Nats, subject: string): Promise<Uint8Array | undefined> {
  return (await manager.streams.getMessage(stream, { last_by_subj: subject }))?.data
}

async function propose(
  { jetstream }: Nats,
  subject: string,
  proposal: Uint8Array,
): Promise<Uint8Array> {
  await jetstream.publish(subject, proposal, { expect: { lastSubjectSequence: 0 } })
  return proposal
}
