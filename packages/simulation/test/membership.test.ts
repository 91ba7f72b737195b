/** Acts of membership and moderation between real clients over a real relay. */
import { MESSAGE_TYPE, parseDocName, parseFrame, parseSync } from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  enter,
  eventually,
  linesAt,
  type Member,
  namesAt,
  newCrew,
  newMember,
  newRelay,
  seen,
  stateAt,
  ON_ASKING,
} from './people.ts'

test('[GS30] whoever is removed is told by whom, reads nothing new, and their old words stay', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  await Bob.group.send('before')
  await eventually(() => expect(linesAt(Alice)).toEqual(['before']))
  await Alice.group.remove(seen(Alice, 'Bob').person)
  await eventually(() => expect(stateAt(Bob)).toBe('removed'))
  expect(Bob.group.info.get().departure).toMatchObject({ type: 'removed', by: 'Alice' })
  await eventually(() => expect(namesAt(Carol)).toEqual(['Alice', 'Carol']))
  await Carol.group.send('after')
  await eventually(() => expect(linesAt(Alice)).toEqual(['before', 'after']))
  expect(linesAt(Bob)).toEqual(['before'])
  await expect(Bob.group.send('still here?')).rejects.toThrow('not in this group any more')
  expect(Alice.group.log.get()[0]).toMatchObject({
    type: 'remove',
    by: 'Alice',
    target: 'Bob',
    took: true,
  })
}, 60_000)

test('[GS31] what somebody wrote offline before they knew of their removal shows for nobody, and they are told', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  await Bob.group.send('seen')
  await eventually(() => expect(linesAt(Carol)).toEqual(['seen']))
  Bob.browser.line.isCut = true
  await Bob.group.send('written in a tunnel')
  await Alice.group.remove(seen(Alice, 'Bob').person)
  await eventually(() => expect(namesAt(Carol)).toEqual(['Alice', 'Carol']))
  Bob.browser.line.isCut = false
  await eventually(() => expect(stateAt(Bob)).toBe('removed'))
  await eventually(() =>
    expect(Bob.parley.notices.get()).toMatchObject([{ text: 'written in a tunnel' }]),
  )
  await eventually(() => expect(linesAt(Bob)).toEqual(['seen']))
  expect(linesAt(Alice)).toEqual(['seen'])
  expect(linesAt(Carol)).toEqual(['seen'])
}, 60_000)

test('[GS32] two admins who remove each other in the two halves of a split network both stay in or out, the same everywhere', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  await Alice.group.setRole(seen(Alice, 'Bob').person, 'owner')
  await Alice.group.setRole(seen(Alice, 'Carol').person, 'admin')
  await eventually(() => expect(seen(Carol, 'Carol').role).toBe('admin'))
  await eventually(() => expect(seen(Bob, 'Carol').role).toBe('admin'))
  Carol.browser.line.isCut = true
  await Bob.group.setRole(seen(Bob, 'Carol').person, 'member')
  await Carol.group.rename('Carol’s group')
  await expect(Carol.group.remove(seen(Carol, 'Bob').person)).rejects.toThrow('rules')
  Carol.browser.line.isCut = false
  await eventually(() => expect(seen(Carol, 'Carol').role).toBe('member'))
  for (const member of [Alice, Bob, Carol])
    await eventually(() => expect(namesAt(member)).toEqual(['Alice', 'Bob', 'Carol']))
}, 60_000)

test('[GS33] somebody who asks to be let in waits, is seen by name, and is in when a moderator says so', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Alice.group.setRole(seen(Alice, 'Bob').person, 'moderator')
  await eventually(() => expect(Bob.group.info.get().me.mayModerate).toBe(true))
  const link = await Alice.group.invite(ON_ASKING)
  const dave = await newMember(relay, 'Dave')
  await dave.parley.join(link)
  const Dave = enter(dave, id)
  await eventually(() => expect(stateAt(Dave)).toBe('waiting'))
  await eventually(() =>
    expect(Bob.group.info.get().requests).toMatchObject([{ name: 'Dave', role: 'member' }]),
  )
  await Bob.group.approve(Bob.group.info.get().requests[0]?.id ?? ('' as never))
  await eventually(() => expect(stateAt(Dave)).toBe('ready'))
  expect(Bob.group.log.get().slice(0, 2)).toMatchObject([
    { type: 'add', by: 'Bob', target: 'Dave', asked: true },
    { type: 'join', by: 'Dave', asked: true },
  ])
  await Dave.group.send('thank you')
  await eventually(() => expect(linesAt(Alice)).toEqual(['thank you']))
  await eventually(() => expect(namesAt(Bob)).toEqual(['Alice', 'Bob', 'Dave']))
}, 60_000)

test('[KY17] who becomes a moderator later sees the name of somebody who asked before and is away', async () => {
  const relay = await newRelay()
  const { crew } = await newCrew(relay, ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  const link = await Alice.group.invite(ON_ASKING)
  const dave = await newMember(relay, 'Dave')
  await dave.parley.join(link)
  const asked = [{ name: 'Dave', role: 'member' }]
  await eventually(() => expect(Alice.group.info.get().requests).toMatchObject(asked))
  dave.browser.line.isCut = true
  await dave.parley.close()

  await Alice.group.setRole(seen(Alice, 'Bob').person, 'moderator')
  await eventually(() => expect(Bob.group.info.get().requests).toMatchObject(asked))
  // Bob was given the key by Alice, and gives it on when she is away.
  await Alice.group.setRole(seen(Alice, 'Bob').person, 'admin')
  await eventually(() => expect(Bob.group.info.get().me.role).toBe('admin'))
  Alice.browser.line.isCut = true
  await Alice.parley.close()
  await Bob.group.setRole(seen(Bob, 'Carol').person, 'moderator')
  await eventually(() => expect(Carol.group.info.get().requests).toMatchObject(asked))
}, 60_000)

test('[GS33] somebody whose request is turned down is told so', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice'])
  const { Alice } = crew
  const link = await Alice.group.invite({
    role: 'guest',
    needsApproval: true,
    expiresAt: 0,
    usesCount: 0,
  })
  const dave = await newMember(relay, 'Dave')
  await dave.parley.join(link)
  const Dave = enter(dave, id)
  await eventually(() => expect(Alice.group.info.get().requests).toHaveLength(1))
  await Alice.group.decline(Alice.group.info.get().requests[0]?.id ?? ('' as never))
  await eventually(() => expect(stateAt(Dave)).toBe('removed'))
  expect(Dave.group.info.get().departure).toMatchObject({ type: 'declined' })
}, 60_000)

test('[GS34] [GS107] a mute for a time keeps somebody silent until it is over or lifted; announcements let members react only', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Alice.group.send('news')
  const { id } = Bob.group.newMessage()
  await Bob.group.send('said in time', { id })
  await Alice.group.mute(seen(Alice, 'Bob').person, Date.now() + 3_600_000)
  await eventually(() =>
    expect(Bob.group.info.get().me).toMatchObject({ mayPost: false, bar: 'muted' }),
  )
  await expect(Bob.group.send('but')).rejects.toThrow('muted')
  await Bob.group.send('said in time', { id })
  await eventually(() =>
    expect(Alice.group.conversation.get().messages).toMatchObject([
      { text: 'news' },
      { text: 'said in time' },
    ]),
  )
  await Alice.group.unmute(seen(Alice, 'Bob').person)
  await eventually(() => expect(Bob.group.info.get().me.mayPost).toBe(true))
  await Alice.group.setPolicy({ postingRole: 'moderator' })
  await eventually(() =>
    expect(Bob.group.info.get().me).toMatchObject({
      mayPost: false,
      mayReact: true,
      bar: 'announcements',
    }),
  )
  await eventually(() => expect(linesAt(Bob)).toEqual(['news', 'said in time']))
  await Bob.group.react(Bob.group.conversation.get().messages[0]?.key ?? ('' as never), '👍')
  await eventually(() =>
    expect(Alice.group.conversation.get().messages[0]?.reactions).toMatchObject([{ count: 1 }]),
  )
}, 60_000)

test('[GS35] what a moderator takes away is gone for everybody, and says who did it', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  await Carol.group.send('buy my coins')
  await eventually(() => expect(linesAt(Alice)).toEqual(['buy my coins']))
  await eventually(() => expect(linesAt(Bob)).toEqual(['buy my coins']))
  const [spam] = Bob.group.conversation.get().messages
  expect(spam?.mayDelete).toBe(false)
  await expect(Bob.group.delete(spam?.key ?? ('' as never))).rejects.toThrow('rules')
  await Alice.group.delete(spam?.key ?? ('' as never))
  for (const member of [Alice, Bob, Carol])
    await eventually(() =>
      expect(member.group.conversation.get().messages).toMatchObject([
        { text: '', deleted: true, removedBy: 'Alice' },
      ]),
    )
}, 60_000)

test('[GS36] somebody of another shared group is added without a link, and finds the group by themselves', async () => {
  const relay = await newRelay()
  const { crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  const other = await Alice.parley.newGroup('Sailors')
  const sailors = enter(Alice, other)
  await eventually(() => expect(sailors.group.candidates.get()).toMatchObject([{ name: 'Bob' }]))
  await sailors.group.send('welcome aboard')
  await sailors.group.addPerson(seen(Alice, 'Bob').person)
  await eventually(() => expect(Bob.parley.openGroup(other)?.info.get().state).toBe('ready'))
  await eventually(() => expect(linesAt(enter(Bob, other))).toEqual(['welcome aboard']))
  await eventually(() => expect(namesAt(sailors)).toEqual(['Alice', 'Bob']))
}, 60_000)

test('[GS37] who leaves is out by their own word, and may come back by the link', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Bob.group.send('bye')
  await eventually(() => expect(linesAt(Alice)).toEqual(['bye']))
  await Bob.group.leave()
  expect(stateAt(Bob)).toBe('left')
  await eventually(() => expect(namesAt(Alice)).toEqual(['Alice']))
  expect(linesAt(Alice)).toEqual(['bye'])
  await Bob.parley.join(await Alice.group.inviteLink())
  await eventually(() => expect(namesAt(Alice)).toEqual(['Alice', 'Bob']))
  await eventually(() => expect(stateAt(Bob)).toBe('ready'))
  await expect(Alice.group.leave()).rejects.toThrow('founded')
}, 60_000)

test('[GS38] a link that is used up lets nobody in, and the next link does', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice'])
  const { Alice } = crew
  const once = await Alice.group.invite({
    role: 'member',
    needsApproval: false,
    expiresAt: 0,
    usesCount: 1,
  })
  const bob = await newMember(relay, 'Bob')
  await bob.parley.join(once)
  await eventually(() => expect(namesAt(Alice)).toEqual(['Alice', 'Bob']))
  const carol = await newMember(relay, 'Carol')
  await carol.parley.join(once)
  await eventually(() => expect(stateAt(enter(carol, id))).toBe('joining'))
  const open = await Alice.group.invite({
    role: 'member',
    needsApproval: false,
    expiresAt: 0,
    usesCount: 0,
  })
  await carol.parley.join(open)
  await eventually(() => expect(namesAt(Alice)).toEqual(['Alice', 'Bob', 'Carol']))
}, 60_000)

test('[GS47] who asks to come into a locked group is told so, and has asked once it is unlocked', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice'])
  const { Alice } = crew
  const link = await Alice.group.invite(ON_ASKING)
  await Alice.group.setPolicy({ locked: true })
  const bob = await newMember(relay, 'Bob')
  await bob.parley.join(link)
  const Bob = enter(bob, id)
  await eventually(() => expect(stateAt(Bob)).toBe('waiting'))
  await eventually(() => expect(Bob.group.info.get().me.bar).toBe('locked-out'))
  expect(Alice.group.info.get().requests).toEqual([])
  await Alice.group.setPolicy({ locked: false })
  await eventually(() => expect(Alice.group.info.get().requests).toHaveLength(1))
  await eventually(() => expect(Bob.group.info.get().me.bar).toBeUndefined())
  expect(stateAt(Bob)).toBe('waiting')
}, 60_000)

/** Keeps back what these browsers write to the group, until each has written something. */
async function allAtOnce(lines: readonly Member['browser']['line'][]): Promise<void> {
  const written = new Set<unknown>()
  for (const line of lines)
    line.meddle = (bytes) => {
      const frame = parseFrame(bytes)
      const sync = frame?.type === MESSAGE_TYPE.sync ? parseSync(frame.payload) : undefined
      if (frame === undefined || sync === undefined || sync.step === 'step1') return 'pass'
      if (parseDocName(frame.doc)?.kind !== 'group' || sync.bytes.length < 10) return 'pass'
      written.add(line)
      return 'drop'
    }
  for (const line of lines) line.isCut = false
  await eventually(() => expect(written.size).toBe(lines.length))
  for (const line of lines) line.meddle = () => 'pass'
}

test('[GS46] of a class that comes in at the same moment one is removed, and all the others stay', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice'])
  const { Alice } = crew
  const link = await Alice.group.inviteLink()
  const names = Array.from({ length: 10 }, (_, at) => `P${10 + at}`)
  const people = await Promise.all(names.map((name) => newMember(relay, name)))
  for (const { browser } of people) browser.line.isCut = true
  for (const { parley } of people) await parley.join(link)
  await allAtOnce(people.map(({ browser }) => browser.line))
  await eventually(() => expect(namesAt(Alice)).toEqual(['Alice', ...names]))
  await Alice.group.remove(seen(Alice, 'P10').person)
  const left = ['Alice', ...names.slice(1)]
  for (const member of people.slice(1))
    await eventually(() => expect(namesAt(enter(member, id))).toEqual(left))
  expect(Alice.group.info.get().requests).toEqual([])
  expect(Alice.group.log.get()[0]).toMatchObject({ type: 'remove', target: 'P10', took: true })
}, 60_000)
