import type { Parley } from '@parley/client'
import { afterEach, expect, test, vi } from 'vitest'
import { link } from './linking-people.ts'
import { type Browser, enter, linesAt, newBrowser, newCrew, newRelay } from './people.ts'

const WAIT = { timeout: 30_000, interval: 50 }

/** Before anybody turns it. */
const now = Date.now.bind(Date)

afterEach(() => void vi.restoreAllMocks())

/** How somebody who had read everything but the last message comes to a new device. */
const WAYS: Readonly<Record<string, (old: Parley, browser: Browser) => Promise<Parley>>> = {
  linked: link,
  async recovered(old, browser) {
    const phrase = old.own.phrase.get()
    if (phrase.state !== 'unconfirmed') throw new Error('the phrase is gone')
    const before = await browser.openTab()
    expect(await before.own.recover(phrase.words.join(' '))).toEqual({ outcome: 'ok' })
    await before.close()
    return browser.openTab()
  },
}

test.each(Object.keys(WAYS))(
  '[GS8] [GS13] on a %s device the old history is not late, and unread is what no own device has shown',
  async (way) => {
    const relay = await newRelay()
    const { id, crew } = await newCrew(relay, ['Anna', 'Bob'])
    const { Anna: anna, Bob: bob } = crew
    for (const text of ['one', 'two', 'three']) await bob.group.send(text)
    await vi.waitFor(() => expect(linesAt(anna)).toHaveLength(3), WAIT)
    await anna.group.send('four')
    await vi.waitFor(() => expect(linesAt(bob)).toHaveLength(4), WAIT)
    await bob.group.send('five')
    await vi.waitFor(() => expect(linesAt(anna)).toHaveLength(5), WAIT)
    const [, , third, , fifth] = anna.group.conversation.get().messages
    if (third === undefined || fifth === undefined) throw new Error('no messages')
    anna.group.markRead(third.key)
    await vi.waitFor(
      () => expect(bob.group.conversation.get().messages[2]).toMatchObject({ status: 'read' }),
      WAIT,
    )
    expect(anna.parley.groups.get()).toMatchObject([{ unreadCount: 1 }])

    vi.spyOn(Date, 'now').mockImplementation(() => now() + 180_000)
    const browser = newBrowser(relay)
    const parley = await WAYS[way]?.(anna.parley, browser)
    if (parley === undefined) throw new Error('no such way')
    await vi.waitFor(() => expect(parley.openGroup(id)).toBeDefined(), WAIT)
    const phone = enter({ parley, browser }, id)
    await vi.waitFor(
      () => expect(linesAt(phone)).toEqual(['one', 'two', 'three', 'four', 'five']),
      WAIT,
    )
    const { late, messages } = phone.group.conversation.get()
    expect(late).toEqual([])
    expect(messages.filter((message) => message.late)).toEqual([])
    await vi.waitFor(() => expect(parley.groups.get()).toMatchObject([{ unreadCount: 1 }]), WAIT)
    expect(phone.group.conversation.get().firstUnread).toBe(fifth.key)
    // From here on the device is in step: what comes late is late again.
    await vi.waitFor(() => expect(browser.disk.entries.get(`synced/${id}`)).toEqual([0]), WAIT)
  },
  90_000,
)
