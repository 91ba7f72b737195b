import { expect, test } from 'vitest'
import { DEFAULT_POLICY, type LogEntry, type RecordId } from '@parley/react'
import { happenings } from './log-sentences.ts'

const now = new Date(2026, 4, 15, 10, 30).getTime()
let made = 0

function entry(type: LogEntry['type'], more: Partial<LogEntry> = {}): LogEntry {
  const id = `${made++}` as RecordId
  return { id, at: now, by: 'Ana', target: undefined, took: true, type, ...more }
}

/** Oldest first here, newest first as a group gives them. */
const told = (...entries: readonly LogEntry[]) =>
  happenings(entries.toReversed(), now)
    .toReversed()
    .map(({ sentence }) => sentence)

test('every act is a sentence with the names of who did it and to whom', () => {
  const amir = { target: 'Amir' }
  expect(
    told(
      entry('found'),
      entry('invite', { role: 'member' }),
      entry('invite', { role: 'guest' }),
      entry('join', { by: 'Amir' }),
      entry('join', { by: 'Mei', asked: true }),
      entry('add', { target: 'Mei', role: 'member', asked: true }),
      entry('add', { target: 'Jo', role: 'member' }),
      entry('add', { target: 'Lu', role: 'guest' }),
      entry('role', { ...amir, role: 'admin' }),
      entry('mute', { ...amir, until: now + 3_600_000 }),
      entry('mute', { ...amir, until: 0 }),
      entry('unmute', amir),
      entry('remove', amir),
      entry('uninvite'),
      entry('leave', { by: '' }),
      entry('name', { text: 'Climbers' }),
      entry('description'),
      entry('description', { text: '' }),
      entry('picture'),
      entry('picture', { by: '', text: '' }),
      entry('pin', { ...amir, text: '**Meet** at 8\nBring ropes' }),
      entry('pin', { ...amir, text: 'x'.repeat(61) }),
      entry('unpin', amir),
    ),
  ).toEqual([
    'Ana made the group',
    'Ana made an invite link',
    'Ana made an invite link for the role Guest',
    'Amir came by a link',
    'Mei asked to come in',
    'Ana let Mei in',
    'Ana added Jo',
    'Ana added Lu as a guest',
    'Ana made Amir an admin',
    'Ana muted Amir until 11:30',
    'Ana muted Amir',
    'Ana unmuted Amir',
    'Ana removed Amir',
    'Ana withdrew an invite link',
    'Someone left',
    'Ana named the group “Climbers”',
    'Ana changed the description',
    'Ana took the description away',
    'Ana changed the picture of the group',
    'Someone took the picture of the group away',
    'Ana pinned what Amir wrote: “Meet at 8”',
    `Ana pinned what Amir wrote: “${'x'.repeat(60)}…”`,
    'Ana unpinned a message of Amir',
  ])
})

test('a change of the rules tells what it changed, against the last one that counted', () => {
  const locked = { ...DEFAULT_POLICY, locked: true }
  expect(
    told(
      entry('policy', { policy: locked }),
      entry('policy', { policy: { ...DEFAULT_POLICY, guestsMayPost: true }, took: false }),
      entry('policy', { policy: { ...locked, slowModeSeconds: 60, postingRole: 'moderator' } }),
      entry('policy', { policy: DEFAULT_POLICY }),
    ),
  ).toEqual([
    'Ana locked the group',
    'Ana unlocked the group and lets guests write',
    'Ana turned “Announcements only” on and set slow mode to 1 minute',
    'Ana turned “Announcements only” off, unlocked the group, and turned slow mode off',
  ])
})

test('who signs people in is told when it begins, when its key is another one, and when it ends', () => {
  const site = (...bytes: number[]) =>
    entry('policy', {
      policy: {
        ...DEFAULT_POLICY,
        site: {
          name: 'shop.example',
          role: 'member',
          keys: [{ algorithm: 'EdDSA', bytes: Uint8Array.from(bytes) }],
        },
      },
    })
  expect(
    told(site(1), site(1), site(2), entry('policy', { policy: DEFAULT_POLICY }), entry('signin')),
  ).toEqual([
    'Ana lets shop.example say who its visitors are',
    'Ana confirmed the rules',
    'Ana lets shop.example say who its visitors are',
    'Ana lets no site say who its visitors are any more',
    'Ana signed in at the site',
  ])
})

test('what continues a cut is no act of its own, and what is not known is said to be', () => {
  expect(told(entry('cut'), entry('unknown'))).toEqual([
    'Ana did something this Parley does not know',
  ])
})

test('who left without having been in took their request back', () => {
  expect(told(entry('leave', { asked: true }), entry('leave'))).toEqual([
    'Ana took back their request',
    'Ana left',
  ])
})
