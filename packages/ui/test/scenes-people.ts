/** What the lab shows of people, rules, devices: small worlds, each a state worth looking at. */
import type {
  Bar,
  EndedLink,
  GroupInfo,
  PersonId,
  Policy,
  RecordId,
  Role,
  Standing,
} from '@parley/react'
import { parseSiteKey, type SiteKey } from '@parley/react'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { fakeInvite, fakePerson, MEMBER } from './people.fake.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

interface World {
  readonly parley: FakeParley
  readonly at: string
}

export const PEOPLE_SCENES: Readonly<Record<string, () => World>> = {
  people: () => at(crowd()),
  memberview: () => at(crowd(), { me: MEMBER, requests: [], wantsSecondOwner: false }, asMember),
  open: () => at(crowd(), { encrypted: false, requests: [], wantsSecondOwner: false }),
  muted: () => at(crowd(), barred('muted', Date.now() + 3 * HOUR)),
  mutedopen: () => at(crowd(), barred('muted', undefined)),
  announcements: () => at(crowd(), barred('announcements', undefined, true)),
  locked: () => at(crowd(), barred('locked', undefined)),
  lockedout: () => at(crowd(), barred('locked-out', undefined)),
  guest: () => at(crowd(), { ...barred('guest', undefined), me: standing('guest', 'guest') }),
  slow: () =>
    at(crowd(), {
      me: { ...MEMBER, bar: 'slow', mayPost: false, until: Date.now() + 45_000 },
      policy: policy({ slowModeSeconds: 60 }),
      requests: [],
      wantsSecondOwner: false,
    }),
  site: siteWorld,
  removed: () => at(crowd(), gone('removed')),
  left: () => at(crowd(), gone('left')),
  closed: () => at(crowd(), { ...gone('left'), state: 'closed' }),
  removeddevice: () => {
    const world = crowd()
    world.parley.own.isRemoved.set(true)
    return at(world, { ...gone('left'), state: 'closed' })
  },
  waiting: () => {
    const parley = newFakeParley()
    parley.addGroup('', { state: 'waiting' })
    return { parley, at: '/g/group-0' }
  },
  linkended: () => ended({ reason: 'withdrawn', wasHere: false }),
  linkendedwrote: () => {
    const world = ended({ reason: 'expired', wasHere: false })
    world.group.arrive('Nora', 'Hi all, I bring the cake on Saturday.')
    return world
  },
  linkendedagain: () =>
    at(
      crowd(),
      { ...gone('removed'), state: 'joining', linkFault: { reason: 'outdated', wasHere: true } },
      (group) => group.setDraft(''),
    ),
  waitskey: () => at(crowd(), { waitsForKey: true, usesNewer: true, requests: [] }),
  moderated: () => {
    const world = crowd()
    world.group.arrive('Amir', '', { deleted: true, removedBy: 'Beatriz' })
    world.group.arrive('Mei', 'This should not be here', { mayDelete: true })
    void world.parley.block('Jonas' as PersonId)
    return at(world)
  },
  settings: () => {
    const { parley } = crowd()
    void parley.block('Jonas' as PersonId)
    return { parley, at: '/settings' }
  },
  takelink: () => ({ parley: unnamed(), at: '/link/' }),
  recover: () => ({ parley: unnamed(), at: '/recover' }),
  recovered: () => {
    const parley = unnamed()
    parley.own.search.set('searching')
    return { parley, at: '/' }
  },
  told: () => {
    const { parley, group } = crowd()
    parley.notices.set([
      { id: '1', type: 'not-shown', by: 'Beatriz', group: group.id, text: 'I can bring the boat.' },
      {
        id: '2',
        type: 'identity-changed',
        by: 'Amir',
        person: 'Amir' as PersonId,
        group: group.id,
      },
      { id: '3', type: 'uses-newer', group: group.id },
    ])
    return { parley, at: `/g/${group.id}` }
  },
}

function ended(linkFault: EndedLink): World & { readonly group: FakeGroup } {
  const parley = newFakeParley()
  const group = parley.addGroup('', { state: 'joining' })
  group.info.change((was) => ({ ...was, linkFault }))
  group.setDraft('')
  return { parley, group, at: `/g/${group.id}` }
}

function unnamed(): FakeParley {
  const parley = newFakeParley()
  parley.name.set(undefined)
  return parley
}

function at(
  { parley, group }: { parley: FakeParley; group: FakeGroup },
  change: Partial<GroupInfo> = {},
  then: (group: FakeGroup) => void = () => undefined,
): World {
  group.info.change((was) => ({ ...was, ...change }))
  then(group)
  return { parley, at: `/g/${group.id}` }
}

function asMember(group: FakeGroup): void {
  group.info.change((was) => ({
    ...was,
    people: was.people.map((one) => ({
      ...one,
      role: one.isMe ? 'member' : one.role,
      may: [],
      assignable: [],
    })),
  }))
}

function policy(change: Partial<Policy>): Policy {
  return {
    history: 'everything',
    postingRole: 'member',
    locked: false,
    slowModeSeconds: 0,
    guestsMayPost: false,
    asClass: false,
    hushed: false,
    site: undefined,
    ...change,
  }
}

function standing(role: Role, bar: Bar, until?: number): Standing {
  return { ...MEMBER, role, bar, until, mayPost: false, mayReact: false }
}

function barred(bar: Bar, until: number | undefined, mayReact = false): Partial<GroupInfo> {
  const me = { ...standing('member', bar, until), mayReact }
  return { me, requests: [], wantsSecondOwner: false }
}

function gone(type: 'removed' | 'left'): Partial<GroupInfo> {
  const by = type === 'left' ? 'Nora' : 'Beatriz'
  return {
    state: type,
    me: { ...MEMBER, role: undefined, mayPost: false, mayReact: false },
    departure: { type, by, at: Date.now() - 20 * HOUR },
    requests: [],
    wantsSecondOwner: false,
  }
}

function crowd(): { parley: FakeParley; group: FakeGroup } {
  const parley = newFakeParley()
  const group = parley.addGroup('Harbour festival', { people: [] })
  const now = Date.now()
  group.arrive('Amir', 'Who brings the sound system on Saturday?', { sentAt: now - 50 * MINUTE })
  group.arrive('Beatriz', 'The school lends us theirs.', { sentAt: now - 40 * MINUTE })
  group.arrive('Jonas', 'I have cables.', {
    sentAt: now - 31 * MINUTE,
    reactions: [{ emoji: '👍', count: 2, mine: false, people: ['Amir', 'Mei'] }],
  })
  group.arrive('Nora', 'Then we are set.', { sentAt: now - 12 * MINUTE, status: 'on-relay' })
  group.info.change((was) => ({ ...was, ...crowdInfo(now) }))
  group.candidates.set([
    { person: 'Ines' as PersonId, name: 'Ines' },
    { person: 'Tomas' as PersonId, name: 'Tomas Lindqvist' },
  ])
  group.here.set({
    people: [
      { person: 'Amir' as PersonId, name: 'Amir', typing: true },
      { person: 'Mei' as PersonId, name: 'Mei', typing: false },
    ],
    othersCount: 2,
  })
  group.log.set(happened(now))
  return { parley, group }
}

function crowdInfo(now: number): Partial<GroupInfo> {
  return {
    wantsSecondOwner: true,
    people: [
      fakePerson('Nora'),
      fakePerson('Beatriz', { role: 'admin', verified: 'yes', devicesCount: 2 }),
      fakePerson('Amir', { role: 'moderator', verified: 'changed' }),
      fakePerson('Jonas', { mutedUntil: now + 5 * HOUR }),
      fakePerson('Mei', { devicesCount: 3 }),
      fakePerson('Ελένη Παπαδοπούλου-Κωνσταντινίδου', { role: 'guest', mutedUntil: 0 }),
    ],
    requests: [
      {
        id: 'r1' as RecordId,
        person: 'Sami' as PersonId,
        name: 'Sami',
        role: 'member',
        at: now - 14 * MINUTE,
      },
      {
        id: 'r2' as RecordId,
        person: 'Lea' as PersonId,
        name: 'Lea Dubois',
        role: 'guest',
        at: now - 2 * MINUTE,
      },
    ],
    invites: [
      fakeInvite(
        { role: 'member', needsApproval: false, expiresAt: 0, usesCount: 0 },
        { joinsCount: 4, inCount: 4 },
      ),
      fakeInvite(
        { role: 'guest', needsApproval: true, expiresAt: now + 3 * DAY, usesCount: 10 },
        { joinsCount: 3, inCount: 1, askingCount: 2, mine: false, by: 'Beatriz', link: undefined },
      ),
    ],
  }
}

function happened(now: number): ReturnType<FakeGroup['log']['get']> {
  const entry = (n: number, type: string, more: object) => ({
    id: `log-${n}`,
    at: now - n * 3 * HOUR,
    by: 'Nora',
    target: undefined,
    took: true,
    type,
    ...more,
  })
  return [
    entry(0, 'mute', { by: 'Amir', target: 'Jonas', until: now + 5 * HOUR }),
    entry(1, 'policy', { policy: policy({ slowModeSeconds: 60, postingRole: 'moderator' }) }),
    entry(2, 'remove', { by: 'Amir', target: 'Beatriz', took: false }),
    entry(3, 'role', { target: 'Amir', role: 'moderator' }),
    entry(4, 'add', { by: 'Beatriz', target: 'Mei', role: 'member', asked: true }),
    entry(9, 'role', { target: 'Beatriz', role: 'admin' }),
    entry(10, 'join', { by: 'Beatriz' }),
    entry(11, 'invite', { role: 'member' }),
    entry(12, 'found', {}),
  ] as unknown as ReturnType<FakeGroup['log']['get']>
}

/** A site says who Amir and a guest are; somebody else would like to be taken for one of its own. */
function siteWorld(): World {
  const signedIn = { site: 'shop.example', subject: '7', names: 'site' } as const
  const imitator = 'Help \u2713 verified by shop.example'
  const parley = newFakeParley()
  const group = parley.addGroup('Bean lovers', { people: ['Amir', 'Mei', imitator] })
  group.info.change((was) => ({
    ...was,
    encrypted: false,
    policy: policy({
      site: { name: 'shop.example', role: 'member', keys: siteKeys() },
    }),
    people: [
      fakePerson('Nora'),
      fakePerson('Amir', { signedIn, verified: 'yes', status: 'Out in the garden' }),
      fakePerson('Mei', { signedIn: { ...signedIn, names: 'person' } }),
      fakePerson(imitator, { role: 'guest' }),
    ],
  }))
  group.arrive('Amir', 'When do the beans go out?')
  group.arrive('Mei', 'In May, I think')
  group.arrive(imitator, 'Send me your password')
  return { parley, at: `/g/${group.id}` }
}

function siteKeys(): readonly SiteKey[] {
  const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwaaPJBbASo'
  const parsed = parseSiteKey(JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x }))
  return parsed.ok ? [parsed.key] : []
}
