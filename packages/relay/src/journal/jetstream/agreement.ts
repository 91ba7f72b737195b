/** What all relays on one stream must have the same: whoever comes first puts it in, the others take it. */
import type { Library } from './line.ts'
import type { Nats } from './nats.ts'

/** A stream that was made a moment ago has no leader yet. */
const TRIES = 20
const RETRY_MS = 1_000

/** Answers what stands under the subject, which is `proposal` if nothing did. */
export async function agreeOn(
  nats: Nats,
  subject: string,
  proposal: Uint8Array,
): Promise<Uint8Array> {
  for (let tries = 1; ; tries++) {
    try {
      return (await agreed(nats, subject)) ?? (await propose(nats, subject, proposal))
    } catch (error) {
      if (tries >= TRIES) throw nats.failure('could not be read', error)
      if (!isLate(error, nats.library)) await nats.wait(RETRY_MS)
    }
  }
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

/** Somebody else came first. */
function isLate(error: unknown, { streams }: Library): boolean {
  const { JetStreamApiCodes, JetStreamApiError } = streams
  return (
    error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamWrongLastSequence
  )
}
