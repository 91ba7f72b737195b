import { expect, test } from 'vitest'
import type { PersonId } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Membership } from '../membership/membership.ts'
import type { SaidProfile } from '../membership/said-names.ts'
import { cleanLines } from '../names.ts'
import { newOfflineBrowser } from '../parley-device.fake.ts'
import { statusIn } from './own-profile.ts'

const OTHER = 'other' as PersonId

function statusOf(words: string): string {
  const own: SaidProfile = { words: { value: words, hlc: 1n, epochs: [], newest: 1n } }
  const device = { identity: { person: 'me' } } as unknown as Device
  const membership = { saidNames: () => ({ group: {}, own }) } as unknown as Membership
  return statusIn(device, membership, OTHER)
}

test('[PF7] of who says a status that is too long none is shown, and of others no letter that turns or breaks the line', () => {
  expect(statusOf('x'.repeat(400))).toHaveLength(400)
  expect(statusOf('x'.repeat(401))).toBe('')
  expect(statusOf('\u202etxet\u0007 \n\n two')).toBe('txet two')
  expect(cleanLines('\r\n one \u2067\u0000\r\r\r\r two\u2028three\n')).toBe('one\n\ntwo\nthree')
})

test('[PF2] [PF6] [PF7] what this person chooses is there after a restart and in other tabs; what cannot be shown is refused', async () => {
  const browser = newOfflineBrowser('profile')
  const tab = await browser.openTab()
  const other = await browser.openTab()
  await tab.setName('Zoë')
  const id = await tab.newGroup('Climbers')
  await tab.profiles.setStatus(' away\u2069 ')
  await tab.profiles.setAccent(id, 2)
  expect(tab.openGroup(id)?.info.get().people).toMatchObject([{ name: 'Zoë', status: 'away' }])
  await expect(tab.profiles.setStatus('🏔️'.repeat(80))).rejects.toThrow('400')
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')
  await expect(tab.profiles.setPicture(svg)).rejects.toThrow('JPEG')
  await expect(tab.openGroup(id)?.describe('x'.repeat(2_001))).rejects.toThrow('2000')
  await expect.poll(() => other.profiles.status.get()).toBe('away')
  await tab.close()
  await other.close()

  const again = await browser.openTab()
  expect(again.profiles.status.get()).toBe('away')
  expect(again.profiles.accentOf(id)).toBe(2)
  expect(again.profiles.pictureOf(again.me)).toBeUndefined()
  await again.close()
})
