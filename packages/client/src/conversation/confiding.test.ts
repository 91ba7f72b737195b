import type { ContentRecord } from '@parley/group'
import type { Confidence, Confided, GroupId, MessageId } from '@parley/protocol'
import { toGroupId, toMessageId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { identityOf, randomFrom } from '../identity/identity.fake.ts'
import { confide, openConfided } from './confiding.ts'

const group: GroupId = toGroupId(new Uint8Array(32).fill(7))
const messageId: MessageId = toMessageId(new Uint8Array(16).fill(9))
const question: Confidence = { says: 'question', text: 'why?' }
const [ali, eve, weber] = [identityOf('ali'), identityOf('eve'), identityOf('weber')]

const asked = (more: Partial<Parameters<typeof confide>[1]> = {}): Confided =>
  confide(
    { identity: ali, random: randomFrom('keys') },
    { group, messageId, boxes: [weber.box.publicKey, ali.box.publicKey], ...more },
    question,
  )
const recordOf = (
  confided: Confided,
  person = ali.person,
): Pick<ContentRecord, 'person' | 'content'> => ({
  person,
  content: { kind: 'confided', ...confided },
})

test('[GS118] what is confided opens for the boxes it was sealed to, and for no other', () => {
  const record = recordOf(asked())
  expect(openConfided(group, record, weber.boxes)).toEqual(question)
  expect(openConfided(group, record, ali.boxes)).toEqual(question)
  expect(openConfided(group, record, eve.boxes)).toBeUndefined()
})

test('[GS121] copied into somebody else’s record, into another record or another group, it opens for nobody', () => {
  const confided = asked()
  const other = toMessageId(new Uint8Array(16).fill(1))
  expect(openConfided(group, recordOf(confided, eve.person), weber.boxes)).toBeUndefined()
  expect(
    openConfided(group, recordOf({ ...confided, messageId: other }), weber.boxes),
  ).toBeUndefined()
  const elsewhere = toGroupId(new Uint8Array(32).fill(8))
  expect(openConfided(elsewhere, recordOf(confided), weber.boxes)).toBeUndefined()
})

test('[GS118] a key that its commitment does not name opens nothing, so that all who open it read the same', () => {
  const confided = asked()
  const commitment = new Uint8Array(16)
  expect(openConfided(group, recordOf({ ...confided, commitment }), weber.boxes)).toBeUndefined()
})

test('[GS118] how long a question is does not show, but for its coarse size; a box that is none gets no row', () => {
  const boxes = [weber.box.publicKey, new Uint8Array(32)]
  const short = asked({ boxes })
  expect(short.rows).toHaveLength(1)
  const long = confide(
    { identity: ali, random: randomFrom('keys') },
    { group, messageId, boxes },
    { says: 'done', person: ali.person, messageId },
  )
  expect(long.sealed.length).toBe(short.sealed.length)
})

test('[GS130] [AT220] of the rows for one box one is tried, however many there are', () => {
  const confided = asked()
  const [own] = confided.rows
  if (own === undefined) throw new Error('nobody has a row')
  const junk = { tag: own.tag, sealed: new Uint8Array(48) }
  const rowsOf = (...rows: Confided['rows']) => recordOf({ ...confided, rows })
  expect(openConfided(group, rowsOf(own, junk), weber.boxes)).toEqual(question)
  const flood = Array.from({ length: 63 }, () => junk)
  expect(openConfided(group, rowsOf(...flood, own), weber.boxes)).toBeUndefined()
})
