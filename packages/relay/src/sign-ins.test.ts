import { encodeUpdate, signInBy, verifyRecord } from '@parley/gate'
import { reduceRoster, type VerifiedAction } from '@parley/group'
import {
  type Action,
  DEFAULT_POLICY,
  encodeActionBody,
  encodeActionHeader,
  encodePolicy,
  hlcAt,
  parseRecord,
  RECORD_TYPE,
  type RecordId,
  type SigningSite,
  toDeviceKey,
  unsignedRecord,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { inviteOf, newKeys, newPerson, type Written } from '../test/people.ts'
import { newScene, type Scene } from '../test/scene.ts'
import { claimsFor, forgedTokens, mint, newSite, NOW, type TestSite } from '../test/sites.ts'
import { type TestClient, until } from '../test/sockets.ts'
import { nodePorts } from './node-ports.ts'
import { siteVerifier } from './site-verifier.ts'

const { verify } = nodePorts()

async function answerOf(client: TestClient, written: Written): Promise<string> {
  client.forget()
  client.update(written.doc, written.update)
  const acks = () => client.acks(written.doc).filter(({ clock }) => clock > written.clock)
  await until(() => acks().length + client.refusals(written.doc).length > 0)
  return client.refusals(written.doc)[0]?.reason ?? 'taken'
}

async function byFounder(scene: Scene, action: Action, parents: readonly RecordId[]) {
  const act = scene.alice.act(scene.group.id, action, { role: 'founder', parents })
  expect(await answerOf(scene.atAlice, act)).toBe('taken')
  return act
}

/** A group whose policy names the site, and a guest in it. */
async function newCommunity(site: TestSite, more: Partial<SigningSite> = {}) {
  const scene = await newScene()
  const { group } = scene
  const named = { name: 'shop.example', keys: [site.key], role: 'guest', ...more } as const
  const settings = encodePolicy({ ...DEFAULT_POLICY, site: named })
  const policy = await byFounder(scene, { type: 'policy', policy: settings }, [group.found.id])
  const link = newKeys()
  const invite = await byFounder(scene, inviteOf(link, { role: 'guest' }), [policy.id])
  const guest = newPerson()
  const join = group.join(guest, { link, invite: invite.id })
  const atGuest = await scene.world.connect(guest).open()
  expect(await answerOf(atGuest, join)).toBe('taken')
  /** At the guest's next place; what was refused there before left it free. */
  const signIn = (token: string, at = NOW * 1_000): Written => {
    const header = encodeActionHeader({ claimedRole: 'guest', parents: [join.id], hlc: hlcAt(at) })
    const body = encodeActionBody({ type: 'signin', token })
    return guest.write(join.doc, unsignedRecord(RECORD_TYPE.signin, header, body), 1)
  }
  const members = (...more: readonly Written[]) =>
    rosterOf(scene, [group.found, policy, invite, join, ...more]).members
  return { ...scene, guest, atGuest, join, signIn, members }
}

/** As everybody reads it, whatever a relay took. */
function rosterOf({ group }: Scene, written: readonly Written[]) {
  const devices = new Map<number, Uint8Array[]>()
  const actions = written.flatMap(({ doc, writer, clock, bytes, id }): VerifiedAction[] => {
    const record = parseRecord(bytes)
    const place = { doc, writer, clock }
    if (record?.kind !== 'action') return []
    const device = verifyRecord({ place, record, devices: devices.get(writer) ?? [] }, verify)
    if (device === undefined) return []
    devices.set(writer, [device])
    const { header, action } = record
    const signedInBy = signInBy({ place, record, device }, siteVerifier(verify))
    const signed = { id, device: toDeviceKey(device), writer, header, action }
    return [signedInBy === undefined ? signed : { ...signed, signedInBy }]
  })
  return reduceRoster(group.id, actions)
}

for (const algorithm of ['EdDSA', 'ES256'] as const)
  test(`[RE64] [GA52] [RO52] [AT66] of more than fifty forged, expired and swapped tokens under ${algorithm} no relay takes one, and nobody counts one`, async () => {
    const site = await newSite(algorithm)
    const { group, guest, bob, atGuest, signIn, members } = await newCommunity(site)
    const forged = await forgedTokens({
      site,
      otherSite: await newSite(algorithm === 'EdDSA' ? 'ES256' : 'EdDSA'),
      group: group.id,
      otherGroup: (await newScene()).group.id,
      device: guest.device,
      otherDevice: bob.device,
    })
    expect(forged.length).toBeGreaterThanOrEqual(60)
    const wrong: string[] = []
    for (const [why, token] of forged) {
      const written = signIn(token)
      const answer = await answerOf(atGuest, written)
      if (answer !== 'policy:token' && answer !== 'bad') wrong.push(`${why}: ${answer}`)
      if (members(written).get(guest.id)?.signedIn !== undefined) wrong.push(`${why}: counts`)
    }
    expect(wrong).toEqual([])

    const honest = signIn(await mint(site, claimsFor(group.id, guest.device)))
    expect(await answerOf(atGuest, honest)).toBe('taken')
    expect(members(honest).get(guest.id)?.signedIn).toMatchObject({
      subject: 'user-7',
      name: 'Ada',
    })
  })

test('[RE64] [AT67] a token that is over by the clock of the relay is refused, whatever time its person claims', async () => {
  const site = await newSite('EdDSA')
  const { group, guest, atGuest, signIn, members, world } = await newCommunity(site)
  const token = await mint(site, claimsFor(group.id, guest.device))
  world.clock.advance(3_600_000)
  const again = await world.connect(guest).open()
  expect(await answerOf(again, signIn(token))).toBe('policy:token')
  expect(members(signIn(token)).get(guest.id)?.signedIn).toBeDefined() // no reader has a clock
  const claims = { iat: NOW + 3_500, exp: NOW + 4_000 }
  const fresh = await mint(site, claimsFor(group.id, guest.device, claims))
  expect(await answerOf(again, signIn(fresh, (NOW + 3_600) * 1_000))).toBe('taken')
  expect(atGuest.closes(group.id)).toEqual([])
})

test('[RE64] what somebody else passes on is taken: it may count elsewhere, and here it counts for nobody', async () => {
  const site = await newSite('EdDSA')
  const { guest, atAlice, signIn, members } = await newCommunity(site)
  const forged = signIn('e30.e30.AA')
  expect(await answerOf(atAlice, forged)).toBe('taken')
  expect(members(forged).get(guest.id)?.signedIn).toBeUndefined()
})

test('[RE64] without a site in the policy no token is taken from whom it is for', async () => {
  const site = await newSite('EdDSA')
  const here = await newCommunity(site)
  const settings = encodePolicy(DEFAULT_POLICY)
  await byFounder(here, { type: 'policy', policy: settings }, [here.join.id])
  const token = await mint(site, claimsFor(here.group.id, here.guest.device))
  expect(await answerOf(here.atGuest, here.signIn(token))).toBe('policy:token')
})

test('[RE64] [AT207] somebody who signs in again and again is taken sixteen times a month, and by others all the same', async () => {
  const site = await newSite('EdDSA')
  const { group, guest, atAlice, join, world } = await newCommunity(site)
  const claims = claimsFor(group.id, guest.device)
  const signInAt = (seconds: number, clock: number, token: string) => {
    const hlc = hlcAt((NOW + seconds) * 1_000)
    const header = encodeActionHeader({ claimedRole: 'guest', parents: [join.id], hlc })
    const body = encodeActionBody({ type: 'signin', token })
    return guest.write(join.doc, unsignedRecord(RECORD_TYPE.signin, header, body), clock)
  }
  const token = await mint(site, claims)
  const atGuest = await world.connect(guest).open()
  const many = Array.from({ length: 20 }, (_, at) => signInAt(at, at + 1, token))
  const records = many.map(({ bytes }) => bytes)
  const { doc, writer } = join
  const update = encodeUpdate(doc, [{ writer, clock: 1, records }])
  expect(await answerOf(atGuest, { ...signInAt(0, 16, token), update })).toBe('policy:token')
  expect(atGuest.refusals(doc)).toMatchObject([{ clock: 17 }])

  const [, next = many[0]] = many.slice(15)
  if (next === undefined) throw new Error('no sign-in')
  expect(await answerOf(atAlice, next)).toBe('taken')
  const month = 31 * 86_400
  world.clock.advance(month * 1_000)
  const later = await world.connect(guest).open()
  const fresh = await mint(site, { ...claims, iat: NOW + month, exp: NOW + month + 600 })
  expect(await answerOf(later, signInAt(month, 18, fresh))).toBe('taken')
})
