/** Groups that go from a device whose person is out, and requests that are taken back. */
import type { Parley } from '@parley/client'
import { expect, test } from 'vitest'
import { link } from './linking-people.ts'
import {
  enter,
  eventually,
  linesAt,
  type Member,
  newBrowser,
  namesAt,
  newCrew,
  newMember,
  newRelay,
  seen,
  stateAt,
  textsOf,
  ON_ASKING,
} from './people.ts'

/** By a link of Alice's group that asks: he waits, and she has heard of it. */
async function daveAsks() {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice'])
  const { Alice } = crew
  const link = await Alice.group.invite(ON_ASKING)
  const dave = await newMember(relay, 'Dave')
  await dave.parley.join(link)
  const Dave = enter(dave, id)
  await eventually(() => expect(Alice.group.info.get().requests).toHaveLength(1))
  await eventually(() => expect(stateAt(Dave)).toBe('waiting'))
  return { id, link, Alice, Dave }
}

async function expectGone(parley: Parley, { browser, group }: Member): Promise<void> {
  expect(parley.groups.get()).toEqual([])
  expect(parley.openGroup(group.id)).toBeUndefined()
  await eventually(() => {
    const kept = [...browser.disk.docs].filter(
      ([name, rows]) => name.includes(group.id) && rows.length > 0,
    )
    expect(kept.map(([name]) => name)).toEqual([])
  })
  const restarted = await browser.openTab()
  expect(restarted.groups.get()).toEqual([])
}

test('[GS51] who was removed takes the group off this device, and a new invitation brings it back', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await expect(Bob.group.forget()).rejects.toThrow('Leave this group first')
  await Bob.group.send('kept by the others')
  await eventually(() => expect(linesAt(Alice)).toEqual(['kept by the others']))
  await Alice.group.remove(seen(Alice, 'Bob').person)
  await eventually(() => expect(stateAt(Bob)).toBe('removed'))
  const other = await Bob.browser.openTab()
  await Bob.group.forget()
  await eventually(() => expect(other.groups.get()).toEqual([]))
  await expectGone(Bob.parley, Bob)
  expect(linesAt(Alice)).toEqual(['kept by the others'])

  await Bob.parley.join(await Alice.group.inviteLink())
  const again = enter(Bob, id)
  await eventually(() => expect(stateAt(again)).toBe('ready'))
  await eventually(() => expect(linesAt(again)).toEqual(['kept by the others']))
}, 60_000)

test('[GS51] who leaves offline and takes the group off the list has left all the same once a relay is reached', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  Bob.browser.line.isCut = true
  await eventually(() => expect(Bob.parley.connection.get().state).not.toBe('connected'))
  await Bob.group.leave()
  await Bob.group.forget()
  expect(Bob.parley.groups.get()).toEqual([])
  expect(Bob.parley.openGroup(Bob.group.id)).toBeUndefined()
  const restarted = await Bob.browser.openTab()
  expect(restarted.groups.get()).toEqual([])
  Bob.browser.line.isCut = false
  await eventually(() => expect(namesAt(Alice)).toEqual(['Alice']))
  await expectGone(restarted, Bob)
}, 60_000)

test.each(['at once', 'after a restart'])(
  '[GS62] what was written in a tunnel before leaving there is read by the others; back in touch %s',
  async (when) => {
    const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
    const { Alice, Bob } = crew
    Bob.browser.line.isCut = true
    await eventually(() => expect(Bob.parley.connection.get().state).not.toBe('connected'))
    await Bob.group.send('goodbye, all')
    await Bob.group.leave()
    if (when !== 'at once') {
      await Bob.parley.close()
      await Bob.browser.openTab()
    }
    Bob.browser.line.isCut = false
    await eventually(() => expect(namesAt(Alice)).toEqual(['Alice']))
    await eventually(() => expect(linesAt(Alice)).toEqual(['goodbye, all']))
  },
  60_000,
)

test('[GS63] who left reads nothing new by the link they came by, also after a restart; what they wrote last is told as sent', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  await Bob.group.send('goodbye, all')
  await Bob.group.leave()
  await eventually(() => expect(namesAt(Alice)).toEqual(['Alice', 'Carol']))
  const statuses = () => Bob.group.conversation.get().messages.map(({ status }) => status)
  await eventually(() => expect(statuses()).not.toContain('on-device'))
  await Alice.group.send('not for Bob')
  await eventually(() => expect(linesAt(Carol)).toContain('not for Bob'))
  expect(linesAt(Bob)).toEqual(['goodbye, all'])
  const again = await Bob.browser.openTab()
  await eventually(() => expect(again.connection.get().state).toBe('connected'))
  await Alice.group.send('nor this')
  await eventually(() => expect(linesAt(Carol)).toContain('nor this'))
  // The relay answers in order: what it has for this group is here before an answer about another one.
  const elsewhere = again.openGroup(await again.newGroup('Elsewhere'))
  await elsewhere?.send('is it there?')
  const answered = () => elsewhere?.conversation.get().messages.map(({ status }) => status)
  await eventually(() => expect(answered()).toEqual(['on-relay']))
  expect(textsOf(again, id)).toEqual(['goodbye, all'])
}, 60_000)

test('[GS50] a request that is taken back is off the list, and nobody is asked any more', async () => {
  const { id, link, Alice, Dave } = await daveAsks()
  await Dave.group.withdrawRequest()
  expect(Dave.parley.groups.get()).toEqual([])
  await eventually(() => expect(Alice.group.info.get().requests).toEqual([]))
  expect(Alice.group.log.get()[0]).toMatchObject({ type: 'leave', took: true, asked: true })
  await expectGone(Dave.parley, Dave)

  await Dave.parley.join(link)
  const again = enter(Dave, id)
  await eventually(() => expect(stateAt(again)).toBe('waiting'))
  await eventually(() => expect(Alice.group.info.get().requests).toHaveLength(1))
  await Alice.group.approve(Alice.group.info.get().requests[0]?.id ?? ('' as never))
  await eventually(() => expect(stateAt(again)).toBe('ready'))
}, 60_000)

test('[GS43] who took a group off the device and follows its old link is out of the list again when they give it up', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  const old = await Alice.group.inviteLink()
  await Alice.group.remove(seen(Alice, 'Bob').person)
  await eventually(() => expect(stateAt(Bob)).toBe('removed'))
  await Bob.group.forget()
  expect(Bob.parley.groups.get()).toEqual([])
  await Bob.parley.join(old)
  const again = enter(Bob, id)
  const fault = { reason: 'outdated', wasHere: false }
  await eventually(() => expect(again.group.info.get().linkFault).toEqual(fault))
  await again.group.giveUpLink()
  await expectGone(Bob.parley, Bob)

  await Bob.parley.join(await Alice.group.inviteLink())
  await eventually(() => expect(stateAt(enter(Bob, id))).toBe('ready'))
}, 60_000)

test('[GS43] who left offline, forgot the group and gives up its old link has left all the same', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  const [invite] = Alice.group.info.get().invites
  const old = invite?.link ?? ''
  await Alice.group.withdrawInvite(invite?.id ?? ('' as never))
  await eventually(() => expect(Bob.group.info.get().people).toHaveLength(2))
  await Alice.group.send('the link is withdrawn')
  await eventually(() => expect(linesAt(Bob)).toEqual(['the link is withdrawn']))
  Bob.browser.line.isCut = true
  await eventually(() => expect(Bob.parley.connection.get().state).not.toBe('connected'))
  await Bob.group.leave()
  await Bob.group.forget()
  await Bob.parley.join(old)
  expect(enter(Bob, id).group.info.get().linkFault).toEqual({ reason: 'withdrawn', wasHere: false })
  await enter(Bob, id).group.giveUpLink()
  expect(Bob.parley.groups.get()).toEqual([])
  Bob.browser.line.isCut = false
  await eventually(() => expect(namesAt(Alice)).toEqual(['Alice']))
  await expectGone(Bob.parley, Bob)
}, 60_000)

test('[GS33] of a link with approval who only asked is counted apart from who is in', async () => {
  const { Alice, Dave } = await daveAsks()
  const counts = () => Alice.group.info.get().invites.find(({ needsApproval }) => needsApproval)
  expect(counts()).toMatchObject({ joinsCount: 1, inCount: 0, askingCount: 1 })
  const [request] = Alice.group.info.get().requests
  await Alice.group.approve(request?.id ?? ('' as never))
  await eventually(() => expect(stateAt(Dave)).toBe('ready'))
  expect(counts()).toMatchObject({ joinsCount: 1, inCount: 1, askingCount: 0 })
}, 60_000)

test('[GS51] what is removed from one device stays on this person’s other one, and does not come back by it', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Bob.group.send('kept on the phone')
  const phone = await link(Bob.parley, newBrowser(relay))
  await eventually(() => expect(textsOf(phone, id)).toEqual(['kept on the phone']))
  await Bob.group.leave()
  await eventually(() => expect(phone.openGroup(id)?.info.get().state).toBe('left'))
  await Bob.group.forget()
  await expectGone(Bob.parley, Bob)
  await phone.setName('Robert')
  await eventually(() => expect(Bob.parley.name.get()).toBe('Robert'))
  expect(Bob.parley.groups.get()).toEqual([])
  expect(textsOf(phone, id)).toEqual(['kept on the phone'])
  expect(namesAt(Alice)).toEqual(['Alice'])
}, 60_000)

test('[GS50] who asks in two tabs is listed once, turned down at once, and takes it back in one', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice'])
  const { Alice } = crew
  const asking = await Alice.group.invite(ON_ASKING)
  const dave = await newMember(relay, 'Dave')
  const other = await dave.browser.openTab()
  const requests = () => Alice.group.info.get().requests
  async function asks(): Promise<void> {
    await dave.parley.join(asking)
    await eventually(() => expect(other.openGroup(id)?.info.get().state).toBe('waiting'))
    await eventually(() => expect(requests()).toHaveLength(1))
  }
  await asks()
  await Alice.group.decline(requests()[0]?.id ?? ('' as never))
  for (const parley of [dave.parley, other])
    await eventually(() => expect(parley.openGroup(id)?.info.get().state).toBe('removed'))
  expect(requests()).toEqual([])

  await asks()
  await other.openGroup(id)?.withdrawRequest()
  for (const parley of [dave.parley, other])
    await eventually(() => expect(parley.groups.get()).toEqual([]))
  await eventually(() => expect(requests()).toEqual([]))
}, 60_000)

test('the log calls by name who only asked, and goes on saying so when they were let in later', async () => {
  const { id, link, Alice, Dave } = await daveAsks()
  await eventually(() => expect(Alice.group.info.get().requests[0]?.name).toBe('Dave'))
  await Dave.group.withdrawRequest()
  await eventually(() => expect(Alice.group.info.get().requests).toEqual([]))
  const told = () =>
    Alice.group.log
      .get()
      .map(({ type, by, asked }) => `${by} ${type}${asked === true ? ' asked' : ''}`)
  expect(told().slice(0, 2)).toEqual(['Dave leave asked', 'Dave join asked'])
  await Dave.parley.join(link)
  await eventually(() => expect(Alice.group.info.get().requests).toHaveLength(1))
  await Alice.group.approve(Alice.group.info.get().requests[0]?.id ?? ('' as never))
  await eventually(() => expect(namesAt(Alice)).toEqual(['Alice', 'Dave']))
  expect(told()).toContain('Dave leave asked')
  await eventually(() => expect(Dave.parley.openGroup(id)?.info.get().state).toBe('ready'))
  const inside = enter(Dave, id)
  await inside.group.leave()
  await eventually(() => expect(told()[0]).toBe('Dave leave'))
}, 60_000)

test('[GS122] a founder who is alone takes the group off a device; a link brings them back as the founder', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Alice.group.send('kept by the relay')
  await expect(Alice.group.forget()).rejects.toThrow('Leave this group first')
  await Bob.group.leave()
  await eventually(() => expect(namesAt(Alice)).toEqual(['Alice']))
  const link = await Alice.group.inviteLink()
  const other = await Alice.browser.openTab()
  await Alice.group.forget()
  await eventually(() => expect(other.groups.get()).toEqual([]))
  await expectGone(Alice.parley, Alice)

  await Alice.parley.join(link)
  const again = enter(Alice, id)
  await eventually(() => expect(stateAt(again)).toBe('ready'))
  expect(again.group.info.get().me.role).toBe('founder')
  await eventually(() => expect(linesAt(again)).toContain('kept by the relay'))
}, 60_000)

test('[GS122] with somebody else in it, it stays', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice } = crew
  await expect(Alice.group.forget()).rejects.toThrow('Leave this group first')
  expect(Alice.parley.groups.get()).toHaveLength(1)
})
