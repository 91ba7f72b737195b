import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  after,
  all,
  any,
  atRoot,
  bytesOf,
  entry,
  type Put,
  raw,
  rawUpdate,
  text,
  values,
  varuint,
} from '../test/hostile.ts'
import {
  newPerson,
  newReplica,
  newWorld,
  unsignedAction,
  verify,
  writeRecord,
} from '../test/world.ts'
import { encodeUpdate, type GateRule, judgeUpdate } from './index.ts'

const world = newWorld()
const bob = newPerson('bob')
const writer = world.writerOf(bob)
const first = world.message(bob, 0, 'first')
const second = world.message(bob, 1, 'second')
const background = { devices: [bob.device.publicKey], actions: [world.found.id] }

/** Judged by a relay and by a client: both refuse it whole for this rule, and so would a refilled replica. */
function expectFatal(update: Uint8Array, broke: GateRule, doc = world.segment): void {
  for (const verifier of [verify, undefined]) {
    const replica = newReplica(world, doc, background)
    const shareBefore = replica.doc.share.size
    expect(judgeUpdate(update, replica.facts, verifier)).toEqual({ ok: false, broke })
    expect(replica.doc.share.size).toBe(shareBefore)
  }
}

function oneStruct(struct: Put, clock = 0): Uint8Array {
  return rawUpdate([{ writer, clock, structs: [struct] }])
}

function stock(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = writer
  change(doc)
  return Y.encodeStateAsUpdate(doc)
}

const honest = encodeUpdate(world.segment, [{ writer, clock: 0, records: [first.bytes] }])

test('the honest update that the others are made from is taken', () => {
  expect(oneStruct(atRoot(0x08, 'messages', values(first.bytes)))).toEqual(honest)
  const { facts } = newReplica(world, world.segment, background)
  expect(judgeUpdate(honest, facts, verify)).toMatchObject({ ok: true, refusals: [] })
})

test('[GA1] [AT1] an update over 1 MiB is refused before a byte of it is read', () => {
  expectFatal(new Uint8Array(1_048_577), 'GA1')
  const unread = new Proxy(new Uint8Array(1_048_577), {
    get(target, name) {
      if (name === 'length') return target.length
      throw new Error('read')
    },
  })
  expect(judgeUpdate(unread, newReplica(world, world.segment).facts)).toMatchObject({
    broke: 'GA1',
  })
})

test('[GA2] [AT2] ten bytes that announce 30,000,000 structs are refused without making room', () => {
  expectFatal(bytesOf(varuint(1), varuint(30_000_000), raw(1, 0, 8, 1)), 'GA2')
  expectFatal(bytesOf(varuint(30_000_000), raw(1, 1, 0, 8, 1, 0)), 'GA2')
  expectFatal(oneStruct(atRoot(0x08, 'messages', varuint(30_000_000))), 'GA2')
  expectFatal(bytesOf(varuint(0), varuint(30_000_000)), 'GA2')
})

test('[GA2] 16,385 structs are refused even when they are all there', () => {
  const structs = Array.from({ length: 16_385 }, (_, at) =>
    at === 0 ? atRoot(0x01, 'messages', varuint(1)) : after(0x81, [writer, at - 1], varuint(1)),
  )
  expectFatal(rawUpdate([{ writer, clock: 0, structs }]), 'GA2')
})

test('[GA2] [AT37] 300,000 delete ranges are refused', () => {
  const ranges = Array.from({ length: 300_000 }, (_, at) => [at % 100, 1] as const)
  expectFatal(rawUpdate([], [{ writer, ranges }]), 'GA2')
  const apart = Array.from({ length: 20_000 }, (_, at) => [at * 2, 1] as const)
  expectFatal(
    rawUpdate(
      [],
      [1, 2].map((other) => ({ writer: other, ranges: apart })),
    ),
    'GA2',
  )
})

test('[GA4] delete ranges that overlap, run backwards or are empty are refused', () => {
  const wrong: readonly (readonly (readonly [number, number])[])[] = [
    [
      [0, 5],
      [4, 1],
    ],
    [
      [4, 1],
      [0, 1],
    ],
    [[3, 0]],
  ]
  for (const ranges of wrong) expectFatal(rawUpdate([], [{ writer, ranges }]), 'GA4')
  expectFatal(rawUpdate([], [{ writer, ranges: [[2 ** 32 - 1, 2]] }]), 'GA3')
})

test('[GA3] [AT3] a number of 150 continuation bytes is refused, and so is any spelled too long', () => {
  const endless = Array.from({ length: 150 }, () => 0x80)
  expectFatal(bytesOf(varuint(1), varuint(1), raw(...endless, 1), raw(0, 8, 1, 0, 0, 0)), 'GA3')
  expectFatal(bytesOf(raw(...endless, 0)), 'GA3')
  expectFatal(bytesOf(raw(0x80, 0), varuint(0)), 'GA3')
})

test('[GA3] [AT4] 2^53 as a clock or a writer is refused, and so is any clock that could overflow', () => {
  const body = atRoot(0x08, 'messages', values(first.bytes))
  const twoTo53 = raw(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10)
  expectFatal(bytesOf(varuint(1), varuint(1), varuint(writer), twoTo53, body, varuint(0)), 'GA3')
  expectFatal(bytesOf(varuint(1), varuint(1), twoTo53, varuint(0), body, varuint(0)), 'GA3')
  const last = after(0x88, [writer, 2 ** 32 - 2], values(first.bytes, first.bytes))
  expectFatal(oneStruct(last, 2 ** 32 - 1), 'GA3')
  const holes = after(0x81, [writer, 2 ** 32 - 2], varuint(2 ** 32 - 1))
  expectFatal(oneStruct(holes, 2 ** 32 - 1), 'GA3')
  expectFatal(rawUpdate([], [{ writer, ranges: [[2 ** 53 - 1, 1]] }]), 'GA3')
})

test('[GA4] [AT5] one writer in two sections is refused, and so is an empty section', () => {
  const section = { writer, clock: 0, structs: [atRoot(0x08, 'messages', values(first.bytes))] }
  expectFatal(rawUpdate([section, section]), 'GA4')
  expectFatal(rawUpdate([{ writer, clock: 0, structs: [] }, section]), 'GA4')
  expectFatal(
    rawUpdate(
      [],
      [0, 0].map(() => ({ writer, ranges: [[0, 1] as const] })),
    ),
    'GA4',
  )
  expectFatal(
    rawUpdate(
      [],
      [
        { writer, ranges: [] },
        { writer: 1, ranges: [[0, 1]] },
      ],
    ),
    'GA4',
  )
})

test('[GA5] [AT6] a byte left over is refused', () => {
  expectFatal(Uint8Array.of(...honest, 0), 'GA5')
})

test('[GA5] [AT77] an update that begins well and ends in garbage, or too early, leaves nothing', () => {
  const updates = [
    rawUpdate([
      { writer, clock: 0, structs: [atRoot(0x08, 'messages', values(first.bytes))] },
      { writer: 5, clock: 0, structs: [raw(0xff, 0xff, 0xff, 0xff, 0xff)] },
    ]),
    ...Array.from({ length: honest.length }, (_, at) => honest.subarray(0, at)),
  ]
  for (const update of updates) {
    const verdict = judgeUpdate(update, newReplica(world, world.segment, background).facts, verify)
    expect(verdict.ok).toBe(false)
  }
})

test('[GA6] [AT7] a GC struct is refused by relay and client', () => {
  expectFatal(oneStruct(raw(0x00, 1)), 'GA6')
  expectFatal(oneStruct(raw(0x00, 1)), 'GA6', world.doc)
})

test('[GA6] [AT8] a Skip struct is refused, marked with an origin or not', () => {
  for (const info of [0x0a, 0x8a]) expectFatal(oneStruct(raw(info, 1, 1, 1, 1, 1)), 'GA6')
})

test('[GA6] [AT9] content kinds 11 to 31 are refused, whatever the bits beside them', () => {
  for (let kind = 11; kind <= 31; kind++)
    for (const bits of [0, 0x20, 0x40, 0x80, 0xe0])
      for (const doc of [world.segment, world.doc])
        expectFatal(oneStruct(atRoot(bits | kind, 'messages', values(first.bytes))), 'GA6', doc)
})

test('[GA6] [AT10] a nested type such as an XML element "script" is refused', () => {
  const script = stock((doc) =>
    doc.getArray('messages').push([new Y.XmlElement('script')] as unknown[]),
  )
  expectFatal(script, 'GA6')
  expectFatal(
    stock((doc) => doc.getMap('members').set('a', new Y.Map())),
    'GA6',
    world.doc,
  )
  expectFatal(
    stock((doc) => doc.getXmlFragment('messages').push([new Y.XmlText('x')])),
    'GA6',
  )
})

test('[GA6] [AT11] a subdocument that loads by itself is refused and fires no event', () => {
  const update = stock((doc) =>
    doc.getArray('messages').push([new Y.Doc({ autoLoad: true, guid: 'foreign' })]),
  )
  const replica = newReplica(world, world.segment, background)
  let events = 0
  replica.doc.on('subdocs', () => events++)
  expect(judgeUpdate(update, replica.facts, verify)).toEqual({ ok: false, broke: 'GA6' })
  expect(events).toBe(0)
})

test('[GA6] [AT12] formats, embeds, JSON, strings and binary are refused', () => {
  expectFatal(
    stock((doc) => doc.getText('messages').insert(0, 'plain')),
    'GA6',
  )
  expectFatal(
    stock((doc) => doc.getText('messages').insert(0, 'bold', { bold: true })),
    'GA6',
  )
  expectFatal(
    stock((doc) => doc.getText('messages').insertEmbed(0, { image: 'x' })),
    'GA6',
  )
  expectFatal(
    stock((doc) => doc.getArray('messages').push([Uint8Array.of(1)])),
    'GA6',
  )
  for (const kind of [2, 3, 4, 5, 6])
    expectFatal(oneStruct(atRoot(kind, 'messages', varuint(1), text('{}'))), 'GA6')
})

test('[GA12] [AT13] an object with __proto__ as a value is refused and nothing is polluted', () => {
  const evil: unknown = JSON.parse('{"__proto__": {"polluted": true}}')
  expectFatal(oneStruct(atRoot(0x08, 'messages', varuint(1), any(evil))), 'GA12')
  expectFatal(oneStruct(atRoot(0x08, 'messages', varuint(1), any([evil]))), 'GA12')
  expect({}).not.toHaveProperty('polluted')
})

test('[GA12] [AT14] values nested 20,000 deep are refused without exhausting the stack', () => {
  const nested = raw(...Array.from({ length: 40_000 }, (_, at) => (at % 2 === 0 ? 117 : 1)), 126)
  expectFatal(oneStruct(atRoot(0x08, 'messages', varuint(1), nested)), 'GA12')
  expectFatal(oneStruct(atRoot(0x28, 'members', text('a'), varuint(1), nested)), 'GA12', world.doc)
})

test('[GA12] every value but an array of one byte string is refused', () => {
  const wrong = [
    [],
    [first.bytes, first.bytes],
    [[first.bytes]],
    'x',
    1,
    1.5,
    null,
    true,
    undefined,
  ]
  for (const value of wrong) {
    const content = all(varuint(1), any(value), raw(0, 0, 0, 0))
    expectFatal(oneStruct(atRoot(0x08, 'messages', content)), 'GA12')
  }
})

test('[GA13] [AT15] a record of no bytes or of 16,385 is refused', () => {
  for (const length of [0, 16_385]) {
    const record = new Uint8Array(length)
    expectFatal(oneStruct(atRoot(0x08, 'messages', values(record))), 'GA13')
    expectFatal(oneStruct(entry('members', 'a', record)), 'GA13', world.doc)
  }
})

test('[GA7] [AT16] an unknown root name, or 100,000 of them, is refused and adds no root', () => {
  expectFatal(oneStruct(atRoot(0x08, 'x', values(first.bytes))), 'GA7')
  expectFatal(oneStruct(entry('x', 'a', first.bytes)), 'GA7', world.doc)
  expectFatal(oneStruct(atRoot(0x08, 'members', values(first.bytes))), 'GA7')
  expectFatal(oneStruct(entry('messages', 'a', first.bytes)), 'GA7', world.doc)
  const names = Array.from({ length: 100_000 }, (_, at) => atRoot(1, `${at}`, varuint(1)))
  expectFatal(rawUpdate([{ writer, clock: 0, structs: names }]), 'GA2')
  expectFatal(rawUpdate([{ writer, clock: 0, structs: names.slice(0, 16_000) }]), 'GA7')
})

test('[GA7] [AT17] a map key in a segment is refused, and so is a group entry without one', () => {
  expectFatal(oneStruct(entry('messages', first.id, first.bytes)), 'GA7')
  expectFatal(oneStruct(atRoot(0x08, 'members', values(world.found.bytes))), 'GA6', world.doc)
})

test('[GA8] [AT18] a parent named by id is refused', () => {
  const byId = all(varuint(0), varuint(writer), varuint(0))
  expectFatal(oneStruct(all(raw(0x08), byId, values(first.bytes))), 'GA8')
  expectFatal(oneStruct(all(raw(0x28), byId, text('a'), values(first.bytes))), 'GA8', world.doc)
})

test('[GA9] [AT19] a right origin is refused, alone or beside an origin', () => {
  expectFatal(oneStruct(after(0x48, [writer, 0], values(second.bytes)), 1), 'GA9')
  const both = all(raw(0xc8), varuint(writer), varuint(0), varuint(writer), varuint(0))
  expectFatal(oneStruct(all(both, values(second.bytes)), 1), 'GA9')
  expectFatal(oneStruct(after(0x68, [writer, 0], values(second.bytes)), 1), 'GA9', world.doc)
})

test("[GA10] [AT20] an origin that is not the writer's own previous record is refused", () => {
  const origins = [
    [writer, 1],
    [writer, 7],
    [world.founderWriter, 0],
    [writer - 1, 0],
  ] as const
  for (const origin of origins)
    expectFatal(oneStruct(after(0x88, origin, values(second.bytes)), 1), 'GA10')
  expectFatal(oneStruct(after(0x88, [writer, 0], values(first.bytes)), 0), 'GA10')
  expectFatal(oneStruct(atRoot(0x08, 'messages', values(second.bytes)), 1), 'GA10')
})

test('[GA10] a run whose later structs skip back to another origin is refused', () => {
  const structs = [
    atRoot(0x08, 'messages', values(first.bytes, second.bytes)),
    after(0x88, [writer, 0], values(second.bytes)),
  ]
  expectFatal(rawUpdate([{ writer, clock: 0, structs }]), 'GA10')
})

test('[GA11] [AT79] a deletion or an origin in a map of the group document is refused', () => {
  expectFatal(oneStruct(atRoot(0x21, 'members', text('a'), varuint(1))), 'GA11', world.doc)
  expectFatal(oneStruct(atRoot(0x01, 'members', varuint(1))), 'GA11', world.doc)
  const origin = after(0xa8, [writer, 0], values(world.found.bytes))
  expectFatal(oneStruct(origin, 1), 'GA11', world.doc)
  const overwritten = stock((doc) => {
    doc.getMap('members').set('a', [1])
    doc.getMap('members').set('a', [2])
  })
  expectFatal(overwritten, 'GA11', world.doc)
})

test('[GA6] [AT76] bytes as bare binary content are refused', () => {
  const binary = stock((doc) => doc.getMap('members').set(world.found.id, world.found.bytes))
  expectFatal(binary, 'GA6', world.doc)
  expectFatal(oneStruct(atRoot(0x03, 'messages', varuint(1), raw(7))), 'GA6')
})

test('[GA14] [AT76] a record in the wrong root for its type is refused', () => {
  const { id, bytes } = world.found
  expectFatal(oneStruct(entry('keys', id, bytes)), 'GA14', world.doc)
  expectFatal(oneStruct(atRoot(0x08, 'messages', values(bytes))), 'GA14')
  expectFatal(oneStruct(entry('members', first.id, first.bytes)), 'GA14', world.doc)
})

test('[GA15] [AT51] an action with nine parents is refused', () => {
  const parents = Array.from({ length: 9 }, (_, at) => world.message(bob, at, `${at}`).id)
  const place = { doc: world.doc, writer, clock: 0 }
  const action = { type: 'unknown', recordType: 30, body: new Uint8Array(0) } as const
  const { id, bytes } = writeRecord(place, unsignedAction(action, parents), bob.device)
  expectFatal(oneStruct(entry('members', id, bytes)), 'GA15', world.doc)
})

test('[GA16] a document of another name has no grammar, so nothing is taken', () => {
  for (const doc of ['', 'notes', `${world.group}/`, `${world.group}/01`, `p/${world.group}`])
    expectFatal(honest, 'GA16', doc)
})
