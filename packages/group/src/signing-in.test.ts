import {
  isSameSiteKey,
  type SigningSite,
  type SiteClaims,
  type SiteKey,
  type SiteRole,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { bytesOf, personNumber, type TestPerson } from '../test/group-world.ts'
import { type How, MemberWorld } from '../test/member-world.ts'
import { headsFor, reduceRoster } from './index.ts'

const keyNumber = (number: number): SiteKey => ({
  algorithm: number % 2 === 0 ? 'EdDSA' : 'ES256',
  bytes: bytesOf(number % 2 === 0 ? 32 : 64, 20, number),
})
const [OLD, NEW, STOLEN] = [keyNumber(0), keyNumber(1), keyNumber(2)]
const SITE: SigningSite = { name: 'shop.example', keys: [OLD], role: 'member' }
const [guest, other, again] = [1, 2, 3].map((number) => personNumber(number)) as [
  TestPerson,
  TestPerson,
  TestPerson,
]

interface Said extends How {
  readonly subject?: string
  readonly role?: SiteRole
  readonly name?: string
  readonly key?: SiteKey
}

class Community extends MemberWorld {
  constructor(site: SigningSite | undefined = SITE) {
    super()
    if (site !== undefined) this.policy(this.founder, { site })
  }

  /** As a gate hands it over, whose token is signed by that key. */
  signIn(by: TestPerson, { subject = 'user-7', role, name, key = OLD, onto }: Said = {}) {
    const parents = onto?.map((one) => (typeof one === 'string' ? one : one.id))
    const action = { type: 'signin', token: subject } as const
    const written = this.write({ by, action, ...(parents && { parents }) })
    const claims: SiteClaims = {
      subject,
      name,
      role,
      audience: this.group,
      thumbprint: '',
      issuedAt: 1,
      notBefore: undefined,
      expiresAt: 2,
    }
    const signedInBy = (asked: SiteKey) => (isSameSiteKey(asked, key) ? claims : undefined)
    const at = this.actions.indexOf(written)
    this.actions[at] = { ...written, signedInBy }
    return written
  }

  seen(person: TestPerson) {
    const member = this.roster.members.get(person.id)
    return member && [member.role, member.signedIn?.subject, member.signedIn?.site]
  }
}

test('[RO52] [RO53] whom the site knows is told by its name, and a guest becomes what the policy gives', () => {
  const world = new Community()
  world.admit(guest, 'guest')
  expect(world.seen(guest)).toEqual(['guest', undefined, undefined])
  const signIn = world.signIn(guest, { name: 'Ada' })
  expect(world.seen(guest)).toEqual(['member', 'user-7', 'shop.example'])
  expect(world.roster.members.get(guest.id)).toMatchObject({
    roleBy: signIn.id,
    signedIn: { name: 'Ada', by: signIn.id },
  })
  expect(world.bar(guest)).toBeUndefined()
  expect(world.bar(guest, { heads: signIn.header.parents })).toBe('guest')
  expect(headsFor(world.roster, guest.id)).toContain(signIn.id)
})

test('[RO52] a key that the policy does not pin says nothing, and one that it pins no longer says nothing any more', () => {
  const world = new Community()
  world.admit(guest, 'guest')
  world.signIn(guest, { key: STOLEN })
  expect(world.seen(guest)).toEqual(['guest', undefined, undefined])
  world.signIn(guest)
  world.policy(world.founder, { site: { ...SITE, keys: [OLD, NEW] } })
  expect(world.seen(guest)).toEqual(['member', 'user-7', 'shop.example'])
  world.policy(world.founder, { site: { ...SITE, keys: [NEW] } })
  expect(world.seen(guest)).toEqual(['guest', undefined, undefined])
  world.signIn(guest, { key: NEW, subject: 'user-8' })
  expect(world.seen(guest)).toEqual(['member', 'user-8', 'shop.example'])
  world.policy(world.founder, { site: undefined })
  expect(world.seen(guest)).toEqual(['guest', undefined, undefined])
})

test('[RO52] a policy beside the sign-in counts like one before it: a key that was taken out says nothing', () => {
  const world = new Community()
  const join = world.admit(guest, 'guest')
  world.policy(world.founder, { site: { ...SITE, keys: [NEW] } }, { onto: [join] })
  world.signIn(guest, { onto: [join] })
  expect(world.seen(guest)).toEqual(['guest', undefined, undefined])
})

test('[RO52] the newest sign-in tells, of two beside each other the same one for everybody', () => {
  const world = new Community()
  const join = world.admit(guest, 'guest')
  const first = world.signIn(guest, { subject: 'a', onto: [join] })
  const second = world.signIn(guest, { subject: 'b', onto: [join] })
  const told = world.roster.members.get(guest.id)?.signedIn?.by
  expect(told).toBe(first.id < second.id ? first.id : second.id)
  const backwards = reduceRoster(world.group, world.actions.toReversed())
  expect(backwards.members.get(guest.id)?.signedIn?.by).toBe(told)
  world.signIn(guest, { subject: 'c' })
  expect(world.seen(guest)?.[1]).toBe('c')
})

test('[RO53] a site gives no power: a token asks for less than the policy gives, or counts for nothing', () => {
  const world = new Community()
  world.admit(guest, 'guest')
  world.signIn(guest, { role: 'guest' })
  expect(world.seen(guest)).toEqual(['guest', 'user-7', 'shop.example'])
  const narrow = new Community({ ...SITE, role: 'guest' })
  narrow.admit(guest, 'guest')
  narrow.signIn(guest, { role: 'member' })
  expect(narrow.seen(guest)).toEqual(['guest', undefined, undefined])
  narrow.signIn(guest)
  expect(narrow.seen(guest)).toEqual(['guest', 'user-7', 'shop.example'])
  world.admit(other, 'moderator')
  world.signIn(other, { subject: 'user-9', role: 'guest' })
  expect(world.seen(other)).toEqual(['moderator', 'user-9', 'shop.example'])
})

test('[RO53] a role that was given by hand stands, whatever a site says', () => {
  const world = new Community()
  world.admit(guest, 'member')
  world.role(world.founder, guest, 'guest')
  world.signIn(guest)
  expect(world.seen(guest)).toEqual(['guest', 'user-7', 'shop.example'])
})

test('[RO54] who was removed comes back as nobody the site knows, on whatever device, until they are let in again', () => {
  const world = new Community()
  world.admit(guest, 'guest')
  world.signIn(guest)
  world.remove(world.founder, guest)
  world.admit(again, 'guest')
  world.signIn(again)
  world.admit(other, 'guest')
  world.signIn(other, { subject: 'user-9' })
  expect(world.seen(again)).toEqual(['guest', undefined, undefined])
  expect(world.seen(other)).toEqual(['member', 'user-9', 'shop.example'])
  world.add(world.founder, guest, 'guest')
  expect(world.seen(guest)).toEqual(['member', 'user-7', 'shop.example'])
  expect(world.seen(again)).toEqual(['member', 'user-7', 'shop.example'])
})

test('[RO52] a token for nobody here is invalid, one for somebody valid whatever the policy says; neither gives presence', () => {
  const world = new Community(undefined)
  const join = world.admit(guest, 'guest')
  const good = world.signIn(guest)
  const bad = world.write({ by: guest, action: { type: 'signin', token: '' }, parents: [join.id] })
  expect(world.verdicts(good, bad)).toEqual(['valid', 'invalid'])
  const stranger = world.signIn(other)
  expect(world.verdicts(stranger)).toEqual(['invalid'])
  world.admit(again, 'guest')
  world.leave(again)
  world.signIn(again)
  expect(world.seen(again)).toBeUndefined()
})

test('[RO60] [AT207] of a thousand sign-ins of one person a reader verifies sixteen, the same for everybody, and the newest counts', () => {
  const world = new Community()
  const join = world.admit(guest, 'guest')
  let asked = 0
  const counting = () => {
    const at = world.actions.length - 1
    const one = world.actions[at]
    if (one === undefined) throw new Error('no sign-in')
    const signedInBy = (key: SiteKey) => {
      asked++
      return one.signedInBy?.(key)
    }
    world.actions[at] = { ...one, signedInBy }
  }
  for (let number = 0; number < 1_000; number++) {
    world.signIn(guest, { key: STOLEN, subject: `made up ${number}`, onto: [join] })
    counting()
  }
  expect(world.seen(guest)).toEqual(['guest', undefined, undefined])
  expect(asked).toBe(16)
  const beside = world.signIn(guest, { onto: [join] })
  const told = world.seen(guest)
  const reduced = reduceRoster(world.group, world.actions.toReversed())
  expect(reduced.members.get(guest.id)?.signedIn?.subject).toBe(told?.[1])
  world.signIn(guest, { subject: 'user-8', onto: [beside] })
  expect(world.seen(guest)).toEqual(['member', 'user-8', 'shop.example'])
})
