import { expect, test, vi } from 'vitest'
import { newBrowser, newPerson, newRelay, textsOf } from './people.ts'

const WAIT = { timeout: 20_000 }

test('[GS27] [GS64] a late message above what is on screen is unread; seen in the list it is read, and off the list in all tabs', async () => {
  const relay = await newRelay()
  const alices = newBrowser(relay)
  const alice = await newPerson('Alice', alices)
  const bobs = newBrowser(relay)
  const bob = await newPerson('Bob', bobs)
  const id = await alice.newGroup('Climbers')
  await bob.join((await alice.openGroup(id)?.inviteLink()) ?? '')
  await vi.waitFor(() => expect(bob.openGroup(id)?.info.get().state).toBe('ready'), WAIT)
  await vi.waitFor(() => expect(alice.openGroup(id)?.info.get().people).toHaveLength(2), WAIT)
  const other = await bobs.openTab()
  bobs.line.isCut = true
  const now = Date.now()
  await alice.openGroup(id)?.send('written long before')
  await vi.waitFor(() => expect(bob.connection.get().state).not.toBe('connected'), WAIT)
  const later = vi.spyOn(Date, 'now').mockReturnValue(now + 180_000)
  await bob.openGroup(id)?.send('meanwhile')
  bobs.line.isCut = false
  await vi.waitFor(
    () => expect(textsOf(bob, id)).toEqual(['written long before', 'meanwhile']),
    WAIT,
  )
  later.mockRestore()
  const [late] = bob.openGroup(id)?.conversation.get().messages ?? []
  if (late === undefined) throw new Error('no message')
  await vi.waitFor(
    () => expect(bob.openGroup(id)?.conversation.get().late).toEqual([late.key]),
    WAIT,
  )
  const own = bob.openGroup(id)?.conversation.get().messages.at(-1)
  if (own !== undefined) bob.openGroup(id)?.markRead(own.key) // all that is on screen
  expect(bob.openGroup(id)?.conversation.get().late).toEqual([late.key])
  expect(bob.groups.get()).toMatchObject([{ unreadCount: 1 }])
  bob.openGroup(id)?.seeLate()
  expect(bob.groups.get()).toMatchObject([{ unreadCount: 0 }])
  await vi.waitFor(() => expect(other.openGroup(id)?.conversation.get().late).toEqual([]), WAIT)
  await vi.waitFor(() => expect(other.groups.get()).toMatchObject([{ unreadCount: 0 }]), WAIT)
}, 40_000)
