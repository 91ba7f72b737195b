/**
 * The stream that the log is: made when it is missing, and never used when it is set up in a way that
 * would lose or refuse what is put into it.
 */
import type { StreamConfig } from '@nats-io/jetstream'
import { JournalUnavailable } from '../level-opening.ts'
import type { JetStreamSettings, Nats } from './nats.ts'
import { problemsOf } from './stream-problems.ts'

/** A cluster that was started with us is still choosing its leaders. */
const TRIES = 20
const RETRY_MS = 1_000
/** "no suitable peers for placement", "replicas > 1 not supported in non-clustered mode". */
const TOO_FEW_SERVERS = new Set([10_005, 10_074])

/** Makes or checks it; throws `JournalUnavailable` with what to do. */
export async function ensureStream(
  nats: Nats,
  subjects: string,
  settings: JetStreamSettings,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await nats.ready()
      const config = (await findStream(nats)) ?? (await makeStream(nats, subjects, settings))
      const { replicas } = settings
      const problems = problemsOf(config, { subjects, replicas }, nats.library)
      if (problems.length === 0) return
      throw unusable(`the stream ${nats.stream} of NATS ${problems.join('; ')}`)
    } catch (error) {
      if (error instanceof JournalUnavailable) throw error
      if (tries >= TRIES)
        throw unusable(
          `the NATS servers answer, but not JetStream: ${String(error)}. See that most of them are up, and that "jetstream" stands in their configuration`,
          error,
        )
      await nats.wait(RETRY_MS)
    }
  }
}

async function findStream({ manager, stream, library }: Nats): Promise<StreamConfig | undefined> {
  const { JetStreamApiCodes, JetStreamApiError } = library.streams
  try {
    return (await manager.streams.info(stream)).config
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound)
      return undefined
    throw error
  }
}

async function makeStream(
  { manager, stream, library }: Nats,
  subjects: string,
  { replicas, maxBytes = -1 }: JetStreamSettings,
): Promise<StreamConfig> {
  if (replicas === undefined)
    throw unusable(`the NATS servers have no stream ${stream}. Name those that a relay has used`)
  const { DiscardPolicy, JetStreamApiError, RetentionPolicy, StorageType } = library.streams
  const wanted = {
    name: stream,
    subjects: [subjects],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.New,
    num_replicas: replicas,
    max_bytes: maxBytes,
    allow_direct: true,
  }
  try {
    return (await manager.streams.add(wanted)).config
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || !TOO_FEW_SERVERS.has(error.code)) throw error
    throw unusable(
      `${replicas} replicas need ${replicas} NATS servers with JetStream in one cluster, which were not found. Start the others, or set --nats-replicas lower`,
      error,
    )
  }
}

function unusable(text: string, cause?: unknown): JournalUnavailable {
  return new JournalUnavailable(text, 'other', cause)
}
