import { expect, test } from 'vitest'
import { isAddressRange, newPeerAddresses } from './peer-address.ts'

const seen = (
  proxies: readonly string[],
  remoteAddress: string | undefined,
  forwardedFor?: string,
) => newPeerAddresses(proxies)({ remoteAddress, forwardedFor })

test('[RW7] [AT132] without a trusted proxy nobody talks themselves into another address', () => {
  expect(seen([], '203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
  expect(seen(['loopback'], '203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
  expect(seen([], '::ffff:203.0.113.9')).toBe('203.0.113.9')
  expect(seen([], undefined)).toBe('unknown')
})

test('[RW7] behind trusted proxies the last address that none of them is counts', () => {
  expect(seen(['loopback'], '127.0.0.1', '198.51.100.1')).toBe('198.51.100.1')
  expect(seen(['loopback'], '::1', 'forged, 198.51.100.1')).toBe('198.51.100.1')
  expect(seen(['loopback'], '::ffff:127.0.0.1', '9.9.9.9, 198.51.100.1')).toBe('198.51.100.1')
  expect(seen(['loopback', '10.0.0.0/8'], '127.0.0.1', '9.9.9.9, 10.1.2.3')).toBe('9.9.9.9')
  expect(seen(['loopback'], '127.0.0.1', 'nonsense')).toBe('127.0.0.1')
  expect(seen(['loopback'], '127.0.0.1')).toBe('127.0.0.1')
  expect(seen(['loopback'], '127.0.0.1', '198.51.100.1:4711')).toBe('198.51.100.1')
})

test('[RW7] a household’s IPv6 addresses are one, however they are written', () => {
  const home = '2001:db8:1:2::/64'
  expect(seen([], '2001:db8:1:2:3:4:5:6')).toBe(home)
  expect(seen([], '2001:0DB8:0001:2::7')).toBe(home)
  expect(seen(['loopback'], '::1', '[2001:db8:1:2::9]:443')).toBe(home)
  expect(seen([], '::1')).toBe('0:0:0:0::/64')
  expect(seen([], 'fe80::1%eth0')).toBe('fe80:0:0:0::/64')
})

test('[RW7] a range is an address with as many bits as it has', () => {
  for (const right of ['10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8'])
    expect(isAddressRange(right)).toBe(true)
  for (const wrong of ['10.0.0', '10.0.0.0/33', 'fd00::/129', '10.0.0.0/8/8', 'a', '10.0.0.0/'])
    expect(isAddressRange(wrong)).toBe(false)
})
