/**
 * The stream that the log is: made when it is missing, and never used when it is set up in a way that
 * would lose or refuse what is put into it.
 */
import type { StreamConfig } from '@nats-io/jetstream'
import { JournalUnavailable } from '../level-opening.ts'
import { type JetStreamSettings, type Nats, STARTING_MS } from './nats.ts'
import { problemsOf } from './stream-problems.ts'

/** Nobody sends a message again after that; servers remember so long what they were sent. */
const DUPLICATES_MS = 30_000
/** "no suitable peers for placement", "replicas > 1 not supported in non-clustered mode". */
const TOO_FEW_SERVERS = new Set([10_005, 10_074])

/** Makes or checks it; throws `JournalUnavailable` with what to do. */
export async function ensureStream(
  nats: Nats,
  subjects: string,
  settings: JetStreamSettings,
): Promise<void> {
  const ensure = async (): Promise<void> => {
    await nats.ready()
    const config = (await findStream(nats)) ?? (await makeStream(nats, subjects, settings))
    const { replicas } = settings
    const problems = problemsOf(config, { subjects, replicas }, nats.library)
    if (problems.length > 0)
      throw unusable(`the stream ${nats.stream} of NATS ${problems.join('; ')}`)
  }
  await nats.patiently(ensure, STARTING_MS).catch((error: unknown) => {
    if (error instanceof JournalUnavailable) throw error
    throw unusable(
      `the NATS servers answer, but not JetStream: ${String(error)}. See that most of them are up, and that "jetstream" stands in their configuration`,
      error,
    )
  })
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
  { unhurried, stream, library }: Nats,
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
    duplicate_window: library.core.nanos(DUPLICATES_MS),
  }
  try {
    return (await unhurried.streams.add(wanted)).config
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
