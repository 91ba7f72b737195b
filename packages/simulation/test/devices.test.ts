import { newMemoryStore, type Parley } from '@parley/client'
import { expect, test, vi } from 'vitest'
import { meet, link } from './linking-people.ts'
import { type Browser, newBrowser, newPerson, newRelay, textsOf } from './people.ts'

const PATIENCE = { timeout: 30_000, interval: 50 }

test('[DL3] [OW16] a linked phone has the person, all groups and all history, and nobody else had to do anything', async () => {
  const relay = await newRelay()
  const laptop = await newPerson('Alice', newBrowser(relay))
  const bob = await newPerson('Bob', newBrowser(relay))
  const id = await laptop.newGroup('Climbers')
  await laptop.openGroup(id)?.send('hello')
  await bob.join((await laptop.openGroup(id)?.inviteLink()) ?? '')
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['hello']), PATIENCE)
  await bob.openGroup(id)?.send('hi Alice')
  await vi.waitFor(() => expect(textsOf(laptop, id)).toEqual(['hello', 'hi Alice']), PATIENCE)

  const phone = await link(laptop, newBrowser(relay))
  expect(phone.me).toBe(laptop.me)
  expect(phone.name.get()).toBe('Alice')
  await vi.waitFor(() => expect(textsOf(phone, id)).toEqual(['hello', 'hi Alice']), PATIENCE)
  expect(phone.openGroup(id)?.info.get()).toMatchObject({ name: 'Climbers', state: 'ready' })

  await phone.openGroup(id)?.send('from the phone')
  await vi.waitFor(
    () => expect(textsOf(bob, id)).toEqual(['hello', 'hi Alice', 'from the phone']),
    PATIENCE,
  )
  const [, , last] = bob.openGroup(id)?.conversation.get().messages ?? []
  expect(last?.author).toBe('Alice')
  await vi.waitFor(
    () => expect(laptop.own.devices.get().map(({ isThis }) => isThis)).toEqual([true, false]),
    PATIENCE,
  )
  for (const parley of [laptop, phone, bob]) expect(parley.notices.get()).toEqual([])
}, 90_000)

test('[DL10] [ID18] of two tabs that link at once one does; a linking left half way changes nothing', async () => {
  const relay = await newRelay()
  const laptop = await newPerson('Alice', newBrowser(relay))
  const id = await laptop.newGroup('Climbers')
  const browser = newBrowser(relay)
  const left = await browser.openTab()
  const half = await meet(laptop, left)
  half.guest.confirm()
  await left.close()
  const right = await browser.openTab()
  expect(right.me).toBe(left.me)
  expect(right.me).not.toBe(laptop.me)
  half.host.cancel()

  const other = await browser.openTab()
  const [first, second] = [await meet(laptop, right), await meet(laptop, other)]
  for (const { host, guest } of [first, second]) {
    host.confirm()
    guest.confirm()
    await vi.waitFor(() => expect(['done', 'failed']).toContain(guest.state.get().step), PATIENCE)
  }
  expect(first.guest.state.get()).toEqual({ step: 'done' })
  expect(second.guest.state.get()).toEqual({ step: 'failed', why: 'in-use' })
  for (const tab of [right, other]) {
    await vi.waitFor(() => expect(tab.own.restart.get()).toBe(true), PATIENCE)
    await expect(tab.newGroup('As the one before')).rejects.toThrow('another person')
    await tab.close()
  }
  const phone = await browser.openTab()
  expect(phone.me).toBe(laptop.me)
  await vi.waitFor(() => expect(phone.openGroup(id)?.info.get().state).toBe('ready'), PATIENCE)
}, 90_000)

async function wordsOf(parley: Parley): Promise<string> {
  return vi.waitFor(() => {
    const phrase = parley.own.phrase.get()
    if (phrase.state !== 'unconfirmed') throw new Error('the phrase is gone')
    return phrase.words.join(' ')
  }, PATIENCE)
}

async function recovered(words: string, browser: Browser): Promise<Parley> {
  const before = await browser.openTab()
  expect(await before.own.recover(words)).toEqual({ outcome: 'ok' })
  expect(before.own.restart.get()).toBe(true)
  await before.close()
  return browser.openTab()
}

test('[OW17] twelve words bring back the person, the groups and the history when everything else is gone', async () => {
  const relay = await newRelay()
  const alice = await newPerson('Alice', newBrowser(relay))
  const bob = await newPerson('Bob', newBrowser(relay))
  const id = await bob.newGroup('Climbers')
  await bob.openGroup(id)?.send('hello')
  await alice.join((await bob.openGroup(id)?.inviteLink()) ?? '')
  await vi.waitFor(() => expect(textsOf(alice, id)).toEqual(['hello']), PATIENCE)
  const own = await alice.newGroup('Alone')
  await alice.openGroup(own)?.send('to myself')
  await alice.block(bob.me)
  const words = await wordsOf(alice)
  await vi.waitFor(
    () => expect(alice.openGroup(own)?.conversation.get().messages[0]?.status).toBe('on-relay'),
    PATIENCE,
  )
  await alice.close()

  const phone = await recovered(words, newBrowser(relay))
  expect(phone.me).toBe(alice.me)
  await vi.waitFor(() => expect(phone.own.search.get()).toBe('found'), PATIENCE)
  await vi.waitFor(() => {
    expect(textsOf(phone, id)).toEqual(['hello'])
    expect(textsOf(phone, own)).toEqual(['to myself'])
  }, PATIENCE)
  expect(phone.name.get()).toBe('Alice')
  expect(phone.blocked.get()).toEqual([bob.me])
  expect(phone.own.phrase.get()).toEqual({ state: 'confirmed' })
  await phone.openGroup(id)?.send('back again')
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['hello', 'back again']), PATIENCE)
  expect(phone.notices.get()).toEqual([])
}, 90_000)

test('[OW18] words that find nobody say so and lose nothing; a device with groups is not taken over', async () => {
  const relay = await newRelay()
  const words = await wordsOf(await newBrowser(relay).openTab())
  const browser = newBrowser(relay)
  const tab = await recovered(words, browser)
  await vi.waitFor(() => expect(tab.own.search.get()).toBe('nothing-found'), PATIENCE)
  const other = await newBrowser(relay).openTab()
  expect(await other.own.recover('')).toEqual({
    outcome: 'not-a-phrase',
    fault: { broke: 'count', count: 0 },
  })
  await other.newGroup('Mine')
  expect(await other.own.recover(words)).toEqual({ outcome: 'device-in-use' })
  const host = tab.own.offerLink().state.get()
  expect(other.own.takeLink(host.step === 'waiting' ? host.link : '')).toEqual({
    broke: 'device-in-use',
  })
  expect(other.groups.get()).toHaveLength(1)
}, 60_000)

test('[OW12] [OW13] [AT82] a device that is removed hears nothing new, in no group; the others go on and keep what they wrote', async () => {
  const relay = await newRelay()
  const laptop = await newPerson('Alice', newBrowser(relay))
  const bob = await newPerson('Bob', newBrowser(relay))
  const id = await laptop.newGroup('Climbers')
  await bob.join((await laptop.openGroup(id)?.inviteLink()) ?? '')
  const phone = await link(laptop, newBrowser(relay))
  await vi.waitFor(() => expect(phone.openGroup(id)?.info.get().state).toBe('ready'), PATIENCE)
  await phone.openGroup(id)?.send('from the phone')
  await laptop.openGroup(id)?.send('from the laptop')
  await vi.waitFor(() => expect(textsOf(bob, id)).toHaveLength(2), PATIENCE)
  await vi.waitFor(() => expect(textsOf(laptop, id)).toHaveLength(2), PATIENCE)
  await vi.waitFor(() => expect(laptop.own.devices.get()).toHaveLength(2), PATIENCE)

  const [, stolen] = laptop.own.devices.get()
  if (stolen === undefined) throw new Error('no second device')
  await laptop.own.remove(stolen.key)
  await vi.waitFor(() => expect(phone.own.isRemoved.get()).toBe(true), PATIENCE)
  expect(phone.notices.get().map(({ type }) => type)).toContain('device-removed')
  await expect(phone.newGroup('Mine')).rejects.toThrow('was removed')
  expect(laptop.own.devices.get()).toHaveLength(1)

  await bob.openGroup(id)?.send('only for those here')
  await laptop.openGroup(id)?.send('yes')
  await vi.waitFor(() => expect(textsOf(laptop, id)).toHaveLength(4), PATIENCE)
  await vi.waitFor(() => expect(textsOf(bob, id)).toHaveLength(4), PATIENCE)
  expect(textsOf(bob, id)).toContain('from the phone')
  await phone
    .openGroup(id)
    ?.send('let me in')
    .catch(() => undefined)
  expect(textsOf(phone, id)).not.toContain('only for those here')
  await bob.openGroup(id)?.send('still quiet')
  await vi.waitFor(() => expect(textsOf(laptop, id)).toHaveLength(5), PATIENCE)
  expect(textsOf(laptop, id)).not.toContain('let me in')
  expect(laptop.notices.get()).toEqual([])
}, 90_000)

test('[OW8] [AT49] what a stolen device does, removing the others or naming an owner, is undone by the phrase', async () => {
  const relay = await newRelay()
  const laptop = await newPerson('Alice', newBrowser(relay))
  const bob = await newPerson('Bob', newBrowser(relay))
  const words = await wordsOf(laptop)
  const id = await laptop.newGroup('Climbers')
  await bob.join((await laptop.openGroup(id)?.inviteLink()) ?? '')
  await laptop.openGroup(id)?.send('before')
  const pocket = newBrowser(relay)
  const thief = await link(laptop, pocket)
  await vi.waitFor(() => expect(textsOf(thief, id)).toEqual(['before']), PATIENCE)
  await vi.waitFor(() => expect(thief.own.devices.get()).toHaveLength(2), PATIENCE)
  const [, other] = thief.own.devices.get()
  if (other === undefined) throw new Error('no other device')
  await thief.own.remove(other.key)
  await vi.waitFor(() => expect(laptop.own.isRemoved.get()).toBe(true), PATIENCE)
  pocket.line.isCut = true
  await thief.openGroup(id)?.setRole(bob.me, 'owner')
  const roleAt = (parley: Parley) =>
    parley
      .openGroup(id)
      ?.info.get()
      .people.find(({ person }) => person === bob.me)?.role
  expect(roleAt(thief)).toBe('owner')

  const phone = await recovered(words, newBrowser(relay))
  await vi.waitFor(() => expect(phone.own.search.get()).toBe('found'), PATIENCE)
  await vi.waitFor(() => expect(textsOf(phone, id)).toEqual(['before']), PATIENCE)
  await vi.waitFor(() => expect(phone.own.devices.get()).toHaveLength(2), PATIENCE)
  const [, stolen] = phone.own.devices.get()
  if (stolen === undefined) throw new Error('no thief')
  await phone.own.remove(stolen.key, words)
  await phone.openGroup(id)?.send('after')
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['before', 'after']), PATIENCE)
  pocket.line.isCut = false
  await vi.waitFor(() => expect(thief.own.isRemoved.get()).toBe(true), PATIENCE)
  expect(textsOf(thief, id)).toEqual(['before'])
  expect(phone.own.devices.get()).toHaveLength(1)
  expect([roleAt(phone), roleAt(bob)]).toEqual(['member', 'member'])
}, 120_000)

test('[OW1] [OW14] a group founded, a person blocked or a name changed on one device is so on the other', async () => {
  const relay = await newRelay()
  const laptop = await newPerson('Alice', newBrowser(relay))
  const bob = await newPerson('Bob', newBrowser(relay))
  const phone = await link(laptop, newBrowser(relay))
  const id = await phone.newGroup('From the phone')
  await phone.openGroup(id)?.send('hello')
  await phone.block(bob.me)
  await phone.own.rename('My phone')
  await laptop.setName('Alice B.')
  await vi.waitFor(() => {
    expect(textsOf(laptop, id)).toEqual(['hello'])
    expect(laptop.blocked.get()).toEqual([bob.me])
    expect(laptop.own.devices.get().map(({ name }) => name)).toContain('My phone')
    expect(phone.name.get()).toBe('Alice B.')
  }, PATIENCE)
  const phoneKey = laptop.own.devices.get().find(({ isThis }) => !isThis)?.key
  if (phoneKey === undefined) throw new Error('the phone is not listed')
  await laptop.own.rename('Pocket', phoneKey)
  await vi.waitFor(
    () => expect(phone.own.devices.get().find(({ isThis }) => isThis)?.name).toBe('Pocket'),
    PATIENCE,
  )
  const invited = await laptop.openGroup(id)?.inviteLink()
  await bob.join(invited ?? '')
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['hello']), PATIENCE)
  for (const parley of [laptop, phone, bob]) expect(parley.notices.get()).toEqual([])
}, 90_000)

test('[ID16] a copied browser profile is noticed by what it writes', async () => {
  const relay = await newRelay()
  const browser = newBrowser(relay)
  const alice = await newPerson('Alice', browser)
  const id = await alice.newGroup('Climbers')
  await alice.openGroup(id)?.send('hello')
  await vi.waitFor(
    () => expect(alice.openGroup(id)?.conversation.get().messages[0]?.status).toBe('on-relay'),
    PATIENCE,
  )
  const copied = newBrowser(relay)
  const entries = await newMemoryStore(browser.disk.newProcess()).list('')
  await newMemoryStore(copied.disk.newProcess()).write(
    entries.map(([key, value]) => ({ type: 'put', key, value })),
  )
  const copy = await copied.openTab()
  await vi.waitFor(() => expect(textsOf(copy, id)).toEqual(['hello']), PATIENCE)
  const tab = await browser.openTab()
  await tab.openGroup(id)?.send('from another tab')
  await vi.waitFor(() => expect(textsOf(copy, id)).toHaveLength(2), PATIENCE)
  await vi.waitFor(
    // Only the entries were copied, so that the copy may miss its documents and say that too.
    () => expect(copy.notices.get().map(({ type }) => type)).toContain('profile-copied'),
    PATIENCE,
  )
  expect([alice.notices.get(), tab.notices.get()]).toEqual([[], []])
  await copy.openGroup(id)?.send('from the copy')
  await vi.waitFor(
    () => expect(alice.notices.get().map(({ type }) => type)).toEqual(['profile-copied']),
    PATIENCE,
  )
}, 60_000)

test('[OW20] somebody new under the name of a verified person is said plainly, once', async () => {
  const relay = await newRelay()
  const alice = await newPerson('Alice', newBrowser(relay))
  const bob = await newPerson('Bob', newBrowser(relay))
  const other = await newPerson('bob ', newBrowser(relay))
  const id = await alice.newGroup('Climbers')
  const invited = (await alice.openGroup(id)?.inviteLink()) ?? ''
  await bob.join(invited)
  const here = (count: number) =>
    vi.waitFor(() => expect(alice.openGroup(id)?.info.get().people).toHaveLength(count), PATIENCE)
  await here(2)
  await vi.waitFor(() => expect(bob.openGroup(id)?.info.get().state).toBe('ready'), PATIENCE)
  const codes = [
    await alice.openGroup(id)?.safetyCode(bob.me),
    await bob.openGroup(id)?.safetyCode(alice.me),
  ]
  expect(codes[0]).toBe(codes[1])
  await vi.waitFor(
    () =>
      expect(
        alice
          .openGroup(id)
          ?.info.get()
          .people.map(({ name }) => name),
      ).toContain('Bob'),
    PATIENCE,
  )
  await alice.openGroup(id)?.setVerified(bob.me, true)
  await other.join(invited)
  await here(3)
  await vi.waitFor(
    () =>
      expect(alice.notices.get()).toMatchObject([
        { type: 'identity-changed', group: id, by: 'bob' },
      ]),
    PATIENCE,
  )
  const marks = alice.openGroup(id)?.info.get().people
  expect(marks?.find(({ person }) => person === bob.me)?.verified).toBe('yes')
  expect(marks?.find(({ person }) => person === other.me)?.verified).toBe('changed')
}, 60_000)

test('[OW16] who has retired the first device links another from the second', async () => {
  const relay = await newRelay()
  const old = await newPerson('Alice', newBrowser(relay))
  const id = await old.newGroup('Climbers')
  await old.openGroup(id)?.send('hello')
  expect(await old.own.confirmPhrase(await wordsOf(old))).toBe(true)
  const phone = await link(old, newBrowser(relay))
  await vi.waitFor(() => expect(textsOf(phone, id)).toEqual(['hello']), PATIENCE)
  await vi.waitFor(() => expect(phone.own.devices.get()).toHaveLength(2), PATIENCE)
  const [, retired] = phone.own.devices.get()
  if (retired === undefined) throw new Error('no other device')
  await phone.own.remove(retired.key)
  await vi.waitFor(() => expect(old.own.isRemoved.get()).toBe(true), PATIENCE)

  const tablet = await link(phone, newBrowser(relay))
  await vi.waitFor(() => expect(textsOf(tablet, id)).toEqual(['hello']), PATIENCE)
  await tablet.openGroup(id)?.send('from the tablet')
  await vi.waitFor(() => expect(textsOf(phone, id)).toEqual(['hello', 'from the tablet']), PATIENCE)
  await vi.waitFor(() => expect(phone.own.devices.get()).toHaveLength(2), PATIENCE)
  for (const parley of [phone, tablet]) expect(parley.notices.get()).toEqual([])
}, 90_000)

test('[OW13] a device that was away when it was removed learns of it, and what it wrote meanwhile is shown to nobody', async () => {
  const relay = await newRelay()
  const laptop = await newPerson('Alice', newBrowser(relay))
  const bob = await newPerson('Bob', newBrowser(relay))
  const id = await laptop.newGroup('Climbers')
  await bob.join((await laptop.openGroup(id)?.inviteLink()) ?? '')
  const pocket = newBrowser(relay)
  const phone = await link(laptop, pocket)
  await phone.openGroup(id)?.send('seen by all')
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['seen by all']), PATIENCE)
  await vi.waitFor(() => expect(textsOf(laptop, id)).toEqual(['seen by all']), PATIENCE)
  await vi.waitFor(() => expect(laptop.own.devices.get()).toHaveLength(2), PATIENCE)
  pocket.line.isCut = true
  await phone.openGroup(id)?.send('written away')
  const [, lost] = laptop.own.devices.get()
  if (lost === undefined) throw new Error('no second device')
  await laptop.own.remove(lost.key)
  await laptop.openGroup(id)?.send('after')
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['seen by all', 'after']), PATIENCE)
  await phone.close()
  pocket.line.isCut = false
  const again = await pocket.openTab()
  await vi.waitFor(() => expect(again.own.isRemoved.get()).toBe(true), PATIENCE)
  await vi.waitFor(
    () => expect(again.notices.get().map(({ type }) => type)).toContain('device-removed'),
    PATIENCE,
  )
  expect(textsOf(again, id)).not.toContain('after')
  await bob.openGroup(id)?.send('last')
  await vi.waitFor(() => expect(textsOf(laptop, id)).toContain('last'), PATIENCE)
  for (const parley of [laptop, bob]) expect(textsOf(parley, id)).not.toContain('written away')
}, 90_000)
