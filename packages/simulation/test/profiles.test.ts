/** Statuses, pictures and what groups are about, between real clients over a real relay. */
import { recordsIn } from '@parley/gate'
import type { Parley, Picture } from '@parley/client'
import { groupDoc, type GroupId, parseRecord } from '@parley/protocol'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { link } from './linking-people.ts'
import {
  enter,
  eventually,
  linesAt,
  type Member,
  newBrowser,
  newCrew,
  newMember,
  newPerson,
  newRelay,
  seen,
} from './people.ts'

/** A lossy WebP of one pixel and over a thousand bytes, which `more` tells from others. */
function picture(more: number): Uint8Array {
  const chunk = [
    0x10,
    0,
    0,
    0x9d,
    1,
    0x2a,
    1,
    0,
    1,
    0,
    ...Array.from({ length: 1_014 }, () => more),
  ]
  const letters = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0))
  const body = [...letters('WEBPVP8 '), 0, 4, 0, 0, ...chunk]
  return Uint8Array.from([...letters('RIFF'), 12, 4, 0, 0, ...body])
}

const FIRST = picture(1)
const SECOND = picture(2)

function shown(parley: Parley, id: Parameters<Parley['profiles']['pictureOf']>[0]) {
  return parley.profiles.pictureOf(id)?.bytes
}

/** Bytes of the profiles and abouts in the group document, as this member's disk keeps them. */
function saidBytes({ browser }: Pick<Member, 'browser'>, id: GroupId): readonly number[] {
  const doc = new Y.Doc()
  for (const { update } of browser.disk.docs.get(`parley-doc/${groupDoc(id)}/0`) ?? [])
    Y.applyUpdate(doc, update)
  return [...recordsIn(doc, groupDoc(id)).all()].flatMap(({ bytes }) => {
    const kind = parseRecord(bytes)?.kind
    return kind === 'profile' || kind === 'about' ? [bytes.length] : []
  })
}

test('[PF2] [PF5] a status and a picture are seen in all groups, by who comes later too, and not of who has gone or is blocked', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  const bob = Bob.parley.me
  Bob.browser.line.isCut = true
  await Bob.parley.profiles.setStatus(' in the \u202emountains\n🏔️ ')
  await Bob.parley.profiles.setPicture(FIRST)
  // At once on the own device, without a relay.
  expect(Bob.parley.profiles.status.get()).toBe('in the mountains 🏔️')
  expect(shown(Bob.parley, bob)).toEqual(FIRST)
  expect(seen(Bob, 'Bob').status).toBe('in the mountains 🏔️')
  Bob.browser.line.isCut = false
  await eventually(() => expect(seen(Alice, 'Bob').status).toBe('in the mountains 🏔️'))
  await eventually(() => expect(shown(Alice.parley, bob)).toEqual(FIRST))
  const first: Picture | undefined = Alice.parley.profiles.pictureOf(bob)
  expect(Alice.parley.profiles.pictureOf(bob)).toBe(first)

  const carol = await newMember(relay, 'Carol')
  await carol.parley.join(await Alice.group.inviteLink())
  const Carol = enter(carol, id)
  await eventually(() => expect(shown(Carol.parley, bob)).toEqual(FIRST))
  await eventually(() => expect(seen(Carol, 'Bob').status).toBe('in the mountains 🏔️'))

  await Carol.parley.block(bob)
  expect(shown(Carol.parley, bob)).toBeUndefined()
  expect(seen(Carol, 'Bob').status).toBe('')
  await Carol.parley.unblock(bob)
  expect(shown(Carol.parley, bob)).toEqual(FIRST)

  await Bob.parley.profiles.setStatus('')
  await Bob.parley.profiles.setPicture(undefined)
  await eventually(() => expect(shown(Carol.parley, bob)).toBeUndefined())
  await eventually(() => expect(seen(Carol, 'Bob').status).toBe(''))
  await Bob.parley.profiles.setPicture(SECOND)
  await eventually(() => expect(shown(Carol.parley, bob)).toEqual(SECOND))
  await Alice.group.remove(bob)
  await eventually(() => expect(shown(Carol.parley, bob)).toBeUndefined())
}, 90_000)

test('[PF1] [PF3] what admins say of a group apart and offline all counts; members may not', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  await Alice.group.setRole(seen(Alice, 'Bob').person, 'admin')
  await eventually(() => expect(seen(Bob, 'Bob').role).toBe('admin'))
  await expect(Carol.group.describe('mine')).rejects.toThrow()
  await expect(Carol.group.setPicture(FIRST)).rejects.toThrow()
  await expect(Alice.group.setPicture(new TextEncoder().encode('<svg/>'))).rejects.toThrow('JPEG')
  const lines = [Alice, Bob].map(({ browser }) => browser.line)
  for (const line of lines) line.isCut = true
  await Alice.group.setPicture(FIRST)
  await Alice.group.rename('Climbers and friends')
  await Bob.group.describe('Thursdays at seven\n\n\n\nBring a \u2066rope')
  for (const line of lines) line.isCut = false
  for (const member of [Alice, Bob, Carol])
    await eventually(() => {
      expect(member.group.info.get()).toMatchObject({
        name: 'Climbers and friends',
        description: 'Thursdays at seven\n\nBring a rope',
      })
      expect(shown(member.parley, id)).toEqual(FIRST)
    })
  await Bob.group.setPicture(undefined)
  await Alice.group.describe('')
  await eventually(() => expect(shown(Carol.parley, id)).toBeUndefined())
  await eventually(() => expect(Carol.group.info.get().description).toBe(''))
}, 90_000)

test('[PF4] [KY13] where newcomers read only what comes after them, they see pictures and words, and no picture is sent twice', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Alice.group.setPicture(FIRST)
  await Alice.group.describe('about climbing')
  await Alice.parley.profiles.setPicture(SECOND)
  await Alice.parley.profiles.setStatus('up high')
  await Alice.group.setPolicy({ history: 'from-joining' })
  await eventually(() => expect(Bob.group.info.get().policy.history).toBe('from-joining'))
  await eventually(() => expect(shown(Bob.parley, Alice.parley.me)).toEqual(SECOND))
  const options = { role: 'member', needsApproval: false, expiresAt: 0, usesCount: 0 } as const
  const dave = await newMember(relay, 'Dave')
  await dave.parley.join(await Alice.group.invite(options))
  const Dave = enter(dave, id)
  await eventually(() => expect(Alice.group.info.get().people).toHaveLength(3))
  await Alice.group.send('welcome')
  await eventually(() => {
    expect(shown(Dave.parley, id)).toEqual(FIRST)
    expect(shown(Dave.parley, Alice.parley.me)).toEqual(SECOND)
    expect(Dave.group.info.get().description).toBe('about climbing')
    expect(seen(Dave, 'Alice').status).toBe('up high')
  })
  // Of over a thousand bytes only the two pictures are, though all was said again under another key.
  const images = () => saidBytes(Alice, id).filter((bytes) => bytes > 1_000)
  await eventually(() => expect(saidBytes(Alice, id).length).toBeGreaterThan(8))
  expect(images()).toHaveLength(2)
}, 90_000)

test('[GS98] the log tells who named the group, gave it a description and a picture, and who pinned what', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  const foundedAt = Date.now()
  await Alice.group.rename('Boulderers')
  await Alice.group.describe('about climbing')
  await Alice.group.setPicture(FIRST)
  await Alice.group.describe('')
  await Bob.group.send('Meet at **8**')
  await eventually(() => expect(linesAt(Alice)).toEqual(['Meet at **8**']))
  const [message] = Alice.group.conversation.get().messages
  if (message === undefined) throw new Error('nothing written')
  await Alice.group.pin(message.key)
  await eventually(() => expect(Bob.group.log.get()[0]).toMatchObject({ type: 'pin' }))
  await Bob.group.unpin(message.key)
  await eventually(() => expect(Alice.group.log.get()[0]).toMatchObject({ type: 'unpin' }))
  const told = ({ group }: Pick<Member, 'group'>) =>
    group.log.get().flatMap(({ type, by, target, text, took }) => {
      if (!took) throw new Error('did not count')
      return ['found', 'invite', 'join'].includes(type) ? [] : [[type, by, target, text]]
    })
  const happened = [
    ['unpin', 'Bob', 'Bob', 'Meet at **8**'],
    ['pin', 'Alice', 'Bob', 'Meet at **8**'],
    ['description', 'Alice', undefined, ''],
    ['picture', 'Alice', undefined, undefined],
    ['description', 'Alice', undefined, undefined],
    ['name', 'Alice', undefined, 'Boulderers'],
  ]
  expect(told(Alice)).toEqual(happened)
  await eventually(() => expect(told(Bob)).toEqual(happened))
  await Bob.group.delete(message.key)
  const gone = happened.map(([type, by, target, text]) =>
    type === 'pin' || type === 'unpin' ? [type, by, target, undefined] : [type, by, target, text],
  )
  await eventually(() => expect(told(Alice)).toEqual(gone))

  // Who may not look back hears what holds, said again, and is told of nobody that they said it first.
  await Alice.group.describe('on rocks')
  // A name of the group's first second would count as the one it was founded with.
  await eventually(() => expect(Date.now() - foundedAt).toBeGreaterThan(1_500))
  await Alice.group.rename('Boulders')
  await Alice.group.setPolicy({ history: 'from-joining' })
  const dave = await newMember(relay, 'Dave')
  const options = { role: 'member', needsApproval: false, expiresAt: 0, usesCount: 0 } as const
  await dave.parley.join(await Alice.group.invite(options))
  const Dave = enter(dave, id)
  await eventually(() => expect(Alice.group.info.get().people).toHaveLength(3))
  await Alice.group.send('welcome')
  await eventually(() => expect(Dave.group.info.get().description).toBe('on rocks'))
  const again = [
    ['name', '', undefined, 'Boulders'],
    ['description', '', undefined, undefined],
    ['picture', '', undefined, undefined],
  ]
  await eventually(() => expect(told(Dave).filter(([type]) => type !== 'policy')).toEqual(again))
  // Nobody else hears any of it twice.
  expect(told(Bob).filter(([type]) => type === 'name')).toEqual([
    ['name', 'Alice', undefined, 'Boulders'],
    happened.at(-1),
  ])
}, 90_000)

test('[KY18] who comes to read only what comes after them knows the group and who asked them in before anybody writes, and after a restart without a relay', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Alice.group.setPolicy({ history: 'from-joining' })
  await Alice.group.setRole(Bob.parley.me, 'moderator')
  await eventually(() => expect(Bob.group.info.get().me.mayInvite).toBe(true))
  const options = { role: 'member', expiresAt: 0, usesCount: 0 } as const
  const dave = await newMember(relay, 'Dave')
  await dave.parley.join(await Bob.group.invite({ ...options, needsApproval: false }))
  const Dave = enter(dave, id)
  await eventually(() => expect(Dave.group.info.get().state).toBe('ready'))
  await eventually(() => expect(Dave.group.info.get().name).toBe('Climbers'))
  expect(seen(Dave, 'Bob').name).toBe('Bob')

  const erin = await newMember(relay, 'Erin')
  await erin.parley.join(await Alice.group.invite({ ...options, needsApproval: true }))
  const Erin = enter(erin, id)
  await eventually(() =>
    expect(Erin.group.info.get()).toMatchObject({ state: 'waiting', name: 'Climbers' }),
  )

  // What admins say counts more than what a link said, once it can be read.
  await Alice.group.rename('Boulderers')
  await eventually(() => expect(Dave.group.info.get().name).toBe('Boulderers'))

  await erin.parley.close()
  erin.browser.line.isCut = true
  const again = await erin.browser.openTab()
  expect(again.openGroup(id)?.info.get().name).toBe('Climbers')
}, 90_000)

test('[PF1] [PF2] what two devices of a person choose apart both counts, and neither tells the other’s older choice back', async () => {
  const relay = await newRelay()
  const [laptopAt, phoneAt] = [newBrowser(relay), newBrowser(relay)]
  const laptop = await newPerson('Alice', laptopAt)
  const bob = await newPerson('Bob', newBrowser(relay))
  const id = await laptop.newGroup('Climbers')
  await bob.join((await laptop.openGroup(id)?.inviteLink()) ?? '')
  await laptop.profiles.setStatus('at home')
  const phone = await link(laptop, phoneAt)
  await eventually(() => expect(phone.profiles.status.get()).toBe('at home'))
  await eventually(() => expect(phone.openGroup(id)?.info.get().state).toBe('ready'))
  for (const { line } of [laptopAt, phoneAt]) line.isCut = true
  await laptop.profiles.setPicture(FIRST)
  await phone.profiles.setStatus('on the way')
  for (const { line } of [laptopAt, phoneAt]) line.isCut = false
  const statusAtBob = () =>
    bob
      .openGroup(id)
      ?.info.get()
      .people.find(({ person }) => person === laptop.me)?.status
  for (const parley of [laptop, phone, bob])
    await eventually(() => expect(shown(parley, laptop.me)).toEqual(FIRST))
  for (const parley of [laptop, phone])
    await eventually(() => expect(parley.profiles.status.get()).toBe('on the way'))
  await eventually(() => expect(statusAtBob()).toBe('on the way'))
  await phone.profiles.setAccent(id, 3)
  await eventually(() => expect(laptop.profiles.accentOf(id)).toBe(3))
  expect(bob.profiles.accentOf(id)).toBeUndefined()
  // Each choice was told once, by whichever device: a name, two statuses, a picture with its naming, twice at most.
  expect(saidBytes({ browser: laptopAt }, id).length).toBeLessThanOrEqual(12)
}, 90_000)

test('[PF4] a picture in a group that is not encrypted, and over a restart without a relay', async () => {
  const relay = await newRelay()
  const alice = await newMember(relay, 'Alice')
  const id = await alice.parley.newGroup('Open', { encrypted: false })
  const Alice = enter(alice, id)
  await Alice.group.setPicture(FIRST)
  await Alice.parley.profiles.setPicture(SECOND)
  const bob = await newMember(relay, 'Bob')
  await bob.parley.join(await Alice.group.inviteLink())
  await eventually(() => expect(shown(bob.parley, id)).toEqual(FIRST))
  await eventually(() => expect(shown(bob.parley, alice.parley.me)).toEqual(SECOND))
  await bob.parley.close()
  bob.browser.line.isCut = true
  const again = await bob.browser.openTab()
  await eventually(() => expect(shown(again, id)).toEqual(FIRST))
  expect(shown(again, alice.parley.me)).toEqual(SECOND)
}, 60_000)
