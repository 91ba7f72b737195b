/** What is said in the open: in a group that is not encrypted, and smuggled into one that is. */
import { headsFor, type Roster, type TimelineRecord } from '@parley/group'
import {
  type EpochId,
  newWriter,
  toDeviceKey,
  toMessageId,
  toRecordId,
  writerPrefix,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { newJudging } from '../membership/judging.ts'
import { randomFrom } from '../identity/identity.fake.ts'
import type { OpenedRecord } from '../reading/reader.ts'
import { KeyWorld } from './key-world.fake.ts'

const random = randomFrom('open words')
const world = new KeyWorld('open words', 1)
const founder = world.at(0)

function shownIn(roster: Roster, records: readonly OpenedRecord[]): readonly TimelineRecord[] {
  const shown: TimelineRecord[] = []
  const judging = newJudging({
    me: founder.person,
    roster: () => roster,
    digestOf: () => undefined,
    timeOf: (_, hlc) => hlc,
    onShown(lines) {
      shown.push(...lines)
    },
    onAnew: () => undefined,
    onHidden: () => undefined,
    onCounted: () => undefined,
  })
  judging.take(records, false)
  return shown
}

function said(text: string, header: OpenedRecord['header']): OpenedRecord {
  return {
    id: toRecordId(random(16)),
    segment: 0,
    place: {
      doc: `${world.group}/0`,
      writer: newWriter(writerPrefix(world.group, founder.device), 3),
      clock: 0,
    },
    device: toDeviceKey(founder.device),
    header,
    says: {
      type: 'content',
      content: { kind: 'post', messageId: toMessageId(random(16)), text, replyTo: undefined },
    },
  }
}

function headerUnder(epoch: EpochId | undefined): OpenedRecord['header'] {
  const heads = headsFor(founder.roster, founder.person)
  return { hlc: 5n, heads, placesHeld: 0, epoch, nonce: random(24) }
}

test('[KY12] [AT72] an unencrypted envelope in an encrypted group is never shown, though its author is in order', async () => {
  const epoch = await world.write(founder)
  const sealed = said('sealed', headerUnder(epoch))
  const open = said('in the open', headerUnder(undefined))
  expect(shownIn(founder.roster, [sealed, open]).map(({ id }) => id)).toEqual([sealed.id])
  const unencrypted: Roster = { ...founder.roster, encrypted: false }
  expect(shownIn(unencrypted, [open]).map(({ id }) => id)).toEqual([open.id])
})
