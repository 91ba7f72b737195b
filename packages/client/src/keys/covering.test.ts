import { headsFor, type Recipient, reduceRoster, type VerifiedAction } from '@parley/group'
import {
  type Action,
  type ActionHeader,
  encodeActionBody,
  encodeActionHeader,
  type GroupId,
  groupIdOf,
  type Introduction,
  MAX_GRANT_ROWS,
  newWriter,
  personIdOf,
  type RecordId,
  type Role,
  toDeviceKey,
  toRecordId,
  writerPrefix,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { randomFrom } from '../identity/identity.fake.ts'
import { coveringsFor } from './covering.ts'

const random = randomFrom('covering')

function newPerson(): Introduction {
  return {
    root: random(32),
    chain: [{ devicePublic: random(32), signature: random(64) }],
    box: random(32),
  }
}

/** A founder, one link, and people who came in by it, knowing nothing of each other or each of the one before. */
function groupOf(peopleCount: number, isApart: boolean) {
  const founder = newPerson()
  const actions: VerifiedAction[] = []
  let group = '' as GroupId
  const write = (
    by: Introduction,
    action: Action,
    { parents, claimedRole = 'guest' }: { parents: readonly RecordId[]; claimedRole?: Role },
  ) => {
    const device = by.chain[0]?.devicePublic ?? random(32)
    const header: ActionHeader = { claimedRole, parents, hlc: BigInt(actions.length + 1) }
    if (action.type === 'found')
      group = groupIdOf(encodeActionHeader(header), encodeActionBody(action))
    const writer = newWriter(writerPrefix(group, device), 1)
    const id = toRecordId(random(16))
    actions.push({ id, device: toDeviceKey(device), writer, header, action })
    return id
  }
  const found = write(
    founder,
    { type: 'found', random: random(32), encrypted: true, policy: [], person: founder },
    { parents: [], claimedRole: 'founder' },
  )
  const link: Action = {
    type: 'invite',
    signPublic: random(32),
    boxPublic: random(32),
    role: 'member',
    needsApproval: false,
    expiresAt: 0,
    usesCount: 0,
  }
  const invite = write(founder, link, { parents: [found], claimedRole: 'founder' })
  let last = invite
  for (let count = 0; count < peopleCount; count++) {
    const person = newPerson()
    const parents = isApart || last === invite ? [invite] : [invite, last]
    last = write(person, { type: 'join', invite, person, inviteSignature: random(64) }, { parents })
  }
  return { roster: reduceRoster(group, actions), founder: personIdOf(founder.root) }
}

test('[KY10] people who came one after the other are told in as few grants as hold their rows', () => {
  const { roster, founder } = groupOf(600, false)
  const coverings = coveringsFor(roster, founder, roster.recipients)
  expect(coverings.map(({ recipients }) => recipients.length)).toEqual([250, 250, 102])
  expect(coverings.every(({ heads }) => heads.join() === headsFor(roster, founder).join())).toBe(
    true,
  )
})

test('[KY10] a hundred who came in at once, apart, are each known at the heads of their grant', () => {
  const { roster, founder } = groupOf(100, true)
  expect(roster.members.size).toBe(101)
  const usual = headsFor(roster, founder)
  const unknown = roster.recipients.filter((one) => !one.knownAt(usual))
  expect(unknown.length).toBeGreaterThan(80)
  const coverings = coveringsFor(roster, founder, roster.recipients)
  const seen = new Set<Recipient>()
  for (const { heads, recipients } of coverings) {
    expect(heads.length).toBeLessThanOrEqual(8)
    expect(recipients.length).toBeLessThanOrEqual(MAX_GRANT_ROWS)
    expect(recipients.every((one) => one.knownAt(heads))).toBe(true)
    const device = roster.members.get(founder)?.devices[0] ?? toDeviceKey(random(32))
    expect(roster.judge({ device, heads, act: 'key' })).toBe('valid')
    for (const one of recipients) seen.add(one)
  }
  expect(seen.size).toBe(roster.recipients.length)
  expect(coverings.length).toBeLessThanOrEqual(15)
})
