import { idBytes, toGroupId, toRecordId } from '@parley/protocol'
import { boxKeyPair } from '@parley/sealing'
import { type KeyPair } from '@parley/signing'
import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import { identityOf, randomFrom } from '../identity/identity.fake.ts'
import type { Identity } from '../identity/identity.ts'
import { certify, encodeGiven, type GivenPerson, identityGiven } from './given-person.ts'
import { openGuest } from './guest.ts'
import { openHost } from './host.ts'
import { deviceLink, parseLinkCode, roomOf } from './link-code.ts'
import { newLinkKeys } from './link-keys.ts'
import { encodeLinkMessage, parseLinkMessage } from './link-messages.ts'
import { newRoomHub } from './room.fake.ts'

const alice: Identity = { ...identityOf('alice'), phrase: undefined }
const random = randomFrom('groups')
const groups = Array.from({ length: 60 }, (_, at) => ({
  group: toGroupId(random(32)),
  name: `Group ${at}`,
  admission: toRecordId(random(16)),
}))

interface Taken {
  readonly given: GivenPerson
  readonly device: KeyPair
}

function twoDevices(identity = alice) {
  const hub = newRoomHub()
  const clock = newFakeClock()
  const meeting = { clock, isConnected: () => hub.isConnected, enter: hub.enter }
  const taken: Taken[] = []
  let restarts = 0
  let isInUse = false
  const host = openHost({
    ...meeting,
    random: randomFrom('old device'),
    appUrl: 'https://app.test/',
    give(devicePublic) {
      const { rootPublic, boxes } = identity
      const chain = certify(identity, devicePublic)
      return chain && encodeGiven({ rootPublic, chain, boxes, name: 'Alice', groups })
    },
    hasArrived: (key) => arrived.some((one) => one.every((byte, at) => byte === key[at])),
  })
  const arrived: Uint8Array[] = []
  let guestsCount = 0
  const openNew = (text: string) => {
    const parsed = parseLinkCode(text)
    if (!parsed.ok) throw new Error(parsed.broke)
    const ports = {
      ...meeting,
      random: randomFrom(`new device ${guestsCount++}`),
      take: async (given: GivenPerson, device: KeyPair) => {
        if (!isInUse) taken.push({ given, device })
        return !isInUse
      },
      onTaken: () => void restarts++,
    }
    return openGuest(ports, parsed.code)
  }
  const shown = host.state.get()
  if (shown.step !== 'waiting') throw new Error('nothing is shown')
  return {
    hub,
    clock,
    host,
    openNew,
    shown,
    taken,
    arrived,
    use: () => void (isInUse = true),
    restarts: () => restarts,
  }
}

function digitsOf(linking: { readonly state: { get(): { readonly step: string } } }): string {
  const state = linking.state.get()
  return 'digits' in state && typeof state.digits === 'string' ? state.digits : state.step
}

test('[DL1] a scanned link and a typed code lead to the same room, however the code is typed', () => {
  const commitment = new Uint8Array(32).fill(3)
  const link = deviceLink('https://app.test/', 'ABCDE01234', commitment)
  expect(parseLinkCode(link)).toEqual({ ok: true, code: { short: 'ABCDE01234', commitment } })
  expect(parseLinkCode(link.split('/').at(-1) ?? '')).toMatchObject({ ok: true })
  expect(parseLinkCode(' abcde-oi2 34')).toEqual({
    ok: true,
    code: { short: 'ABCDE01234', commitment: undefined },
  })
  expect(roomOf('ABCDE01234')).toMatch(/^l\/[\w-]{22}$/)
})

test('[DL2] what is no code is said, and a newer one is told apart', () => {
  const link = deviceLink('https://app.test/', 'ABCDE01234', new Uint8Array(32))
  for (const text of ['', 'hello', '#/link/', 'ABCDE-0123', link.slice(0, -3), `${link}AAAA`])
    expect(parseLinkCode(text)).toEqual({ ok: false, broke: 'not-a-link' })
  expect(parseLinkCode(link.replace('#/link/A', '#/link/B'))).toEqual({
    ok: false,
    broke: 'newer-version',
  })
})

test('[DL3] both see the same six digits; after both confirm the new device has everything but the root', async () => {
  for (const way of ['link', 'shortCode'] as const) {
    const { hub, host, openNew, shown, taken, restarts } = twoDevices()
    const guest = openNew(shown[way])
    await hub.settle()
    expect(digitsOf(host)).toMatch(/^\d{6}$/)
    expect(digitsOf(guest)).toBe(digitsOf(host))
    host.confirm()
    await hub.settle()
    expect(taken).toEqual([])
    guest.confirm()
    await hub.settle()
    expect([host.state.get().step, guest.state.get().step]).toEqual(['done', 'done'])
    expect(restarts()).toBe(1)
    const [{ given, device } = { given: undefined, device: undefined }] = taken
    if (given === undefined || device === undefined) throw new Error('nothing was given')
    expect(given).toMatchObject({ name: 'Alice', groups, boxes: alice.boxes })
    expect(identityGiven(given, device)).toMatchObject({
      person: alice.person,
      phrase: undefined,
      device,
      chain: [alice.chain[0], { devicePub: device.publicKey }],
    })
    const said = Buffer.concat(hub.seen)
    expect(said.includes(Buffer.from(alice.box.secretKey))).toBe(false)
    expect(said.includes(Buffer.from('Group 7'))).toBe(false)
  }
})

test('[DL4] a relay that sits in between with keys of its own makes digits that differ', async () => {
  const { hub, host, openNew, shown } = twoDevices()
  const mine = boxKeyPair(new Uint8Array(32).fill(66))
  hub.meddle = (payload) => {
    const message = parseLinkMessage(payload)
    if (message?.type === 'key')
      return encodeLinkMessage({ ...message, guestPublic: mine.publicKey })
    return payload
  }
  const guest = openNew(shown.shortCode)
  await hub.settle()
  expect(digitsOf(host)).toMatch(/^\d{6}$/)
  expect(digitsOf(guest)).not.toBe(digitsOf(host))
  guest.cancel()
  await hub.settle()
  for (const side of [host, guest])
    expect(side.state.get()).toEqual({ step: 'failed', why: 'mismatch' })
})

test('[DL4] a key that was not the committed one is refused before any digits, and another commitment than the scanned', async () => {
  for (const type of ['reveal', 'commit'] as const) {
    const { hub, openNew, shown } = twoDevices()
    hub.meddle = (payload) => {
      const message = parseLinkMessage(payload)
      if (message?.type !== type) return payload
      return encodeLinkMessage(
        message.type === 'commit'
          ? { ...message, commitment: new Uint8Array(32).fill(1) }
          : { type: 'reveal', hostPublic: boxKeyPair(new Uint8Array(32).fill(1)).publicKey },
      )
    }
    const guest = openNew(shown.link)
    await hub.settle()
    expect(guest.state.get()).toEqual({ step: 'failed', why: 'mismatch' })
  }
})

test('[DL3] nothing sealed for one step opens as another, nor for another room', () => {
  const [host, guest] = [1, 2].map((seed) => boxKeyPair(new Uint8Array(32).fill(seed)))
  if (host === undefined || guest === undefined) throw new Error('no keys')
  const met = { room: 'l/a', hostPublic: host.publicKey, guestPublic: guest.publicKey }
  const atHost = newLinkKeys(met, host, guest.publicKey)
  const atGuest = newLinkKeys(met, guest, host.publicKey)
  const plaintext = Uint8Array.of(1, 2, 3)
  const give = { type: 'give', part: 0, count: 2 } as const
  const sealed = atHost.seal(give, plaintext, random) ?? new Uint8Array(0)
  expect(atGuest.open(give, sealed)).toEqual(plaintext)
  expect(atGuest.open({ ...give, part: 1 }, sealed)).toBeUndefined()
  expect(atGuest.open({ ...give, count: 1 }, sealed)).toBeUndefined()
  expect(atGuest.open({ type: 'got' }, sealed)).toBeUndefined()
  expect(atHost.open(give, sealed)).toBeUndefined()
  const elsewhere = newLinkKeys({ ...met, room: 'l/b' }, guest, host.publicKey)
  expect(elsewhere.open(give, sealed)).toBeUndefined()
  expect(atHost.seal(give, plaintext, random)).not.toEqual(sealed)
})

test('[DL5] what was lost on the line is said again, so a linking survives a dropped line', async () => {
  const { hub, clock, host, openNew, shown, taken } = twoDevices()
  const fate = randomFrom('line')
  let losses = 0
  hub.meddle = (payload) => {
    const isLost = (fate(1)[0] ?? 0) % 2 === 0
    if (isLost) losses++
    return isLost ? undefined : payload
  }
  const guest = openNew(shown.link)
  const wait = async (linking: typeof guest, step: string) => {
    for (let turn = 0; turn < 60 && linking.state.get().step !== step; turn++) {
      clock.advance(1_000)
      await hub.settle()
    }
    expect(linking.state.get().step).toBe(step)
  }
  await wait(guest, 'compare')
  await wait(host, 'compare')
  guest.confirm()
  host.confirm()
  await wait(guest, 'done')
  expect(taken.length).toBe(1)
  expect(losses).toBeGreaterThan(3)
})

test('[DL5] a new device whose last word was lost is done for the old one when it has been heard of', async () => {
  const { hub, clock, host, openNew, shown, taken, arrived } = twoDevices()
  hub.meddle = (payload) => (parseLinkMessage(payload)?.type === 'got' ? undefined : payload)
  const guest = openNew(shown.link)
  await hub.settle()
  guest.confirm()
  host.confirm()
  await hub.settle()
  clock.advance(5_000)
  expect([guest.state.get().step, host.state.get().step]).toEqual(['done', 'sending'])
  arrived.push(taken[0]?.device.publicKey ?? new Uint8Array(0))
  clock.advance(1_000)
  expect(host.state.get()).toEqual({ step: 'done' })
})

test('[DL6] after ten minutes, out of reach, or with nobody showing the code, both sides say so', async () => {
  const old = twoDevices()
  old.clock.advance(600_000)
  expect(old.host.state.get()).toEqual({ step: 'failed', why: 'expired' })
  const late = old.openNew(old.shown.link)
  old.clock.advance(60_000)
  expect(late.state.get()).toEqual({ step: 'failed', why: 'unanswered' })

  const offline = twoDevices()
  offline.hub.isConnected = false
  const guest = offline.openNew(offline.shown.link)
  offline.clock.advance(31_000)
  for (const side of [offline.host, guest])
    expect(side.state.get()).toEqual({ step: 'failed', why: 'no-relay' })
})

test('[DL12] a code under which nobody answers is said to be so after eight seconds, and asking goes on', async () => {
  const { hub, clock, openNew, shown } = twoDevices()
  hub.meddle = () => undefined
  const guest = openNew(shown.link)
  clock.advance(7_000)
  expect(guest.state.get()).toEqual({ step: 'waiting', link: '', shortCode: '' })
  clock.advance(1_000)
  expect(guest.state.get()).toMatchObject({ step: 'waiting', isUnanswered: true })
  hub.meddle = (payload) => payload
  clock.advance(2_000)
  await hub.settle()
  expect(digitsOf(guest)).toMatch(/^\d{6}$/u)
})

test('[DL12] where no relay is reached yet nobody is said to be silent', () => {
  const { hub, clock, openNew, shown } = twoDevices()
  hub.isConnected = false
  const guest = openNew(shown.link)
  clock.advance(10_000)
  expect(guest.state.get()).toEqual({ step: 'waiting', link: '', shortCode: '' })
  hub.isConnected = true
  hub.meddle = () => undefined
  clock.advance(10_000)
  expect(guest.state.get()).toMatchObject({ isUnanswered: true })
})

test('[DL7] a code is for one device: a second one, or a page opened anew, ends it and nobody gets anything', async () => {
  const { hub, host, openNew, shown, taken } = twoDevices()
  const first = openNew(shown.link)
  await hub.settle()
  const third = openNew(shown.link)
  await hub.settle()
  expect(third.state.get()).toEqual({ step: 'failed', why: 'cancelled' })
  expect(first.state.get().step).toBe('compare')
  first.cancel()
  await hub.settle()
  const again = openNew(shown.link)
  await hub.settle()
  host.confirm()
  again.confirm()
  await hub.settle()
  expect(host.state.get()).toEqual({ step: 'failed', why: 'mismatch' })
  expect(again.state.get().step).toBe('waiting')
  expect(taken).toEqual([])
})

test('[DL7] another key after the digits were shown ends the linking', async () => {
  const { hub, host, openNew, shown } = twoDevices()
  let known: Uint8Array | undefined
  hub.meddle = (payload, from) => {
    if (from === 1 && parseLinkMessage(payload)?.type === 'key') known = payload
    return payload
  }
  const guest = openNew(shown.link)
  await hub.settle()
  expect(known).toBeDefined()
  hub.meddle = () =>
    encodeLinkMessage({
      type: 'key',
      guestPublic: boxKeyPair(new Uint8Array(32).fill(9)).publicKey,
    })
  guest.confirm()
  await hub.settle()
  expect(host.state.get()).toEqual({ step: 'failed', why: 'cancelled' })
})

test('[DL8] either side may stop at any time before the end, and the other is told', async () => {
  const { hub, host, openNew, shown } = twoDevices()
  host.cancel()
  expect(host.state.get()).toEqual({ step: 'failed', why: 'cancelled' })
  const other = twoDevices()
  const guest = other.openNew(other.shown.link)
  await other.hub.settle()
  other.host.confirm()
  other.host.cancel()
  await other.hub.settle()
  expect(guest.state.get()).toEqual({ step: 'failed', why: 'cancelled' })
  expect(openNew(shown.link).state.get().step).toBe('waiting')
  await hub.settle()
})

test('[DL9] nothing is given before the old device has confirmed, whatever is said to it', async () => {
  const { hub, host, openNew, shown, taken } = twoDevices()
  const guest = openNew(shown.link)
  await hub.settle()
  guest.confirm()
  await hub.settle()
  expect(host.state.get().step).toBe('compare')
  expect(hub.seen.some((payload) => parseLinkMessage(payload)?.type === 'give')).toBe(false)
  expect(taken).toEqual([])
})

test('[DL10] a device with groups of its own is not taken over, and both sides are told', async () => {
  const { hub, host, openNew, shown, use, restarts } = twoDevices()
  const guest = openNew(shown.link)
  await hub.settle()
  use()
  host.confirm()
  guest.confirm()
  await hub.settle()
  for (const side of [host, guest])
    expect(side.state.get()).toEqual({ step: 'failed', why: 'in-use' })
  expect(restarts()).toBe(0)
})

test('[DL11] the root itself certifies while its phrase is here; a chain of eight goes no further', () => {
  const phone = identityOf('phone').device.publicKey
  expect(certify(identityOf('alice'), phone)).toHaveLength(1)
  expect(certify(alice, phone)).toHaveLength(2)
  let last: Identity = alice
  for (let depth = 2; depth <= 8; depth++) {
    const { device } = identityOf(`device ${depth}`)
    const chain = certify(last, device.publicKey)
    if (chain === undefined) throw new Error(`no chain of ${depth}`)
    last = { ...last, device, chain }
  }
  expect(certify(last, phone)).toBeUndefined()
  expect(idBytes(last.person)).toHaveLength(16)
})
