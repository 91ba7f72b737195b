import { networkInterfaces } from 'node:os'
import { expect, test, vi } from 'vitest'
import { newOwnOrigins } from './origins.ts'

vi.mock(import('node:os'), async (load) => {
  const system = await load()
  return { ...system, networkInterfaces: vi.fn<typeof networkInterfaces>(system.networkInterfaces) }
})

const ADDRESS = { netmask: '', family: 'IPv4', mac: '', internal: false, cidr: null } as const
const inNetwork = (address: string) => ({ wlan0: [{ ...ADDRESS, address }] })

test('a new address of this machine is known at once, an old one no more after two seconds', () => {
  let now = 0
  const asked = vi.mocked(networkInterfaces)
  asked.mockReturnValue(inNetwork('10.0.0.5'))
  const isOwn = newOwnOrigins(8080, () => now)
  expect(isOwn('http://10.0.0.5:8080')).toBe(true)
  expect(isOwn('http://localhost:8080')).toBe(true)
  expect(isOwn('http://10.0.0.5:8081')).toBe(false)
  const before = asked.mock.calls.length
  for (let at = 0; at < 100; at++) expect(isOwn('http://10.0.0.5:8080')).toBe(true)
  expect(asked.mock.calls.length).toBe(before)

  asked.mockReturnValue(inNetwork('10.0.7.7'))
  now = 1_000
  expect(isOwn('http://10.0.7.7:8080')).toBe(true)
  now = 3_500
  expect(isOwn('http://10.0.0.5:8080')).toBe(false)
})
