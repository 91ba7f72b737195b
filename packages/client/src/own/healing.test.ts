import {
  type Action,
  MAX_BOX_GENERATION,
  parseRecord,
  toDeviceKey,
  toGroupId,
  toRecordId,
} from '@parley/protocol'
import { boxKeyPair } from '@parley/sealing'
import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import { identityOf, randomFrom } from '../identity/identity.fake.ts'
import { withBox } from '../identity/identity.ts'
import type { Draft } from '../writing/drafts.ts'
import { newOwnClock } from '../writing/own-clock.ts'
import { newHealing } from './healing.ts'
import type { Person } from './person.ts'

const alice = { ...identityOf('alice'), phrase: undefined }
const stolen = toDeviceKey(identityOf('stolen').device.publicKey)
const random = randomFrom('healing')
const group = toGroupId(random(32))
const admission = toRecordId(random(16))
const box = { generation: 1, ...boxKeyPair(random(32)) }
const laptop = toDeviceKey(identityOf('laptop').device.publicKey)
const foreignBox = boxKeyPair(random(32)).publicKey

interface Setting {
  readonly isByThis: boolean
  readonly isAnnounced?: boolean
  readonly isSynced?: boolean
  /** Who announced, in the group, a box that is none of the person's. */
  readonly boxBy?: typeof stolen
}

/** A group that holds the stolen device still, as the own one sees it, and what is written there. */
function newScene({ isByThis, isAnnounced = true, isSynced = true, boxBy }: Setting) {
  const clock = newFakeClock()
  const written: Action[] = []
  const live = new Set([stolen, laptop, toDeviceKey(alice.device.publicKey)])
  const member = { admittedBy: admission, role: 'member', box: alice.box.publicKey }
  const me = { ...member, boxGeneration: 0 }
  if (boxBy) Object.assign(me, { box: foreignBox, boxGeneration: MAX_BOX_GENERATION })
  const boxing = { type: 'box', boxPublic: foreignBox }
  const roster = {
    members: new Map([[alice.person, me]]),
    heads: [admission],
    log: boxBy ? [{ action: boxing, device: boxBy, verdict: 'valid' }] : [],
    personOf: () => alice.person,
    deviceIsLive: (key: typeof stolen) => live.has(key),
    isInPast: () => true,
    verdictOf: () => 'valid',
    hlcOf: () => 1n,
  }
  async function append(drafts: readonly Draft[]): Promise<void> {
    for (const draft of drafts) {
      const unsigned = draft({ doc: group, writer: 1, clock: written.length }, [])
      const record = parseRecord(Uint8Array.from([...unsigned, ...new Uint8Array(64)]))
      if (record?.kind !== 'action') throw new Error('no action')
      written.push(record.action)
      if (record.action.type === 'undevice') live.delete(record.action.device)
      if (record.action.type === 'box') Object.assign(me, { box: box.publicKey, boxGeneration: 1 })
    }
  }
  const session = {
    id: group,
    status: { state: () => 'ready' },
    membership: { roster: () => roster },
    parts: { cuts: { cutOf: async () => [] } },
    groupDoc: { appender: { append } },
  }
  const own = { box: isAnnounced ? box.publicKey : alice.box.publicKey }
  const person = {
    removed: () => [{ key: stolen, isByThis }],
    isOut: () => false,
    isSynced: () => isSynced,
    devices: () => new Map([[toDeviceKey(alice.device.publicKey), 0]]),
    doc: { membership: { roster: () => ({ members: new Map([[alice.person, own]]) }) } },
  }
  const device = { clock, random, ownClock: newOwnClock(clock), identity: withBox(alice, box) }
  const healing = newHealing({
    device: device as unknown as Device,
    person: person as unknown as Person,
    sessions: () => [session as unknown as Session],
  })
  return { clock, written, healing }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve()
}

test('[OW12] the device that removed another does it in every group at once, and announces the new box there', async () => {
  const { written, healing } = newScene({ isByThis: true })
  await healing.look()
  expect(written).toMatchObject([
    { type: 'undevice', device: stolen, rootSignature: undefined },
    { type: 'box', generation: 1, boxPublic: box.publicKey },
  ])
  await healing.look()
  expect(written).toHaveLength(2)
})

test('[OW12] the others do what was left undone, after a minute and by themselves', async () => {
  const { clock, written, healing } = newScene({ isByThis: false })
  await healing.look()
  clock.advance(59_000)
  await settled()
  expect(written).toEqual([])
  clock.advance(60_000)
  await settled()
  expect(written.map(({ type }) => type)).toEqual(['undevice', 'box'])
  healing.close()
})

test('[OW12] a box is announced in a group only when it is settled who may have it', async () => {
  const { written, healing } = newScene({ isByThis: true, isAnnounced: false })
  await healing.look()
  expect(written.map(({ type }) => type)).toEqual(['undevice'])
})

test('[OW12] [AT95] the box of a removed device gives way at once, however high its generation', async () => {
  const { written, healing } = newScene({ isByThis: true, boxBy: stolen })
  await healing.look()
  expect(written).toMatchObject([
    { type: 'undevice', device: stolen },
    { type: 'box', generation: 1, boxPublic: box.publicKey },
  ])
  await healing.look()
  expect(written).toHaveLength(2)
})

test('[OW12] [AT95] a box that nobody here knows gives way after a minute: it could be a newer one, not yet heard of', async () => {
  const { clock, written, healing } = newScene({ isByThis: true, boxBy: laptop })
  await healing.look()
  expect(written.map(({ type }) => type)).toEqual(['undevice'])
  clock.advance(120_000)
  await settled()
  expect(written.map(({ type }) => type)).toEqual(['undevice', 'box'])
  healing.close()
})

test('[OW12] before a relay was heard on the person’s own document nothing unknown gives way', async () => {
  const { clock, written, healing } = newScene({ isByThis: true, isSynced: false, boxBy: laptop })
  await healing.look()
  clock.advance(120_000)
  await settled()
  await healing.look()
  expect(written.map(({ type }) => type)).toEqual(['undevice'])
  healing.close()
})
