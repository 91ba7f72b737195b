import type { Roster } from '@parley/group'
import {
  type DeviceKey,
  hlcAt,
  type Naming,
  type PersonId,
  toGroupId,
  toRecordId,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { newLinkNames } from '../joining/link-names.ts'
import { newKeyring } from '../reading/keyring.ts'
import { type OpenedNames, readNames, type SealedName } from './said-names.ts'

const TEAMS = [1, 2].map((one) => toGroupId(new Uint8Array(32).fill(one)))
const [TEAM, OTHER] = TEAMS as [(typeof TEAMS)[0], (typeof TEAMS)[0]]
const ROLES = { vic: 'founder', mallory: 'admin' } as const

interface Saying {
  readonly by: keyof typeof ROLES
  readonly at: number
  readonly naming: Naming
}

function talkOf(team: typeof TEAM, title = ''): Naming {
  return { talk: { team, page: '', title, language: '' } }
}

/** What everybody takes the group for, by what was said of it. */
function saidOf(sayings: readonly Saying[]) {
  const opened: OpenedNames = new WeakMap()
  const sealed = sayings.map(({ by, at, naming }, n): SealedName => {
    const one = {
      id: toRecordId(new Uint8Array(16).fill(n + 1)),
      device: by as string as DeviceKey,
      isAbout: true,
      place: { doc: '', writer: n, clock: 0 },
      header: { hlc: hlcAt(at), heads: [], epoch: undefined },
    } as unknown as SealedName
    opened.set(one, naming)
    return one
  })
  const members = new Map(
    Object.entries(ROLES).map(([person, role]) => [person as PersonId, { person, role }]),
  )
  const roster = {
    encrypted: false,
    members,
    personOf: (device: DeviceKey) => device as string as PersonId,
    judge: () => 'valid',
    rankAt: (person: PersonId) => members.get(person)?.role,
  } as unknown as Roster
  const known = { roster, opened, joined: new Set<DeviceKey>(), links: newLinkNames() }
  return readNames(sealed, { ...known, keyring: newKeyring(TEAM) }).about
}

test('[SU7] no admin makes a talk of a group, whatever else of it they may say', () => {
  const about = saidOf([
    { by: 'mallory', at: 2, naming: { ...talkOf(OTHER), name: 'Renamed' } },
    { by: 'vic', at: 1, naming: { name: 'Lake' } },
  ])
  expect(about.talk).toBeUndefined()
  expect(about.name?.value).toBe('Renamed')
})

test('[SU7] whose talk it is was said first by its founder; the page is as it was said last', () => {
  const sayings: Saying[] = [
    { by: 'vic', at: 1, naming: talkOf(TEAM, 'Cart') },
    { by: 'vic', at: 3, naming: talkOf(TEAM, 'Help') },
    { by: 'vic', at: 4, naming: talkOf(OTHER, 'Elsewhere') },
    { by: 'mallory', at: 5, naming: talkOf(OTHER, 'Mine') },
  ]
  for (const inOrder of [sayings, sayings.toReversed()])
    expect(saidOf(inOrder).talk?.value).toMatchObject({ team: TEAM, title: 'Help' })
})
