/** Two browsers of one person that link, for tests. */
import type { Linking, Parley } from '@parley/client'
import { expect, vi } from 'vitest'
import type { Browser } from './people.ts'

const PATIENCE = { timeout: 30_000, interval: 50 }

function begun(linking: ReturnType<Parley['own']['takeLink']>): Linking {
  if (!('state' in linking)) throw new Error(linking.broke)
  return linking
}

async function digitsOf(linking: Linking): Promise<string> {
  return vi.waitFor(() => {
    const state = linking.state.get()
    if (state.step !== 'compare') throw new Error(JSON.stringify(state))
    return state.digits
  }, PATIENCE)
}

/** Both have met and show the same digits. */
export async function meet(
  old: Parley,
  before: Parley,
): Promise<{ host: Linking; guest: Linking }> {
  const host = old.own.offerLink()
  const shown = host.state.get()
  if (shown.step !== 'waiting') throw new Error('nothing is shown')
  const guest = begun(before.own.takeLink(shown.shortCode))
  expect(await digitsOf(guest)).toBe(await digitsOf(host))
  return { host, guest }
}

/** The new browser's tab after it was linked. */
export async function link(old: Parley, browser: Browser): Promise<Parley> {
  const before = await browser.openTab()
  const { host, guest } = await meet(old, before)
  guest.confirm()
  host.confirm()
  await vi.waitFor(() => expect(guest.state.get().step).toBe('done'), PATIENCE)
  await vi.waitFor(() => expect(host.state.get().step).toBe('done'), PATIENCE)
  expect(before.own.restart.get()).toBe(true)
  await before.close()
  return browser.openTab()
}
