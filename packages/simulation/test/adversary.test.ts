/** Relays that lie, and what their lies must not do to the person in front of the device. */
import { encodeUpdate } from '@parley/gate'
import type { Parley } from '@parley/client'
import {
  CLOSE_CODE,
  type DeviceKey,
  encodeClose,
  encodeEnvelopeHeader,
  encodePlaces,
  encodeRefusals,
  encodeSealedMark,
  encodeTyped,
  groupDoc,
  type GroupId,
  idBytes,
  MESSAGE_TYPE,
  newWriter,
  parseDocName,
  parseFrame,
  parseProof,
  parseSync,
  RECORD_TYPE,
  type RecordId,
  segmentDoc,
  signedRecord,
  syncFrame,
  toEpochId,
  unsignedRecord,
  writerPrefix,
} from '@parley/protocol'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { type Browser, newBrowser, newPerson, newRelay, textsOf } from './people.ts'

/** What any relay learns of a client: its device key, and the ids of a group's actions. */
class Eavesdropper {
  device: DeviceKey | undefined
  readonly #doc = new Y.Doc()
  say: (frame: Uint8Array) => void = () => undefined

  constructor(browser: Browser, group: () => GroupId | undefined) {
    browser.line.meddle = (bytes, answer) => {
      this.say = answer
      const frame = parseFrame(bytes)
      const proof = frame?.type === MESSAGE_TYPE.proof ? parseProof(frame.payload) : undefined
      if (proof?.type === 'device') this.device = proof.device
      const id = group()
      const isGroup = frame?.type === MESSAGE_TYPE.sync && parseDocName(frame.doc)?.kind === 'group'
      if (isGroup && (id === undefined || frame.doc === groupDoc(id))) this.#keep(frame.payload)
      return 'pass'
    }
  }

  actions(): readonly RecordId[] {
    return [...this.#doc.getMap('members').keys()] as RecordId[]
  }

  #keep(payload: Uint8Array): void {
    const sync = parseSync(payload)
    if (sync !== undefined && sync.step !== 'step1') Y.applyUpdate(this.#doc, sync.bytes)
  }
}

async function newVictim() {
  const relay = await newRelay()
  const browser = newBrowser(relay)
  const heard: { group?: GroupId } = {}
  const relayEar = new Eavesdropper(browser, () => heard.group)
  const alice = await newPerson('Alice', browser)
  const id = await alice.newGroup('Climbers')
  heard.group = id
  await alice.openGroup(id)?.send('before')
  await until(alice, id, 'before', 'on-relay')
  return { relay, browser, alice, id, relayEar }
}

function until(parley: Parley, id: GroupId, text: string, status: string): Promise<void> {
  return vi.waitFor(() => {
    const found = parley
      .openGroup(id)
      ?.conversation.get()
      .messages.find((message) => message.text === text)
    expect(found?.status).toBe(status)
  }, 8_000)
}

test('[AT84] an unsigned record in one’s own name, from the end of time, does not move one’s clock', async () => {
  const { alice, id, relayEar } = await newVictim()
  const [head] = relayEar.actions()
  if (relayEar.device === undefined || head === undefined)
    throw new Error('the relay heard nothing')
  const doc = segmentDoc(id, 0)
  const header = encodeEnvelopeHeader({
    hlc: 2n ** 64n - 1n,
    heads: [head],
    placesHeld: 0,
    epoch: toEpochId(new Uint8Array(16).fill(1)),
    nonce: new Uint8Array(24),
  })
  const record = signedRecord(
    unsignedRecord(RECORD_TYPE.envelope, header, new Uint8Array(80)),
    new Uint8Array(64),
  )
  const writer = newWriter(writerPrefix(id, idBytes(relayEar.device)), 4_711)
  relayEar.say(
    syncFrame(doc, 'update', encodeUpdate(doc, [{ writer, clock: 0, records: [record] }])),
  )
  await vi.waitFor(() => expect(alice.notices.get().length).toBeGreaterThan(0), 5_000)
  await alice.openGroup(id)?.send('after')
  await until(alice, id, 'after', 'on-relay')
  const after = alice
    .openGroup(id)
    ?.conversation.get()
    .messages.find(({ text }) => text === 'after')
  expect(Math.abs((after?.sentAt ?? 0) - Date.now())).toBeLessThan(180_000)
}, 20_000)

test('[AT85] a relay that says one was removed closes nothing for good', async () => {
  const { browser, alice, id, relayEar } = await newVictim()
  relayEar.say(encodeTyped(groupDoc(id), MESSAGE_TYPE.close, encodeClose(CLOSE_CODE.removed)))
  relayEar.say(encodeTyped(segmentDoc(id, 0), MESSAGE_TYPE.close, encodeClose(CLOSE_CODE.gone)))
  await vi
    .waitFor(() => expect(alice.openGroup(id)?.info.get().state).toBe('closed'), 5_000)
    .catch(() => undefined)
  await alice.close()
  const again = await browser.openTab()
  expect(again.openGroup(id)?.info.get().state).toBe('ready')
  await again.openGroup(id)?.send('still here')
  await until(again, id, 'still here', 'on-relay')
}, 20_000)

test('[AT86] a segment number made up by a relay does not push the conversation off the screen', async () => {
  const { browser, alice, id, relayEar } = await newVictim()
  const made = [999_999_999, 5_000, 77].map((segment) => ({
    doc: segmentDoc(id, segment),
    placesCount: 1,
  }))
  relayEar.say(encodeTyped('', MESSAGE_TYPE.inventory, encodePlaces(made)))
  await alice.openGroup(id)?.send('after')
  await until(alice, id, 'after', 'on-relay')
  expect(textsOf(alice, id)).toEqual(['before', 'after'])
  await alice.close()
  const again = await browser.openTab()
  await vi.waitFor(() => expect(textsOf(again, id)).toEqual(['before', 'after']), 3_000)
}, 20_000)

test('[AT87] a relay that calls everything bad loses no text and starts no loop', async () => {
  const { browser, alice, id } = await newVictim()
  let refused = 0
  browser.line.meddle = (bytes, answer) => {
    const frame = parseFrame(bytes)
    const sync = frame?.type === MESSAGE_TYPE.sync ? parseSync(frame.payload) : undefined
    if (
      frame === undefined ||
      sync === undefined ||
      sync.step === 'step1' ||
      sync.bytes.length < 10
    )
      return 'pass'
    const doc = new Y.Doc()
    Y.applyUpdate(doc, sync.bytes)
    const pending = doc.store.pendingStructs?.missing ?? new Map<number, number>()
    const writers = [...doc.store.clients.keys(), ...pending.keys()]
    refused++
    answer(
      encodeTyped(
        frame.doc,
        MESSAGE_TYPE.nack,
        encodeRefusals(
          writers.map((writer) => ({
            writer,
            clock: doc.store.clients.has(writer) ? 0 : (pending.get(writer) ?? 0),
            reason: 'bad',
            needs: [],
          })),
        ),
      ),
    )
    return 'drop'
  }
  await alice.openGroup(id)?.send('never lost')
  await vi.waitFor(
    () =>
      expect(
        alice.notices.get().some((notice) => JSON.stringify(notice).includes('never lost')),
      ).toBe(true),
    10_000,
  )
  const before = refused
  await new Promise((resolve) => queueMicrotask(() => resolve(undefined)))
  expect(before).toBeLessThan(12)
}, 20_000)

test('[AT88] a read mark nobody signed neither silences nor counts', async () => {
  const { relay, alice, id, relayEar } = await newVictim()
  const bobBrowser = newBrowser(relay)
  const bobEar = new Eavesdropper(bobBrowser, () => id)
  const bob = await newPerson('Bob', bobBrowser)
  expect(await bob.join((await alice.openGroup(id)?.inviteLink()) ?? '')).toMatchObject({
    ok: true,
  })
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['before']), 8_000)
  if (bobEar.device === undefined) throw new Error('the relay heard nothing')
  const forged = {
    device: bobEar.device,
    counter: Number.MAX_SAFE_INTEGER,
    epoch: undefined,
    nonce: new Uint8Array(24),
    sealed: new Uint8Array(40),
    signature: new Uint8Array(64),
  }
  relayEar.say(encodeTyped(groupDoc(id), MESSAGE_TYPE.mark, encodeSealedMark(forged)))
  await alice.openGroup(id)?.send('after')
  await until(alice, id, 'after', 'received')
}, 20_000)
