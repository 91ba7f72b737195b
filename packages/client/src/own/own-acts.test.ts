import { parseRecord, personGroup, RECORD_TYPE, rootActBytes, toDeviceKey } from '@parley/protocol'
import { boxKeyPair } from '@parley/sealing'
import { verify } from '@parley/signing'
import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import { identityOf } from '../identity/identity.fake.ts'
import { rootOf } from '../identity/identity.ts'
import { newOwnClock } from '../writing/own-clock.ts'
import { type BoxAction, draftBox, draftOwnDevice, openBox } from './own-acts.ts'

const alice = identityOf('alice')
const phone = identityOf('phone').device
const thief = identityOf('thief').device
const group = personGroup(alice.person)
const ownClock = newOwnClock(newFakeClock())
const place = { doc: `p/${alice.person}`, writer: 1, clock: 0 }

function parsed(draft: ReturnType<typeof draftBox>) {
  const record = parseRecord(Uint8Array.from([...draft(place, []), ...new Uint8Array(64)]))
  if (record?.kind !== 'action') throw new Error('no action')
  return record
}

test('[OW10] a box opens for every device it was sealed to and for the root, and for nobody else', () => {
  const box = { generation: 3, ...boxKeyPair(new Uint8Array(32).fill(5)) }
  const header = { claimedRole: 'founder', parents: [], hlc: 1n } as const
  const ephemeral = boxKeyPair(new Uint8Array(32).fill(6))
  const devices = [alice.device, phone].map(({ publicKey }) => toDeviceKey(publicKey))
  const draft = draftBox(header, { box, ephemeral, devices, rootPublic: alice.rootPublic })
  const { action } = parsed(draft)
  if (action.type !== 'box') throw new Error('no box')
  const root = rootOf(alice)?.secretKey ?? new Uint8Array(32)
  for (const secret of [alice.device.secretKey, phone.secretKey, root])
    expect(openBox(action, [thief.secretKey, secret])).toEqual(box)
  expect(openBox(action, [thief.secretKey])).toBeUndefined()
  const other: BoxAction = { ...action, boxPublic: ephemeral.publicKey }
  expect(openBox(other, [phone.secretKey])).toBeUndefined()
})

test('[OW5] [OW8] a device introduces itself, and the root stands behind it while its phrase is here', () => {
  const basis = { group, role: 'founder', parents: [], root: rootOf(alice) } as const
  const record = parsed(draftOwnDevice({ identity: alice, ownClock }, basis))
  if (record.action.type !== 'device') throw new Error('no device')
  const message = rootActBytes(group, {
    recordType: RECORD_TYPE.device,
    device: alice.device.publicKey,
    header: record.headerBytes,
  })
  const signature = record.action.rootSignature ?? new Uint8Array(64)
  expect(verify({ publicKey: alice.rootPublic, message, signature })).toBe(true)
  const without = parsed(
    draftOwnDevice({ identity: alice, ownClock }, { ...basis, root: undefined }),
  )
  expect(without.action).toMatchObject({ type: 'device', rootSignature: undefined })
})
