/** Files that bring people whom nobody of the group let in. */
import { parseInviteLink, type Parley } from '@parley/client'
import { recordsIn } from '@parley/gate'
import {
  type Action,
  encodeRetractBody,
  encodeRetractHeader,
  groupDoc,
  type GroupFilePart,
  type GroupId,
  idBytes,
  introducedDevice,
  newGroupFileReader,
  newWriter,
  parseRecord,
  RECORD_TYPE,
  type RecordId,
  recordIdOf,
  segmentDoc,
  signedRecord,
  toMessageId,
  unsignedRecord,
  writerPrefix,
} from '@parley/protocol'
import { deriveInvite } from '@parley/sealing'
import { newKeyPair } from '@parley/signing'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { blobOf, bytesOf, carry, fileOf, newPair } from './file-people.ts'
import { madeUpDevice, madeUpJoin, madeUpJoinOfNoLink, newKeys, together } from './made-up.ts'
import { eventually, linesAt, namesAt, ON_ASKING } from './people.ts'

const LONG = 120_000

function partOf(id: GroupId, updates: readonly Uint8Array[]): GroupFilePart {
  return { doc: groupDoc(id), segment: undefined, type: 'update', update: together(updates) }
}

/** The actions in a device's group document, by type. */
async function actionsAt(parley: Parley, id: GroupId): Promise<readonly [RecordId, Action][]> {
  const doc = new Y.Doc()
  for (const part of newGroupFileReader().take(await bytesOf(await parley.files.save(id))))
    if (part.type === 'update' && part.segment === undefined) Y.applyUpdate(doc, part.update)
  return [...recordsIn(doc, groupDoc(id)).all()].flatMap(
    ({ place, bytes }): [RecordId, Action][] => {
      const record = parseRecord(bytes)
      return record?.kind === 'action' ? [[recordIdOf(place, bytes), record.action]] : []
    },
  )
}

async function linkOf(parley: Parley, id: GroupId, link: string) {
  const parsed = parseInviteLink(link)
  if (!parsed.ok) throw new Error(parsed.broke)
  const { invite, secret } = parsed.invitation
  const { signSeed32 } = deriveInvite({ secret16: secret, gid32: idBytes(id) })
  expect((await actionsAt(parley, id)).map(([one]) => one)).toContain(invite)
  return { invite, keys: newKeyPair(signSeed32) }
}

test(
  '[FL10] [AT208] joins by links that are not here, joins that their link did not sign, and devices of nobody stay out of the document',
  async () => {
    const { id, teacher, student } = await newPair()
    const { invite } = await linkOf(teacher.parley, id, await teacher.group.inviteLink())
    const before = await actionsAt(student.parley, id)
    const made = [
      ...Array.from({ length: 20 }, () => madeUpJoinOfNoLink(id)),
      ...Array.from({ length: 20 }, () => madeUpJoin(id, invite, newKeys())),
      ...Array.from({ length: 20 }, () => madeUpDevice(id, [invite])),
      ...Array.from({ length: 20 }, () => madeUpDevice(id, [])),
    ]
    const opened = await student.parley.files.open(blobOf(fileOf(id, [partOf(id, made)])))
    expect(opened).toMatchObject({ outcome: 'nothing-new', isPartly: true })
    expect(await actionsAt(student.parley, id)).toEqual(before)
    expect(namesAt(student)).toEqual(['Student', 'Teacher'])

    // The same among what is true keeps nothing of that out.
    await teacher.group.send('true')
    const whole = [...newGroupFileReader().take(await bytesOf(await teacher.parley.files.save(id)))]
    const mixed = whole.map((part) =>
      part.type === 'update' && part.segment === undefined
        ? partOf(id, [part.update, ...made])
        : part,
    )
    expect(await student.parley.files.open(blobOf(fileOf(id, mixed)))).toMatchObject({
      outcome: 'taken',
      messagesCount: 1,
    })
    await eventually(() => expect(linesAt(student)).toEqual(['true']))
    const held = await actionsAt(student.parley, id)
    expect(held.filter(([, { type }]) => type === 'join')).toHaveLength(1)
    expect(held.filter(([, { type }]) => type === 'device')).toEqual([])
  },
  LONG,
)

test(
  '[FL10] [AT208] of people who only ask, as many come by files as an honest group may have, and no file brings more',
  async () => {
    const { id, teacher, student } = await newPair()
    const { invite, keys } = await linkOf(teacher.parley, id, await teacher.group.invite(ON_ASKING))
    await carry(teacher.parley, student.parley, id)
    const joinsAt = async () =>
      (await actionsAt(student.parley, id)).filter(([, { type }]) => type === 'join').length
    const before = await joinsAt()
    const flood = (length: number) => Array.from({ length }, () => madeUpJoin(id, invite, keys))
    const counts: number[] = []
    for (const length of [300, 300, 20]) {
      await student.parley.files.open(blobOf(fileOf(id, [partOf(id, flood(length))])))
      counts.push((await joinsAt()) - before)
    }
    expect(counts).toEqual([300, 512, 512])
    await teacher.group.send('still well')
    await carry(teacher.parley, student.parley, id)
    await eventually(() => expect(linesAt(student)).toEqual(['still well']))
  },
  LONG,
)

/** Retracts that a device of the group never signed, all under one signature. */
function forgedEvidence(id: GroupId, device: Uint8Array, head: RecordId): GroupFilePart {
  const writer = newWriter(writerPrefix(id, device), 9)
  const evidence = Array.from({ length: 300 }, (_, clock) => {
    const header = encodeRetractHeader({ hlc: 1n, heads: [head] })
    const message = { messageId: toMessageId(new Uint8Array(16)), hlc: 1n }
    const body = encodeRetractBody(message, [{ writer, clock, id: head }])
    const unsigned = unsignedRecord(RECORD_TYPE.retract, header, body)
    return { writer, clock, record: signedRecord(unsigned, new Uint8Array(64).fill(1)) }
  })
  return { doc: segmentDoc(id, 0), segment: 0, type: 'evidence', evidence }
}

test(
  '[FL11] [AT226] whatever forgeries a file is full of, the page waits for none of them',
  async () => {
    const { id, teacher, student } = await newPair()
    const known = new Map(await actionsAt(student.parley, id))
    const [founded] = [...known].filter(([, { type }]) => type === 'found')
    const { invite } = await linkOf(teacher.parley, id, await teacher.group.inviteLink())
    if (founded?.[1].type !== 'found') throw new Error('nobody founded it')
    const [head, { person }] = founded
    const joins = Array.from({ length: 60 }, () => madeUpJoin(id, invite, newKeys()))
    const evidence = forgedEvidence(id, introducedDevice(person), head)
    const before = student.browser.verifiedNow
    const opened = await student.parley.files.open(
      blobOf(fileOf(id, [partOf(id, joins), evidence])),
    )
    expect(opened.outcome).toBe('nothing-new')
    expect(student.browser.verifiedNow - before).toBe(0)
    await teacher.group.send('still well')
    await carry(teacher.parley, student.parley, id)
    await eventually(() => expect(linesAt(student)).toEqual(['still well']))
  },
  LONG,
)
