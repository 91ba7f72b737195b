import type { Parley } from '@parley/client'
import {
  encodeRefusals,
  encodeTyped,
  MESSAGE_TYPE,
  type NackReason,
  parseDocName,
  parseFrame,
  parseSync,
} from '@parley/protocol'
import { judgeUpdate } from '@parley/gate'
import { expect, test, vi } from 'vitest'
import { type Browser, newBrowser, newPerson, newRelay, textsOf } from './people.ts'

const WAIT = { timeout: 20_000 }

async function newPair() {
  const relay = await newRelay()
  const alice = newBrowser(relay)
  const bob = newBrowser(relay)
  const atAlice = await newPerson('Alice', alice)
  const atBob = await newPerson('Bob', bob)
  const id = await atAlice.newGroup('Climbers')
  await atBob.join((await atAlice.openGroup(id)?.inviteLink()) ?? '')
  await vi.waitFor(() => expect(atBob.openGroup(id)?.info.get().people).toHaveLength(2), WAIT)
  await vi.waitFor(() => expect(atAlice.openGroup(id)?.info.get().people).toHaveLength(2), WAIT)
  return { relay, alice, bob, atAlice, atBob, id }
}

/** The relay seems to refuse what this browser writes into segments, as often as said. */
function refuse(browser: Browser, reason: NackReason, times: number): { count: number } {
  const refused = { count: 0 }
  browser.line.meddle = (bytes, answer) => {
    const frame = parseFrame(bytes)
    if (frame === undefined || frame.type !== MESSAGE_TYPE.sync) return 'pass'
    if (parseDocName(frame.doc)?.kind !== 'segment' || refused.count >= times) return 'pass'
    const sync = parseSync(frame.payload)
    if (sync === undefined || sync.step === 'step1') return 'pass'
    const [first] = recordsIn(frame.doc, sync.bytes)
    if (first === undefined) return 'pass'
    refused.count++
    answer(
      encodeTyped(frame.doc, MESSAGE_TYPE.nack, encodeRefusals([{ ...first, reason, needs: [] }])),
    )
    return 'drop'
  }
  return refused
}

/** Where an update's records stand, asked of the gate with nothing held before them. */
function recordsIn(doc: string, update: Uint8Array): readonly { writer: number; clock: number }[] {
  const asked: { writer: number; clock: number }[] = []
  judgeUpdate(update, {
    doc,
    placesOf: () => 0,
    recordAt: () => undefined,
    hasEntry: () => false,
    devicesOf: () => [],
    hasAction: () => true,
    isOwn: () => false,
    refusedFrom: (writer) => {
      asked.push({ writer, clock: 0 })
      return undefined
    },
    liveClocks: () => [],
    takesMissing: false,
    explains: () => false,
    accountsFor: () => false,
    mayDelete: () => false,
  })
  return asked
}

function notSent(parley: Parley): readonly (string | undefined)[] {
  return parley.notices.get().flatMap(({ type, text }) => (type === 'not-sent' ? [text] : []))
}

test('[GS9] what a relay refuses once is taken back, signed again by a new writer, and arrives once', async () => {
  const { bob, atAlice, atBob, id } = await newPair()
  const refused = refuse(bob, 'bad', 1)
  await atBob.openGroup(id)?.send('first')
  await vi.waitFor(() => expect(refused.count).toBe(1), WAIT)
  await atBob.openGroup(id)?.send('second')
  await vi.waitFor(() => expect(textsOf(atAlice, id)).toEqual(['first', 'second']), WAIT)
  await vi.waitFor(() => expect(textsOf(atBob, id)).toEqual(['first', 'second']), WAIT)
  await vi.waitFor(
    () => expect(atBob.openGroup(id)?.conversation.get().messages[0]?.status).not.toBe('on-device'),
    WAIT,
  )
  expect(notSent(atBob)).toEqual([])
}, 40_000)

test('[GS10] what is refused again is given back in words, also after a restart, and blocks nothing after it', async () => {
  const { bob, atAlice, atBob, id } = await newPair()
  const refused = refuse(bob, 'bad', 2)
  await atBob.openGroup(id)?.send('unlucky')
  await vi.waitFor(() => expect(refused.count).toBe(2), WAIT)
  await vi.waitFor(() => expect(notSent(atBob)).toEqual(['unlucky']), WAIT)
  await atBob.openGroup(id)?.send('lucky')
  await vi.waitFor(() => expect(textsOf(atAlice, id)).toEqual(['lucky']), WAIT)
  await vi.waitFor(() => expect(textsOf(atBob, id)).toEqual(['lucky']), WAIT)
  const again = await bob.openTab()
  expect(notSent(again)).toEqual(['unlucky'])
  await vi.waitFor(() => expect(textsOf(again, id)).toEqual(['lucky']), WAIT)
  again.dismissNotice(again.notices.get()[0]?.id ?? '')
  expect(notSent(again)).toEqual([])
}, 40_000)

test('[GS9] a busy relay gets the same bytes later', async () => {
  const { bob, atAlice, atBob, id } = await newPair()
  refuse(bob, 'policy:busy', 2)
  await atBob.openGroup(id)?.send('patience')
  await vi.waitFor(() => expect(textsOf(atAlice, id)).toEqual(['patience']), WAIT)
  expect(atBob.notices.get()).toEqual([])
}, 40_000)

test('[GS11] the other tab follows when one takes back what was refused, and both show the same', async () => {
  const { bob, atAlice, atBob, id } = await newPair()
  const other = await bob.openTab()
  await vi.waitFor(() => expect(other.openGroup(id)?.info.get().state).toBe('ready'), WAIT)
  refuse(bob, 'bad', 3)
  await atBob.openGroup(id)?.send('from the left tab')
  await other.openGroup(id)?.send('from the right tab')
  const everyone = [atAlice, atBob, other]
  await vi.waitFor(() => {
    for (const parley of everyone) expect(textsOf(parley, id)).toEqual(textsOf(atAlice, id))
    const told = [...new Set([...notSent(atBob), ...notSent(other)])]
    expect(new Set([...textsOf(atAlice, id), ...told])).toEqual(
      new Set(['from the left tab', 'from the right tab']),
    )
    expect(textsOf(atAlice, id).length + told.length).toBe(2)
  }, WAIT)
  await other.openGroup(id)?.send('after all that')
  await vi.waitFor(() => {
    for (const parley of everyone) expect(textsOf(parley, id).at(-1)).toBe('after all that')
  }, WAIT)
}, 60_000)

test('[GS12] a relay that lost its disk is filled again from the devices, ticks included', async () => {
  const { alice, bob, atAlice, atBob, id } = await newPair()
  await atAlice.openGroup(id)?.send('before')
  await atBob.openGroup(id)?.send('before too')
  await vi.waitFor(() => expect(textsOf(atAlice, id)).toEqual(['before', 'before too']), WAIT)
  const empty = await newRelay()
  for (const browser of [alice, bob]) {
    browser.line.isCut = true
    browser.relay = empty
  }
  await atAlice.openGroup(id)?.send('meanwhile')
  await vi.waitFor(() => expect(atBob.connection.get().state).not.toBe('connected'), WAIT)
  for (const browser of [alice, bob]) browser.line.isCut = false
  await vi.waitFor(
    () => expect(textsOf(atBob, id)).toEqual(['before', 'before too', 'meanwhile']),
    WAIT,
  )
  const carol = await newPerson('Carol', newBrowser(empty))
  await carol.join((await atAlice.openGroup(id)?.inviteLink()) ?? '')
  await vi.waitFor(
    () => expect(textsOf(carol, id)).toEqual(['before', 'before too', 'meanwhile']),
    WAIT,
  )
}, 60_000)
