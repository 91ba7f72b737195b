/**
 * What would make a stream that is there lose or refuse what is put into it, each in one sentence with the
 * command that mends it.
 */
import type { StreamConfig } from '@nats-io/jetstream'
import type { Library } from './line.ts'

/** Most of so many are left when one fails. */
const MAY_LOSE_ONE = 3

interface Wanted {
  readonly subjects: string
  /** Undefined: as many as it has. */
  readonly replicas: number | undefined
}

export function problemsOf(
  config: StreamConfig,
  wanted: Wanted,
  library: Library,
): readonly string[] {
  const strange = strangeIn(config, wanted, library)
  if (strange === undefined) return mendableIn(config, wanted, library)
  return [
    `${strange}: it is none that a relay made. Name other servers, or, if nobody needs it, take it away with "nats stream rm ${config.name}"`,
  ]
}

/** What no command changes in a stream that is there, or what only somebody else's has. */
function strangeIn(
  config: StreamConfig,
  { subjects }: Wanted,
  { streams: { PersistMode, RetentionPolicy, StorageType } }: Library,
): string | undefined {
  const { mirror, sources = [], max_consumers } = config
  const checks: readonly (readonly [boolean, string])[] = [
    [mirror !== undefined, 'copies another stream'],
    [sources.length > 0, 'takes other streams in'],
    [
      config.subjects?.length !== 1 || config.subjects[0] !== subjects,
      `takes other subjects than ${subjects}`,
    ],
    [config.subject_transform !== undefined, 'keeps messages under other subjects than their own'],
    [config.storage !== StorageType.File, 'is kept in memory'],
    [config.persist_mode === PersistMode.Async, 'says that it has messages before it wrote them'],
    [config.sealed, 'is sealed, and takes nothing more'],
    [
      config.retention !== RetentionPolicy.Limits || config.deny_delete || config.deny_purge,
      'keeps its messages by other rules than ours',
    ],
    [isLimit(max_consumers), `lets no more than ${max_consumers} readers in`],
  ]
  return checks.find(([isStrange]) => isStrange)?.[1]
}

function mendableIn(
  config: StreamConfig,
  { replicas = config.num_replicas }: Wanted,
  { streams: { DiscardPolicy } }: Library,
): readonly string[] {
  const { max_age, max_msgs, max_msgs_per_subject, max_msg_size } = config
  const edit = (flags: string): string => `"nats stream edit ${config.name} ${flags}"`
  const checks: readonly (readonly [boolean, string])[] = [
    [
      config.num_replicas !== replicas,
      `has ${replicasOf(config.num_replicas)}, not ${replicas}: ${howToAgree(config, replicas)}`,
    ],
    [
      isLimit(max_age) || isLimit(max_msgs) || isLimit(max_msgs_per_subject),
      `drops messages by age or number, which would lose what people wrote: take these limits away with ${edit('--max-age=-1 --max-msgs=-1 --max-msgs-per-subject=-1')}`,
    ],
    [
      config.discard !== DiscardPolicy.New,
      `drops its oldest messages when it is full: change it with ${edit('--discard=new')}`,
    ],
    [
      isLimit(max_msg_size),
      `refuses messages of more than ${max_msg_size} bytes: take this limit away with ${edit('--max-msg-size=-1')}`,
    ],
    [
      config.no_ack === true,
      `does not say whether it has kept a message: change it with ${edit('--ack')}`,
    ],
    [!config.allow_direct, `does not allow direct gets: change it with ${edit('--allow-direct')}`],
  ]
  return checks.flatMap(([isBad, text]) => (isBad ? [text] : []))
}

/** What is safer comes first. */
function howToAgree({ name, num_replicas: has }: StreamConfig, wanted: number): string {
  const change = `change it with "nats stream edit ${name} --replicas=${wanted}"`
  const accept = `set --nats-replicas ${has}`
  const [first, then] = wanted > has ? [change, accept] : [accept, change]
  const isRisky = Math.min(wanted, has) < MAY_LOSE_ONE
  return `${first}, or ${then}${isRisky ? ', with which no server may fail' : ''}`
}

function replicasOf(count: number): string {
  return `${count} replica${count === 1 ? '' : 's'}`
}

/** JetStream says zero or -1 for none. */
function isLimit(value: number | undefined): boolean {
  return value !== undefined && value > 0
}
