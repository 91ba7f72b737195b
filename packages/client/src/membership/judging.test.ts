/** What shows, when the same acts come to another roster. */
import { headsFor, newTimeline, type Roster, type TimelineRecord } from '@parley/group'
import {
  newWriter,
  toDeviceKey,
  toEpochId,
  toMessageId,
  toRecordId,
  writerPrefix,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { randomFrom } from '../identity/identity.fake.ts'
import { KeyWorld } from '../keys/key-world.fake.ts'
import type { OpenedRecord } from '../reading/reader.ts'
import { newJudging } from './judging.ts'

const random = randomFrom('judging')
const world = new KeyWorld('judging', 1)
const founder = world.at(0)

function post(hlc = 5n): OpenedRecord {
  const heads = headsFor(founder.roster, founder.person)
  const writer = newWriter(writerPrefix(world.group, founder.device), 3)
  const text = 'as a member'
  const messageId = toMessageId(random(16))
  return {
    id: toRecordId(random(16)),
    segment: 0,
    place: { doc: `${world.group}/0`, writer, clock: 0 },
    device: toDeviceKey(founder.device),
    header: { hlc, heads, placesHeld: 0, epoch: toEpochId(random(16)), nonce: random(24) },
    says: { type: 'content', content: { kind: 'post', messageId, text, replyTo: undefined } },
  }
}

test('[GS114] what counted by a sign-in shows no more once P-256 tells that it signs nobody in', () => {
  let roster: Roster = founder.roster
  let shown: readonly TimelineRecord[] = []
  const judging = newJudging({
    me: founder.person,
    roster: () => roster,
    digestOf: () => undefined,
    timeOf: (_, hlc) => hlc,
    onShown: (lines) => void (shown = lines),
    onAnew: (lines) => void (shown = lines),
    onHidden: () => undefined,
    onCounted: () => undefined,
  })
  judging.take([post()], false)
  expect(shown).toHaveLength(1)
  // The same acts with the same verdicts; only what the site's token makes of its author is another thing.
  roster = { ...roster, judge: () => 'invalid' }
  judging.rejudge()
  expect(shown).toEqual([])
})

test('[GS28] [AT240] a deletion from the future takes back what stood by when it arrived, until its time has come', () => {
  const [arrivedAt, ahead] = [1_000n, 2n ** 64n - 1n]
  let isDue = false
  let shown: readonly TimelineRecord[] = []
  const judging = newJudging({
    me: founder.person,
    roster: () => founder.roster,
    digestOf: () => undefined,
    timeOf: (_, hlc) => (hlc > arrivedAt && !isDue ? arrivedAt : hlc),
    onShown: (lines) => void (shown = lines),
    onAnew: (lines) => void (shown = lines),
    onHidden: () => undefined,
    onCounted: () => undefined,
  })
  const posted = post()
  if (posted.says.type !== 'content') throw new Error('a post')
  const { messageId } = posted.says.content
  const targets = [{ id: posted.id, writer: posted.place.writer, clock: posted.place.clock }]
  const message = { messageId, hlc: ahead, thread: undefined }
  const place = { ...posted.place, clock: 1 }
  const id = toRecordId(random(16))
  const retract = {
    ...post(ahead),
    id,
    place,
    says: { type: 'retract', message, targets },
  } as const
  const standsAt = () => {
    const timeline = newTimeline()
    timeline.apply(shown)
    return timeline.messages().map(({ deleted, hlc }) => ({ deleted, hlc }))
  }
  judging.take([retract], false)
  expect(standsAt()).toEqual([{ deleted: true, hlc: arrivedAt }])
  judging.retime()
  expect(standsAt()).toEqual([{ deleted: true, hlc: arrivedAt }])
  isDue = true
  judging.retime()
  expect(standsAt()).toEqual([{ deleted: true, hlc: ahead }])
})
