/** What a device writes offline by a date that is ahead, and what becomes of it once a relay says what time it is. */
import { groupDoc, MESSAGE_TYPE, parseFrame, parseRefusals, personDoc } from '@parley/protocol'
import { expect, test, vi } from 'vitest'
import { carry } from './file-people.ts'
import { link } from './linking-people.ts'
import { eventually, newBrowser, newCrew, newPerson, newRelay, seen, textsOf } from './people.ts'

const PATIENCE = { timeout: 25_000, interval: 50 }
const MINUTE_MS = 60_000
const YEAR_MS = 365 * 86_400_000

for (const { ahead, skewMs } of [
  { ahead: 'forty minutes', skewMs: 40 * MINUTE_MS },
  { ahead: 'ten years', skewMs: 10 * YEAR_MS },
])
  test(`[OW27] [PF8] what was said offline on a laptop whose date is ${ahead} ahead reaches the phone, and so it goes on both ways`, async () => {
    const relay = await newRelay()
    const atLaptop = newBrowser(relay)
    const before = await newPerson('Alice', atLaptop)
    const [bob, carol] = [
      await newPerson('Bob', newBrowser(relay)),
      await newPerson('Carol', newBrowser(relay)),
    ]
    const shared = await bob.newGroup('Climbers')
    const invitation = (await bob.openGroup(shared)?.inviteLink()) ?? ''
    for (const one of [before, carol]) await one.join(invitation)
    const phone = await link(before, newBrowser(relay))
    for (const one of [before, phone])
      await vi.waitFor(
        () => expect(one.openGroup(shared)?.info.get().people).toHaveLength(3),
        PATIENCE,
      )
    await before.close()

    atLaptop.line.isCut = true
    atLaptop.skewMs = skewMs
    const laptop = await atLaptop.openTab()
    await laptop.block(bob.me)
    await laptop.setName('Alice L.')
    await laptop.profiles.setStatus('in a tunnel')
    await laptop.profiles.setAccent(shared, 3)
    const founded = await laptop.newGroup('Tunnel')
    await laptop.openGroup(founded)?.send('dark here')
    await phone.block(carol.me)

    atLaptop.line.isCut = false
    await vi.waitFor(() => {
      for (const one of [laptop, phone]) {
        expect([...one.blocked.get()].sort()).toEqual([bob.me, carol.me].sort())
        expect(one.name.get()).toBe('Alice L.')
        expect(one.profiles.status.get()).toBe('in a tunnel')
        expect(one.profiles.accentOf(shared)).toBe(3)
        expect(one.openGroup(founded)?.info.get()).toMatchObject({ name: 'Tunnel', state: 'ready' })
        expect(textsOf(one, founded)).toEqual(['dark here'])
      }
      const alice = bob
        .openGroup(shared)
        ?.info.get()
        .people.find(({ person }) => person === phone.me)
      expect(alice).toMatchObject({ name: 'Alice L.', status: 'in a tunnel' })
    }, PATIENCE)

    // And the other way: nothing that lies ahead outlives what is newer.
    await phone.unblock(bob.me)
    await phone.setName('Alice P.')
    await phone.profiles.setStatus('in the sun')
    await laptop.profiles.setAccent(shared, 5)
    await laptop.unblock(carol.me)
    await vi.waitFor(() => {
      for (const one of [laptop, phone]) {
        expect(one.blocked.get()).toEqual([])
        expect(one.name.get()).toBe('Alice P.')
        expect(one.profiles.status.get()).toBe('in the sun')
        expect(one.profiles.accentOf(shared)).toBe(5)
      }
      const alice = bob
        .openGroup(shared)
        ?.info.get()
        .people.find(({ person }) => person === phone.me)
      expect(alice).toMatchObject({ name: 'Alice P.', status: 'in the sun' })
    }, PATIENCE)
    const [said] = laptop.openGroup(founded)?.conversation.get().messages ?? []
    expect(said?.status).not.toBe('on-device')
    for (const one of [laptop, phone]) expect(one.notices.get()).toEqual([])
  }, 120_000)

test('[PF8] a group is told a status from the future once, and not again before its note has the time there is', async () => {
  const relay = await newRelay()
  const browser = newBrowser(relay)
  const before = await newPerson('Alice', browser)
  const bob = await newPerson('Bob', newBrowser(relay))
  const id = await bob.newGroup('Climbers')
  await before.join((await bob.openGroup(id)?.inviteLink()) ?? '')
  await vi.waitFor(() => expect(before.openGroup(id)?.info.get().state).toBe('ready'), PATIENCE)
  await before.close()

  browser.line.isCut = true
  browser.skewMs = YEAR_MS
  const laptop = await browser.openTab()
  await laptop.profiles.setStatus('in a tunnel')
  await laptop.openGroup(id)?.send('dark here')
  const refused = new Set<string>()
  browser.line.hears = (bytes) => {
    const frame = parseFrame(bytes)
    const isHere = frame?.type === MESSAGE_TYPE.nack && frame.doc === groupDoc(id)
    for (const { writer, clock, reason } of (isHere ? parseRefusals(frame.payload) : undefined) ??
      [])
      if (reason === 'policy:time') refused.add(`${writer}#${clock}`)
    return true
  }
  // The relay says nothing of the own document yet: so its notes are as they were.
  const own = personDoc(laptop.me)
  browser.line.meddle = (bytes) => (parseFrame(bytes)?.doc === own ? 'drop' : 'pass')
  browser.line.isCut = false
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['dark here']), PATIENCE)
  await vi.waitFor(() => expect(refused.size).toBe(1), PATIENCE)
  await bob.openGroup(id)?.send('we heard you')
  await vi.waitFor(() => expect(textsOf(laptop, id)).toContain('we heard you'), PATIENCE)
  const statusAtBob = () => {
    const people = bob.openGroup(id)?.info.get().people ?? []
    return people.find(({ person }) => person === laptop.me)?.status
  }
  expect(statusAtBob()).toBe('')
  browser.line.meddle = () => 'pass'
  browser.line.isCut = true
  await laptop.openGroup(id)?.send('and out again')
  browser.line.isCut = false
  await vi.waitFor(() => expect(statusAtBob()).toBe('in a tunnel'), PATIENCE)
  expect(refused.size).toBe(1)
}, 120_000)

test('[PF9] [AT242] a name that an admin gave by a date ten years ahead, and passed on in a file, can be changed by whoever knows of it', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  await Alice.group.setRole(seen(Alice, 'Bob').person, 'admin')
  await eventually(() => expect(seen(Bob, 'Bob').role).toBe('admin'))
  Bob.browser.line.isCut = true
  Bob.browser.skewMs = 10 * YEAR_MS
  await Bob.group.rename('Mine for ever')
  await Bob.group.describe('and ever')
  await carry(Bob.parley, Alice.parley, id)
  const said = (name: string, description: string) => () => {
    for (const { group } of [Alice, Carol])
      expect(group.info.get()).toMatchObject({ name, description })
  }
  await eventually(said('Mine for ever', 'and ever'))
  await Alice.group.rename('Climbers')
  await Alice.group.describe('')
  await eventually(said('Climbers', ''))
  await Alice.group.rename('Boulderers')
  await Alice.group.describe('Thursdays')
  await eventually(said('Boulderers', 'Thursdays'))
  // Whose clock it was hears of it too, and goes on.
  Bob.browser.skewMs = 0
  Bob.browser.line.isCut = false
  await eventually(() => expect(Bob.group.info.get().name).toBe('Boulderers'))
  await Bob.group.rename('Hikers')
  await eventually(said('Hikers', 'Thursdays'))
}, 120_000)
