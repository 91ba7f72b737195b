import { DiscardPolicy, RetentionPolicy, type StreamConfig, StorageType } from '@nats-io/jetstream'
import { expect, test } from 'vitest'
import { loadLibrary } from './line.ts'
import { problemsOf } from './stream-problems.ts'

const library = await loadLibrary()
const wanted = { subjects: 'parley.>', replicas: 3 }
const right = {
  name: 'PARLEY',
  subjects: ['parley.>'],
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.New,
  num_replicas: 3,
  allow_direct: true,
  max_age: 0,
  max_msgs: -1,
  max_msgs_per_subject: -1,
  max_msg_size: -1,
  max_consumers: -1,
} as StreamConfig // as servers before 2.10 tell it

test('[JO9] a stream as a relay makes it has no problem, and every setting that would lose or refuse something is one', () => {
  expect(problemsOf(right, wanted, library)).toEqual([])
  const edit = '"nats stream edit PARLEY '
  const mendable: readonly (readonly [Partial<StreamConfig>, string])[] = [
    [{ num_replicas: 1 }, `${edit}--replicas=3"`],
    [{ max_age: 1 }, `${edit}--max-age=-1 --max-msgs=-1 --max-msgs-per-subject=-1"`],
    [{ discard: DiscardPolicy.Old }, `${edit}--discard=new"`],
    [
      { max_msg_size: 1_000 },
      `refuses messages of more than 1000 bytes: take this limit away with`,
    ],
    [{ no_ack: true }, `${edit}--ack"`],
    [{ allow_direct: false }, `${edit}--allow-direct"`],
  ]
  const strange: readonly (readonly [Partial<StreamConfig>, string])[] = [
    [{ mirror: { name: 'OTHER' } }, 'copies another stream'],
    [{ sources: [{ name: 'OTHER' }] }, 'takes other streams in'],
    [{ subjects: ['parley.>', 'more.>'] }, 'takes other subjects than parley.>'],
    [{ subject_transform: { src: '>', dest: 'a.>' } }, 'under other subjects'],
    [{ storage: StorageType.Memory }, 'is kept in memory'],
    [{ persist_mode: library.streams.PersistMode.Async }, 'before it wrote them'],
    [{ sealed: true }, 'is sealed'],
    [{ retention: RetentionPolicy.Interest }, 'by other rules'],
    [{ deny_delete: true }, 'by other rules'],
    [{ max_consumers: 2 }, 'lets no more than 2 readers in'],
  ]
  for (const [change, says] of [...mendable, ...strange]) {
    const problems = problemsOf({ ...right, ...change }, wanted, library)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(says)
  }
  for (const [change] of strange)
    expect(problemsOf({ ...right, ...change }, wanted, library)[0]).toContain(
      'nats stream rm PARLEY',
    )
})

test('[JO9] of two numbers of replicas the safer is advised first, and what the other costs is said', () => {
  const [fewer] = problemsOf({ ...right, num_replicas: 1 }, wanted, library)
  expect(fewer).toBe(
    'has 1 replica, not 3: change it with "nats stream edit PARLEY --replicas=3", or set --nats-replicas 1, with which no server may fail',
  )
  const [more] = problemsOf(right, { ...wanted, replicas: 1 }, library)
  expect(more).toBe(
    'has 3 replicas, not 1: set --nats-replicas 3, or change it with "nats stream edit PARLEY --replicas=1", with which no server may fail',
  )
  const [five] = problemsOf(right, { ...wanted, replicas: 5 }, library)
  expect(five).not.toContain('no server may fail')
})

test('[JO9] who only reads a stream takes as many replicas as it has', () => {
  const reading = { ...wanted, replicas: undefined }
  expect(problemsOf({ ...right, num_replicas: 1 }, reading, library)).toEqual([])
})
