import { type Action, MAX_BOX_GENERATION, parseRecord, personGroup } from '@parley/protocol'
import { boxKeyPair } from '@parley/sealing'
import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import type { Device } from '../device.ts'
import { identityOf, randomFrom } from '../identity/identity.fake.ts'
import { type Identity, type OwnBox, withBox } from '../identity/identity.ts'
import type { OwnIdentity } from '../identity/own-identity.ts'
import type { Draft } from '../writing/drafts.ts'
import { newOwnClock } from '../writing/own-clock.ts'
import { newOwnBoxes } from './own-boxes.ts'
import type { PersonDoc } from './person-doc.ts'

const random = randomFrom('own boxes')
const stolenBox = { generation: MAX_BOX_GENERATION, ...boxKeyPair(random(32)) }
const nextBox = { generation: 1, ...boxKeyPair(random(32)) }

/** A device that holds these boxes, with the acts its person's document tells of. */
function newScene(held: readonly OwnBox[], log: readonly [box: OwnBox, verdict: string][]) {
  const alice = { ...identityOf('alice'), phrase: undefined }
  const identity = held.reduce<Identity>(withBox, alice)
  const clock = newFakeClock()
  const device = { clock, random, ownClock: newOwnClock(clock), identity }
  const written: Action[] = []
  const counted = log.filter(([, verdict]) => verdict === 'valid').at(-1)?.[0] ?? alice.box
  const roster = {
    members: new Map([[alice.person, { box: counted.publicKey, admittedBy: 'a', roleBy: 'a' }]]),
    heads: [],
    log: log.map(([box, verdict], at) => ({
      id: `act ${at}`,
      action: { type: 'box', boxPublic: box.publicKey, rows: [], ephemeral: box.publicKey },
      verdict,
    })),
    isInPast: () => true,
  }
  async function append(drafts: readonly Draft[]): Promise<void> {
    for (const draft of drafts) {
      const unsigned = draft({ doc: `p/${alice.person}`, writer: 1, clock: written.length }, [])
      const record = parseRecord(Uint8Array.from([...unsigned, ...new Uint8Array(64)]))
      if (record?.kind !== 'action') throw new Error('no action')
      written.push(record.action)
    }
  }
  const ownIdentity = {
    addBox: async (box: OwnBox) => void (device.identity = withBox(device.identity, box)),
  }
  const membership = {
    roster: () => roster,
    keyring: { addBox: () => undefined },
    reconsider: () => undefined,
  }
  const boxes = newOwnBoxes({
    device: device as unknown as Device,
    ownIdentity: ownIdentity as unknown as OwnIdentity,
    doc: {
      group: personGroup(alice.person),
      membership,
      live: () => ({ appender: { append } }),
    } as unknown as PersonDoc,
    devices: () => [],
    onBox: async () => undefined,
  })
  return { boxes, written, newest: () => device.identity.box }
}

test('[OW10] [AT95] after a box of the highest generation a device still makes a newer one, and announces it', async () => {
  const { boxes, written, newest } = newScene([stolenBox], [[stolenBox, 'valid']])
  const box = await boxes.add()
  expect(box.generation).toBe(MAX_BOX_GENERATION)
  expect(newest().publicKey).toEqual(box.publicKey)
  await boxes.announce()
  expect(written).toMatchObject([{ type: 'box', boxPublic: box.publicKey }])
})

test('[OW10] [AT95] the box that counts is taken for a removed device’s, whatever generation that one claims', async () => {
  const { boxes, newest } = newScene(
    [nextBox, stolenBox],
    [
      [stolenBox, 'valid'],
      [nextBox, 'valid'],
    ],
  )
  expect(newest().publicKey).toEqual(stolenBox.publicKey)
  await boxes.learn()
  expect(newest().publicKey).toEqual(nextBox.publicKey)
})

test('[OW10] [AT95] nobody announces for a removed device the box that it told in vain', async () => {
  const { boxes, written } = newScene(
    [nextBox, stolenBox],
    [
      [stolenBox, 'invalid'],
      [nextBox, 'valid'],
    ],
  )
  await boxes.announce()
  expect(written).toEqual([])
})

test('[OW10] a box that is not told yet stays the newest until it is', async () => {
  const lost = { generation: 2, ...boxKeyPair(random(32)) }
  const { boxes, written, newest } = newScene([nextBox, lost], [[nextBox, 'valid']])
  await boxes.learn()
  expect(newest().publicKey).toEqual(lost.publicKey)
  await boxes.announce()
  expect(written).toMatchObject([{ type: 'box', generation: 2 }])
})
