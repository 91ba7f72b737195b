/** Keys between real clients over a real relay: who can read what, and how many keys that takes. */
import { recordsIn } from '@parley/gate'
import { groupDoc, type GroupId, type ParsedRecord, parseRecord } from '@parley/protocol'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
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
  ON_ASKING,
} from './people.ts'

/** The records of one kind in the group document, as this member's disk keeps them. */
function keptOf<K extends ParsedRecord['kind']>({ browser }: Member, id: GroupId, kind: K) {
  const doc = new Y.Doc()
  for (const { update } of browser.disk.docs.get(`parley-doc/${groupDoc(id)}/0`) ?? [])
    Y.applyUpdate(doc, update)
  return [...recordsIn(doc, groupDoc(id)).all()].flatMap(({ bytes }) => {
    const record = parseRecord(bytes)
    return record?.kind === kind ? [record as Extract<ParsedRecord, { kind: K }>] : []
  })
}

function epochsAt(member: Member, id: GroupId): number {
  return new Set(keptOf(member, id, 'epoch').map(({ epoch }) => String(epoch.commitment))).size
}

test('[KY1] [AT54] several are removed and nobody writes: no new key; then one writes: one new key, and none but those who stay can read', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Alice', 'Bob', 'Carol', 'Dave', 'Eve'])
  const { Alice, Bob, Carol, Dave } = crew
  await Bob.group.send('before')
  await eventually(() => expect(linesAt(Carol)).toEqual(['before']))
  await Alice.group.setRole(seen(Alice, 'Bob').person, 'admin')
  await eventually(() => expect(seen(Bob, 'Bob').role).toBe('admin'))
  await Promise.all([
    Alice.group.remove(seen(Alice, 'Dave').person),
    Bob.group.remove(seen(Bob, 'Eve').person),
  ])
  for (const member of [Alice, Bob, Carol])
    await eventually(() => expect(namesAt(member)).toEqual(['Alice', 'Bob', 'Carol']))
  expect(epochsAt(Carol, id)).toBe(1)
  await Carol.group.send('after')
  await Bob.group.send('me too')
  for (const member of [Alice, Bob, Carol])
    await eventually(() => expect(linesAt(member)).toEqual(['before', 'after', 'me too']))
  expect(epochsAt(Alice, id)).toBe(2)
  expect(epochsAt(Bob, id)).toBe(2)
  expect(linesAt(Dave)).toEqual(['before'])
}, 90_000)

test('[KY2] [KY5] who comes in after a removal reads all of history, through the chain', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  await Bob.group.send('first')
  await eventually(() => expect(linesAt(Alice)).toEqual(['first']))
  await Alice.group.remove(seen(Alice, 'Carol').person)
  await eventually(() => expect(namesAt(Bob)).toEqual(['Alice', 'Bob']))
  await Alice.group.send('second')
  await eventually(() => expect(linesAt(Bob)).toEqual(['first', 'second']))
  const link = await Alice.group.invite({
    role: 'member',
    needsApproval: false,
    expiresAt: 0,
    usesCount: 0,
  })
  const dave = await newMember(relay, 'Dave')
  await dave.parley.join(link)
  const Dave = enter(dave, id)
  await eventually(() => expect(linesAt(Dave)).toEqual(['first', 'second']))
  expect(Dave.group.info.get()).toMatchObject({ state: 'ready', waitsForKey: false })
  await Dave.group.send('third')
  await eventually(() => expect(linesAt(Bob)).toEqual(['first', 'second', 'third']))
  expect(linesAt(Carol)).toEqual(['first'])
  expect(epochsAt(Dave, id)).toBe(2)
}, 90_000)

test('[KY5] a link made between a removal and the next message opens what was written before it', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob } = crew
  await Bob.group.send('first')
  await eventually(() => expect(linesAt(Alice)).toEqual(['first']))
  await Alice.group.remove(seen(Alice, 'Carol').person)
  const link = await Alice.group.invite({
    role: 'member',
    needsApproval: false,
    expiresAt: 0,
    usesCount: 0,
  })
  const dave = await newMember(relay, 'Dave')
  await dave.parley.join(link)
  const Dave = enter(dave, id)
  await eventually(() => expect(linesAt(Dave)).toEqual(['first']))
  await Dave.group.send('second')
  for (const member of [Alice, Bob])
    await eventually(() => expect(linesAt(member)).toEqual(['first', 'second']))
}, 90_000)

test('[KY6] who was let in waits for the key while nobody who has it is here, in no error; then reads all', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Bob.group.send('first')
  await eventually(() => expect(linesAt(Alice)).toEqual(['first']))
  const link = await Alice.group.invite(ON_ASKING)
  const dave = await newMember(relay, 'Dave')
  await dave.parley.join(link)
  const Dave = enter(dave, id)
  await eventually(() => expect(Alice.group.info.get().requests).toHaveLength(1))
  await Alice.group.approve(Alice.group.info.get().requests[0]?.id ?? ('' as never))
  await eventually(() => expect(linesAt(Dave)).toEqual(['first']))
  expect(Dave.group.info.get().waitsForKey).toBe(false)
  expect(Dave.parley.notices.get()).toEqual([])
  const grants = keptOf(Alice, id, 'grant').filter(({ grant }) => grant.rows.length > 0)
  expect(grants.length).toBeLessThanOrEqual(8)
}, 90_000)

test('[KY7] two who write apart after a removal make a key each; together again they agree on one', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Alice', 'Bob', 'Carol', 'Dave'])
  const { Alice, Bob, Carol } = crew
  await Alice.group.remove(seen(Alice, 'Dave').person)
  for (const member of [Bob, Carol])
    await eventually(() => expect(namesAt(member)).toEqual(['Alice', 'Bob', 'Carol']))
  Bob.browser.line.isCut = true
  Carol.browser.line.isCut = true
  await eventually(() => expect(Bob.parley.connection.get().state).not.toBe('connected'))
  await eventually(() => expect(Carol.parley.connection.get().state).not.toBe('connected'))
  await Bob.group.send('from Bob')
  await Carol.group.send('from Carol')
  Bob.browser.line.isCut = false
  Carol.browser.line.isCut = false
  for (const member of [Alice, Bob, Carol])
    await eventually(() => expect([...linesAt(member)].sort()).toEqual(['from Bob', 'from Carol']))
  expect(epochsAt(Alice, id)).toBe(3)
  await Alice.group.send('third')
  for (const member of [Bob, Carol])
    await eventually(() => expect(linesAt(member)).toContain('third'))
  expect(epochsAt(Bob, id)).toBe(3)
}, 90_000)

test('[KY3] [KY4] [KY13] where newcomers read only what comes after them, they do, with names, and each is read by all', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Bob.group.send('open')
  await eventually(() => expect(linesAt(Alice)).toEqual(['open']))
  await Alice.group.setPolicy({ history: 'from-joining' })
  await eventually(() => expect(Bob.group.info.get().policy.history).toBe('from-joining'))
  await Bob.group.send('closed')
  await eventually(() => expect(linesAt(Alice)).toEqual(['open', 'closed']))
  const link = await Alice.group.invite({
    role: 'member',
    needsApproval: false,
    expiresAt: 0,
    usesCount: 0,
  })
  const dave = await newMember(relay, 'Dave')
  await dave.parley.join(link)
  const Dave = enter(dave, id)
  await eventually(() => expect(Dave.group.info.get().state).toBe('ready'))
  await eventually(() => expect(Alice.group.info.get().people).toHaveLength(3))
  await Alice.group.send('welcome')
  await eventually(() => expect(linesAt(Dave)).toEqual(['welcome']))
  await eventually(() => expect(Dave.group.info.get().name).toBe('Climbers'))
  expect(Dave.group.conversation.get().messages[0]?.author).toBe('Alice')
  expect(Dave.group.info.get().waitsForKey).toBe(false)
  await Dave.group.send('thanks')
  for (const member of [Alice, Bob])
    await eventually(() => expect(linesAt(member)).toEqual(['open', 'closed', 'welcome', 'thanks']))
  await Alice.group.setPolicy({ history: 'everything' })
  await eventually(() => expect(Dave.group.info.get().policy.history).toBe('everything'))
  await Alice.group.send('open again')
  await eventually(() => expect(linesAt(Dave)).toContain('open again'))
  await eventually(() => expect(namesAt(Alice)).toEqual(['Alice', 'Bob', 'Dave']))
  expect(linesAt(Dave)).not.toContain('closed')
}, 90_000)

test('[KY12] a group that is not encrypted works as any other, without a single key', async () => {
  const relay = await newRelay()
  const founder = await newMember(relay, 'Alice')
  const id = await founder.parley.newGroup('Open', { encrypted: false })
  const Alice = enter(founder, id)
  expect(Alice.group.info.get().encrypted).toBe(false)
  await Alice.group.send('hello all')
  const joiner = await newMember(relay, 'Bob')
  await joiner.parley.join(await Alice.group.inviteLink())
  const Bob = enter(joiner, id)
  await eventually(() => expect(linesAt(Bob)).toEqual(['hello all']))
  await Bob.group.send('hello')
  await eventually(() => expect(linesAt(Alice)).toEqual(['hello all', 'hello']))
  await eventually(() => expect(namesAt(Alice)).toEqual(['Alice', 'Bob']))
  expect(Bob.group.info.get()).toMatchObject({ encrypted: false, waitsForKey: false, name: 'Open' })
  expect(epochsAt(Alice, id)).toBe(0)
  expect(keptOf(Alice, id, 'grant')).toEqual([])
}, 60_000)
