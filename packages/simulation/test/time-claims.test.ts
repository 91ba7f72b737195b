/** Members who sign by hand what no honest app would: times and counts that cannot be. */
import { encodeUpdate, recordsIn } from '@parley/gate'
import {
  bytesToSign,
  encodeContent,
  encodeEnvelopeHeader,
  type EnvelopeHeader,
  type GroupId,
  MESSAGE_TYPE,
  newWriter,
  parseFrame,
  parseRecord,
  parseSync,
  prefixOf,
  RECORD_TYPE,
  segmentDoc,
  signedRecord,
  syncFrame,
  toMessageId,
  unsignedRecord,
} from '@parley/protocol'
import { pad } from '@parley/sealing'
import { newKeyPair, sign } from '@parley/signing'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { type Browser, newBrowser, newPerson, newRelay, textsOf } from './people.ts'

const WAIT = { timeout: 10_000 }
const DAY_MS = 86_400_000

interface Words {
  readonly text: string
  readonly header: Partial<EnvelopeHeader>
}

/** Whatever this browser sends into the conversation, these words go instead, signed by its device. */
function writeByHand(browser: Browser, group: GroupId, words: Words): void {
  const doc = segmentDoc(group, 0)
  browser.line.meddle = (bytes) => {
    const frame = parseFrame(bytes)
    const isHere = frame?.type === MESSAGE_TYPE.sync && frame.doc === doc
    const sync = isHere ? parseSync(frame.payload) : undefined
    if (sync === undefined || sync.step === 'step1') return 'pass'
    const update = signedByHand(browser, { doc, update: sync.bytes, words })
    return update === undefined ? 'pass' : syncFrame(doc, 'update', update)
  }
}

/** The first message in this update, said otherwise by another writer; nothing where there is none. */
function signedByHand(
  browser: Browser,
  { doc, update, words }: { doc: string; update: Uint8Array; words: Words },
): Uint8Array | undefined {
  const sent = new Y.Doc()
  Y.applyUpdate(sent, update)
  const [held] = recordsIn(sent, doc).all()
  sent.destroy()
  const record = held && parseRecord(held.bytes)
  if (held === undefined || record?.kind !== 'envelope') return undefined
  const writer = newWriter(prefixOf(held.place.writer), 4_711)
  const place = { doc, writer, clock: 0 }
  const content = encodeContent({
    kind: 'post',
    messageId: toMessageId(new Uint8Array(16).fill(7)),
    text: words.text,
    replyTo: undefined,
  })
  const header = encodeEnvelopeHeader({ ...record.header, ...words.header })
  const unsigned = unsignedRecord(RECORD_TYPE.envelope, header, pad(content))
  const kept = browser.disk.entries.get('identity') as { readonly deviceSecret: Uint8Array }
  const signature = sign(bytesToSign(place, unsigned), newKeyPair(kept.deviceSecret))
  return encodeUpdate(doc, [{ writer, clock: 0, records: [signedRecord(unsigned, signature)] }])
}

/** Alice and Mallory in a group without encryption, so that Mallory needs no key; Alice said one thing. */
async function newPair() {
  const relay = await newRelay()
  const alices = newBrowser(relay)
  const mallorys = newBrowser(relay)
  const alice = await newPerson('Alice', alices)
  const mallory = await newPerson('Mallory', mallorys)
  const id = await alice.newGroup('Climbers', { encrypted: false })
  await alice.openGroup(id)?.send('said first')
  await mallory.join((await alice.openGroup(id)?.inviteLink()) ?? '')
  await vi.waitFor(() => expect(textsOf(mallory, id)).toEqual(['said first']), WAIT)
  await vi.waitFor(() => expect(alice.openGroup(id)?.info.get().people).toHaveLength(2), WAIT)
  return { relay, alices, mallorys, alice, mallory, id }
}

type Pair = Awaited<ReturnType<typeof newPair>>

function conversationOf({ alice, id }: Pick<Pair, 'alice' | 'id'>) {
  const conversation = alice.openGroup(id)?.conversation.get()
  if (conversation === undefined) throw new Error('not in this group')
  return conversation
}

test('[GS29] [AT60] a message dated to the beginning of time stands there, is marked and listed as late until it is seen, and no clock follows it', async () => {
  const pair = await newPair()
  const { alice, alices, mallory, mallorys, id } = pair
  writeByHand(mallorys, id, { text: 'from 1970', header: { hlc: 0n } })
  await mallory.openGroup(id)?.send('never leaves')
  await vi.waitFor(() => expect(textsOf(alice, id)).toEqual(['from 1970', 'said first']), WAIT)
  const [old] = conversationOf(pair).messages
  expect(old).toMatchObject({ sentAt: 0, late: true })
  expect(conversationOf(pair).late).toEqual([old?.key])

  await alice.openGroup(id)?.send('said after')
  const after = conversationOf(pair).messages.at(-1)
  expect(after?.text).toBe('said after')
  expect(Math.abs((after?.sentAt ?? 0) - Date.now())).toBeLessThan(DAY_MS)

  await alice.close()
  const again = { alice: await alices.openTab(), id }
  await vi.waitFor(() => expect(conversationOf(again).late).toEqual([old?.key]), WAIT)
  expect(textsOf(again.alice, id)).toEqual(['from 1970', 'said first', 'said after'])
  again.alice.openGroup(id)?.seeLate(old?.key)
  expect(conversationOf(again).late).toEqual([])
}, 40_000)

test('[GS29] [AT61] who claims to hold 2³¹ messages is shown like anybody: one warning at most, nothing fetched, nothing kept for it', async () => {
  const pair = await newPair()
  const { alice, alices, mallory, mallorys, id } = pair
  writeByHand(mallorys, id, { text: 'I saw it all', header: { placesHeld: 2 ** 31 } })
  await mallory.openGroup(id)?.send('never leaves')
  await vi.waitFor(() => expect(textsOf(alice, id)).toEqual(['said first', 'I saw it all']), WAIT)
  const docs = [...alices.disk.docs.keys()]
  await alice.openGroup(id)?.send('said after')
  await vi.waitFor(
    () => expect(conversationOf(pair).messages.at(-1)?.status).toBe('on-relay'),
    WAIT,
  )
  expect(alice.notices.get().length).toBeLessThan(2)
  expect([...alices.disk.docs.keys()]).toEqual(docs)
  await alice.close()
  const again = await alices.openTab()
  await vi.waitFor(
    () => expect(textsOf(again, id)).toEqual(['said first', 'I saw it all', 'said after']),
    WAIT,
  )
  expect(again.notices.get().length).toBeLessThan(2)
}, 40_000)
