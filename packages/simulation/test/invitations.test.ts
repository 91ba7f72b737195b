/** What becomes of people who follow a link that lets nobody in any more. */
import { endOfUnfollowed, type InviteOptions } from '@parley/client'
import {
  closeCodeOf,
  encodeClose,
  encodeTyped,
  groupDoc,
  MESSAGE_TYPE,
  parseFrame,
  parseProof,
} from '@parley/protocol'
import { expect, test, vi } from 'vitest'
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
  stateAt,
} from './people.ts'
import { quickClock } from './quick-clock.ts'

const FOR_ALL: InviteOptions = { role: 'member', needsApproval: false, expiresAt: 0, usesCount: 0 }

function faultAt({ group }: Member) {
  return group.info.get().linkFault
}

async function withdrawNewest({ group }: Member): Promise<void> {
  const [newest] = group.info.get().invites
  if (newest !== undefined) await group.withdrawInvite(newest.id)
}

/** Somebody new who has just opened this link. */
async function newFollower(relay: Member['browser']['relay'], name: string, link: string) {
  const person = await newMember(relay, name)
  const joined = await person.parley.join(link)
  if (!joined.ok) throw new Error(joined.broke)
  return enter(person, joined.group)
}

test('[GS42] whoever follows a link that has ended is told why, and a new one lets them in with what they wrote', async () => {
  const relay = await newRelay()
  const { crew } = await newCrew(relay, ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob } = crew
  await Alice.group.setRole(seen(Alice, 'Bob').person, 'moderator')
  await eventually(() => expect(Bob.group.info.get().me.mayInvite).toBe(true))
  const expired = await Alice.group.invite({ ...FOR_ALL, expiresAt: Date.now() - 1_000 })
  const single = await Alice.group.invite({ ...FOR_ALL, usesCount: 1 })
  const first = await newFollower(relay, 'First', single)
  await eventually(() => expect(stateAt(first)).toBe('ready'))
  const withdrawn = await Alice.group.invite(FOR_ALL)
  await withdrawNewest(Alice)
  const orphaned = await Bob.group.invite(FOR_ALL)
  const outdated = await Alice.group.invite(FOR_ALL)
  await eventually(() =>
    expect(Alice.group.info.get().invites.map(({ by }) => by)).toContain('Bob'),
  )
  await Alice.group.remove(seen(Alice, 'Bob').person)
  await eventually(() => expect(stateAt(Bob)).toBe('removed'))

  for (const [reason, link] of [
    ['expired', expired],
    ['used-up', single],
    ['withdrawn', withdrawn],
    ['maker-gone', orphaned],
    ['outdated', outdated],
  ] as const) {
    const follower = await newFollower(relay, reason, link)
    await follower.group.send(`from ${reason}`)
    const fault = reason === 'expired' || reason === 'used-up' ? 'outdated' : reason
    await eventually(() => expect(faultAt(follower)).toEqual({ reason: fault, wasHere: false }))
    expect(follower.parley.groups.get()).toMatchObject([{ state: 'joining', linkEnded: true }])
    expect(linesAt(follower)).toEqual([`from ${reason}`])
    await follower.parley.join(await Alice.group.inviteLink())
    await eventually(() => expect(stateAt(follower)).toBe('ready'))
    expect(faultAt(follower)).toBeUndefined()
    await eventually(() => expect(linesAt(Alice)).toContain(`from ${reason}`))
  }
}, 60_000)

test('[GS42] a link past its time or its number says which', async () => {
  const relay = await newRelay()
  const { Alice } = (await newCrew(relay, ['Alice'])).crew
  const expired = await Alice.group.invite({ ...FOR_ALL, expiresAt: Date.now() - 1_000 })
  const single = await Alice.group.invite({ ...FOR_ALL, usesCount: 1 })
  const Bob = await newFollower(relay, 'Bob', single)
  await eventually(() => expect(stateAt(Bob)).toBe('ready'))
  const Carol = await newFollower(relay, 'Carol', single)
  const Dave = await newFollower(relay, 'Dave', expired)
  await eventually(() => expect(faultAt(Carol)?.reason).toBe('used-up'))
  await eventually(() => expect(faultAt(Dave)?.reason).toBe('expired'))

  // To whoever came in by it, it is still the way to the group.
  expect(await Bob.parley.join(single)).toMatchObject({ ok: true })
  expect(stateAt(Bob)).toBe('ready')
  expect(faultAt(Bob)).toBeUndefined()
}, 60_000)

test('[GS42] [AT108] without a relay one goes on waiting, and what a relay lied is forgotten when the link is good', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice'])
  const link = await crew.Alice.group.inviteLink()
  const browser = newBrowser(relay)
  browser.line.isCut = true
  const parley = await newPerson('Bob', browser)
  await parley.join(link)
  const Bob = enter({ parley, browser }, id)
  expect(stateAt(Bob)).toBe('joining')
  expect(faultAt(Bob)).toBeUndefined()

  const doc = groupDoc(id)
  const lie = encodeTyped(doc, MESSAGE_TYPE.close, encodeClose(closeCodeOf('withdrawn')))
  browser.line.meddle = (frame, answer) => {
    const heard = parseFrame(frame)
    const isProof = heard?.type === MESSAGE_TYPE.proof
    if (!isProof || parseProof(heard.payload)?.type !== 'link') return 'pass'
    answer(lie)
    return 'drop'
  }
  browser.line.isCut = false
  await eventually(() => expect(faultAt(Bob)?.reason).toBe('withdrawn'))
  browser.line.isCut = true
  await eventually(() => expect(parley.connection.get().state).not.toBe('connected'))
  browser.line.meddle = () => 'pass'
  browser.line.isCut = false
  await eventually(() => expect(stateAt(Bob)).toBe('ready'))
}, 60_000)

test('[GS42] a link that ended while its follower was offline says so, and keeps what they wrote', async () => {
  const relay = await newRelay()
  const { crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  const back = await Alice.group.invite(FOR_ALL)
  await eventually(() => expect(Bob.group.info.get().people).toHaveLength(2))
  await Bob.group.leave()
  await eventually(() => expect(Alice.group.info.get().people).toHaveLength(1))
  Bob.browser.line.isCut = true
  await Bob.parley.join(back)
  await Bob.group.send('I am back')
  await withdrawNewest(Alice)
  await eventually(() => expect(Alice.group.info.get().invites.map(({ id }) => id)).toHaveLength(1))
  Bob.browser.line.isCut = false
  await eventually(() => expect(faultAt(Bob)).toEqual({ reason: 'withdrawn', wasHere: true }))
  expect(linesAt(Bob)).toEqual(['I am back'])
  expect(Bob.parley.notices.get()).toEqual([])
  const restarted = await Bob.browser.openTab()
  const again = enter({ parley: restarted, browser: Bob.browser }, Bob.group.id)
  await eventually(() => expect(faultAt(again)?.reason).toBe('withdrawn'))

  await Bob.parley.join(await Alice.group.inviteLink())
  await eventually(() => expect(stateAt(Bob)).toBe('ready'))
  await eventually(() => expect(linesAt(Alice)).toEqual(['I am back']))
}, 60_000)

test('[GS42] who left and comes back by a link that has ended meanwhile is told, and a new one brings them back', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  const same = await Alice.group.inviteLink()
  await Bob.group.leave()
  await eventually(() => expect(Alice.group.info.get().people).toHaveLength(1))
  await withdrawNewest(Alice)
  await Bob.parley.join(same)
  await Bob.group.send('back again')
  await eventually(() => expect(faultAt(Bob)).toEqual({ reason: 'withdrawn', wasHere: true }))
  expect(linesAt(Bob)).toEqual(['back again'])
  await Bob.parley.join(await Alice.group.inviteLink())
  await eventually(() => expect(linesAt(Alice)).toEqual(['back again']))
  expect(stateAt(Bob)).toBe('ready')
}, 60_000)

test('[GS43] a group whose link has ended goes off the list, and a new link brings it back', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice'])
  const { Alice } = crew
  const link = await Alice.group.invite(FOR_ALL)
  await withdrawNewest(Alice)
  const Bob = await newFollower(relay, 'Bob', link)
  const other = await Bob.browser.openTab()
  expect(other.groups.get()).toHaveLength(1)
  await eventually(() => expect(faultAt(Bob)?.reason).toBe('withdrawn'))
  await Bob.group.send('never mind')
  await Bob.group.giveUpLink()
  for (const parley of [Bob.parley, other])
    await eventually(() => {
      expect(parley.groups.get()).toEqual([])
      expect(parley.openGroup(id)).toBeUndefined()
    })
  const restarted = await Bob.browser.openTab()
  expect(restarted.groups.get()).toEqual([])

  await Bob.parley.join(await Alice.group.inviteLink())
  const again = enter(Bob, id)
  await eventually(() => expect(stateAt(again)).toBe('ready'))
  await again.group.send('hello')
  await eventually(() => expect(linesAt(Alice)).toEqual(['hello']))
  await expect(again.group.giveUpLink()).rejects.toThrow('no ended link')
}, 60_000)

test('[GS43] who was removed and follows an old link gives it up, and has what they had', async () => {
  const relay = await newRelay()
  const { crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Bob.group.send('kept')
  await eventually(() => expect(linesAt(Alice)).toEqual(['kept']))
  const old = await Alice.group.inviteLink()
  await Alice.group.remove(seen(Alice, 'Bob').person)
  await eventually(() => expect(stateAt(Bob)).toBe('removed'))
  await Bob.parley.join(old)
  // By its own records: no relay is asked.
  expect(faultAt(Bob)).toEqual({ reason: 'outdated', wasHere: true })
  await Bob.group.giveUpLink()
  expect(stateAt(Bob)).toBe('removed')
  expect(Bob.group.info.get().departure).toMatchObject({ type: 'removed', by: 'Alice' })
  expect(linesAt(Bob)).toEqual(['kept'])

  await Bob.parley.join(await Alice.group.inviteLink())
  await eventually(() => expect(stateAt(Bob)).toBe('ready'))
  await Bob.group.send('and again')
  await eventually(() => expect(linesAt(Alice)).toEqual(['kept', 'and again']))
}, 60_000)

test('[GS36] who was removed and is added again comes in while the app stays open', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  const other = enter(Alice, await Alice.parley.newGroup('Swimmers'))
  await Bob.parley.join(await other.group.inviteLink())
  await eventually(() => expect(other.group.info.get().people).toHaveLength(2))
  const { person } = seen(Alice, 'Bob')
  await Alice.group.remove(person)
  await eventually(() => expect(stateAt(Bob)).toBe('removed'))
  await Alice.group.addPerson(person)
  await eventually(() => expect(stateAt(Bob)).toBe('ready'))
  await Bob.group.send('thank you')
  await eventually(() => expect(linesAt(Alice)).toEqual(['thank you']))
}, 60_000)

test('[GS123] a link that lets nobody in is told before it is followed, and nothing is kept of a link that was looked at', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  const expired = await Alice.group.invite({ ...FOR_ALL, expiresAt: Date.now() - 1_000 })
  const withdrawn = await Alice.group.invite(FOR_ALL)
  await withdrawNewest(Alice)
  const good = await Alice.group.invite(FOR_ALL)
  const dora = await newMember(relay, 'Dora')
  await eventually(() => expect(dora.parley.connection.get().state).toBe('connected'))
  await vi.waitFor(async () => expect(await endOfUnfollowed(dora.parley, good)).toBeUndefined())
  expect(await endOfUnfollowed(dora.parley, expired)).toBe('expired')
  await vi.waitFor(async () =>
    expect(await endOfUnfollowed(dora.parley, withdrawn)).toBe('withdrawn'),
  )
  expect(await endOfUnfollowed(dora.parley, 'no link')).toBeUndefined()
  // Whoever is in finds the way to the group by any of its links.
  expect(await endOfUnfollowed(Bob.parley, withdrawn)).toBeUndefined()

  // What the relay tells of a group whose link was looked at makes it none of theirs.
  await Alice.group.send('Is anybody coming?')
  await eventually(() => expect(linesAt(Bob)).toEqual(['Is anybody coming?']))
  const lookedAt = quickClock.now()
  await eventually(() => expect(quickClock.now()).toBeGreaterThan(lookedAt + 5_000))
  const own = await dora.parley.newGroup('My own')
  await eventually(() => expect(stateAt(enter(dora, own))).toBe('ready'))
  expect(dora.parley.openGroup(id)).toBeUndefined()
  expect(dora.parley.groups.get().map((one) => one.id)).toEqual([own])

  dora.browser.line.isCut = true
  await eventually(() => expect(dora.parley.connection.get().state).not.toBe('connected'))
  expect(await endOfUnfollowed(dora.parley, withdrawn)).toBeUndefined()
  dora.browser.line.isCut = false
  const joined = await dora.parley.join(good)
  expect(joined).toEqual({ ok: true, group: id })
  await eventually(() => expect(linesAt(enter(dora, id))).toEqual(['Is anybody coming?']))
}, 60_000)
