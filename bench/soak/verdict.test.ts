import { recordsIn } from '@parley/gate'
import { hlcAt } from '@parley/protocol'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Written } from '../people/person.ts'
import { newSociety } from '../people/society.ts'
import { updateOf } from '../people/update.ts'
import { Ledger } from './ledger.ts'
import type { Held } from './rest.ts'
import { memoryProblems, putOffProblems } from './verdict.ts'

const AT_FIRST: Held = {
  rssBytes: 100e6,
  ownBytes: undefined,
  heapBytes: 20e6,
  docsInMemory: 0,
  sessions: 0,
  storeBytes: 0,
}

test('a tenth more memory is well, and whatever is above it is told with its numbers', () => {
  expect(memoryProblems(AT_FIRST, { ...AT_FIRST, rssBytes: 110e6, heapBytes: 5e6 })).toEqual([])
  expect(memoryProblems(AT_FIRST, { ...AT_FIRST, heapBytes: 30e6, sessions: 1 })).toEqual([
    'Its JavaScript heap is 50 % above its baseline: 20.0 MB before, 30.0 MB after.',
    '1 sessions are open, and nobody is there.',
  ])
})

test('one arrival in a hundred may be asked to come back later', () => {
  const putOff = new Map([['handshake-timeout', 1]])
  expect(putOffProblems({ came: 200, putOff: new Map([...putOff, ['too-slow', 1]]) })).toEqual([])
  expect(putOffProblems({ came: 99, putOff })).toEqual([
    'Of 99 arrivals 1 were asked to come back later.',
  ])
})

test('what was acknowledged is missed, what was changed or never written is seen, what was taken back must be gone', () => {
  const { ledger, posts, retract } = newBook()
  const [first, second, third] = posts
  const problems = (held: readonly Written[]): readonly string[] =>
    ledger.problemsWith(retract.doc, holding(held))
  expect(problems([first, second, third, retract])).toEqual([])
  for (const entry of ledger.entriesOf(retract.doc)) entry.isAcked = true
  expect(problems([second, third])).toEqual(['1 records lost'])
  expect(problems([first, second, third, retract])).toEqual([
    '1 records taken back and still there',
  ])
  const bytes = second.bytes.map((byte, at) => (at === 90 ? byte ^ 1 : byte))
  const changed = { ...second, bytes }
  const strange = { ...retract, clock: 0, writer: retract.writer + 1 }
  expect(problems([changed, third, retract, strange])).toEqual([
    '1 records changed',
    '1 records never written',
  ])
})

/** Three posts, the first of them taken back. */
function newBook() {
  const { group, people, heads } = newSociety(1)
  const [person] = people
  if (person === undefined) throw new Error('nobody writes')
  const ledger = new Ledger()
  const how = { hlc: hlcAt(Date.now()), heads }
  const posts = [1, 2, 3].map((pageLoad) => person.post(group, { ...how, pageLoad }))
  const [first, second, third] = posts
  if (first === undefined || second === undefined || third === undefined) throw new Error('no post')
  const retract = person.retract(group, [first], { ...how, pageLoad: 4 })
  const [entry] = posts.map((post) => ledger.add(post))
  if (entry === undefined) throw new Error('no entry')
  entry.retract = ledger.add(retract)
  return { ledger, posts: [first, second, third] as const, retract }
}

function holding(written: readonly Written[]) {
  const doc = new Y.Doc()
  for (const one of written) Y.applyUpdate(doc, updateOf([one]))
  return recordsIn(doc, written[0]?.doc ?? '')
}
