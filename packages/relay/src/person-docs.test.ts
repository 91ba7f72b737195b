import {
  type Action,
  CLOSE_CODE,
  groupDoc,
  encodeSealedMark,
  MESSAGE_TYPE,
  parseSealedMark,
  personDoc,
  personGroup,
  RECORD_TYPE,
  encodeEnvelopeHeader,
  hlcAt,
  toEpochId,
  unsignedRecord,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { newKeys, newPerson, type Person, type Written } from '../test/people.ts'
import { newScene } from '../test/scene.ts'
import { settle, type TestClient, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'

/** The record by which a device introduces itself. */
function introduce(device: Person, doc: string, parents: Written[] = []): Written {
  const action: Action = { type: 'device', person: device.introduction, rootSignature: undefined }
  return device.actIn(doc, action, { role: 'founder', parents: parents.map(({ id }) => id) })
}

function note(device: Person, doc: string, heads: readonly Written[]): Written {
  const header = encodeEnvelopeHeader({
    hlc: hlcAt(1_700_000_000_000),
    heads: heads.map(({ id }) => id),
    placesHeld: 0,
    epoch: toEpochId(new Uint8Array(16).fill(9)),
    nonce: new Uint8Array(24),
  })
  return device.write(doc, unsignedRecord(RECORD_TYPE.note, header, new Uint8Array(80)))
}

async function stored(client: TestClient, written: Written): Promise<void> {
  client.update(written.doc, written.update)
  await until(() => client.acks(written.doc).some(({ clock }) => clock > written.clock))
}

async function newOwnWorld() {
  const world = await newWorld()
  const phone = newPerson()
  const doc = personDoc(phone.id)
  const introduction = introduce(phone, doc)
  const atPhone = await world.connect(phone).open()
  await stored(atPhone, introduction)
  return { world, phone, doc, introduction, atPhone }
}

test('[RE36] a person’s first device begins the person’s own document, and finds it again', async () => {
  const { world, phone, doc, introduction, atPhone } = await newOwnWorld()
  await stored(atPhone, note(phone, doc, [introduction]))
  const again = await world.connect(phone).open()
  expect(again.places()).toEqual([{ doc, placesCount: 2 }])
  await world.relay.close()
  const later = await newWorld({ disk: world.disk })
  const atLater = await later.connect(phone).open()
  expect(atLater.places()).toEqual([{ doc, placesCount: 2 }])
  atLater.step1(doc)
  await until(() => atLater.syncs(doc).length === 2)
})

test('[RE36] another device of the person is let in by its own record, and reads from then on', async () => {
  const { world, phone, doc, introduction, atPhone } = await newOwnWorld()
  const laptop = newPerson(newKeys(), phone.root)
  const atLaptop = await world.connect(laptop).open()
  expect(atLaptop.places()).toEqual([])
  atLaptop.step1(doc)
  await until(() => atLaptop.closes(doc).length > 0)
  expect(atLaptop.closes(doc)).toEqual([CLOSE_CODE.forbidden])
  await stored(atLaptop, introduce(laptop, doc))
  atLaptop.step1(doc)
  await until(() => atLaptop.syncs(doc).length === 2)
  atPhone.step1(doc)
  await until(() => atPhone.syncs(doc).length === 2)
  atPhone.forget()
  await stored(atLaptop, note(laptop, doc, [introduction]))
  await until(() => atPhone.syncs(doc).length === 1)
})

test('[RE36] nobody else reads or writes it, nor begins it in the person’s name', async () => {
  const { world, phone, doc, introduction } = await newOwnWorld()
  const eve = newPerson()
  const atEve = await world.connect(eve).open()
  atEve.step1(doc)
  await until(() => atEve.closes(doc).length > 0)
  expect(atEve.syncs(doc)).toEqual([])
  const false_ = introduce(eve, doc)
  atEve.update(doc, false_.update)
  const copy = note(newPerson(newKeys(), phone.root), doc, [introduction])
  atEve.update(doc, copy.update)
  await settle()
  expect(atEve.acks(doc)).toEqual([])
  const empty = await newWorld()
  const atEmpty = await empty.connect(eve).open()
  atEmpty.update(doc, false_.update)
  await until(() => atEmpty.refusals(doc).length > 0)
  expect(atEmpty.refusals(doc)).toMatchObject([{ reason: 'bad' }])
  expect(empty.disk.updates.size).toBe(0)
})

test('[RE36] a device taken out is shown by whom, and then the document is closed to it', async () => {
  const { world, phone, doc, introduction, atPhone } = await newOwnWorld()
  const laptop = newPerson(newKeys(), phone.root)
  const atLaptop = await world.connect(laptop).open()
  const joined = introduce(laptop, doc)
  await stored(atLaptop, joined)
  atLaptop.step1(doc)
  await until(() => atLaptop.syncs(doc).length === 2)
  const removal = phone.actIn(
    doc,
    { type: 'undevice', device: laptop.device, rootSignature: undefined, cut: [] },
    { role: 'founder', parents: [introduction.id, joined.id] },
  )
  atLaptop.forget()
  await stored(atPhone, removal)
  await until(() => atLaptop.closes(doc).length > 0)
  expect(atLaptop.closes(doc)).toEqual([CLOSE_CODE.removed])
  expect(atLaptop.syncs(doc)).toHaveLength(1)
  expect(atLaptop.socket.closed).toBeUndefined()
  const again = await world.connect(laptop).open()
  expect(again.places()).toEqual([])
})

test('[RE14] a device of somebody in the group lets itself in, before it may read', async () => {
  const { world, bob, group, heads } = await newScene()
  const laptop = newPerson(newKeys(), bob.root)
  const atLaptop = await world.connect(laptop).open()
  const doc = groupDoc(group.id)
  const action: Action = { type: 'device', person: laptop.introduction, rootSignature: undefined }
  const introduction = laptop.actIn(doc, action, { role: 'member', parents: heads })
  await stored(atLaptop, introduction)
  atLaptop.step1(doc)
  await until(() => atLaptop.syncs(doc).length === 2)
  await stored(atLaptop, laptop.post(group.id, { heads: [introduction.id] }))
  const stranger = newPerson()
  const atStranger = await world.connect(stranger).open()
  const other: Action = { type: 'device', person: stranger.introduction, rootSignature: undefined }
  atStranger.update(doc, stranger.actIn(doc, other, { role: 'member', parents: heads }).update)
  await until(() => atStranger.closes(doc).length > 0)
  expect(atStranger.acks(doc)).toEqual([])
})

test('[RE24] in a person’s own document a mark of each device is kept for the others, and for nobody else', async () => {
  const { world, phone, doc, introduction, atPhone } = await newOwnWorld()
  const group = personGroup(phone.id)
  const laptop = newPerson(newKeys(), phone.root)
  const atLaptop = await world.connect(laptop).open()
  const second = introduce(laptop, doc)
  await stored(atLaptop, second)
  for (const client of [atPhone, atLaptop]) client.step1(doc)
  await until(() => atPhone.syncs(doc).length >= 2 && atLaptop.syncs(doc).length >= 2)
  const say = (client: TestClient, by: Person, counter: number): void =>
    client.say(doc, MESSAGE_TYPE.mark, encodeSealedMark(by.mark(group, counter)))
  const countersAt = (client: TestClient) =>
    client
      .frames(MESSAGE_TYPE.mark, doc)
      .map(({ payload }) => parseSealedMark(payload)?.counter ?? 0)

  const eve = newPerson()
  const atEve = await world.connect(eve).open()
  say(atEve, eve, 7)
  say(atEve, phone, 8)
  for (const counter of [1, 3, 2]) say(atPhone, phone, counter)
  await until(() => countersAt(atLaptop).length === 2)
  await settle()
  expect(countersAt(atLaptop)).toEqual([1, 3])
  expect([...countersAt(atPhone), ...countersAt(atEve)]).toEqual([])
  await world.relay.close()

  const later = await newWorld({ disk: world.disk })
  const atLater = await later.connect(laptop).open()
  atLater.step1(doc)
  await until(() => countersAt(atLater).length > 0)
  expect(countersAt(atLater)).toEqual([3])

  const out: Action = { type: 'undevice', device: phone.device, rootSignature: undefined, cut: [] }
  await stored(
    atLater,
    laptop.actIn(doc, out, { role: 'founder', parents: [introduction.id, second.id] }),
  )
  const last = await later.connect(laptop).open()
  last.step1(doc)
  await until(() => last.syncs(doc).length === 2)
  await settle()
  expect(countersAt(last)).toEqual([])
})
