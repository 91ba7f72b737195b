import { expect, test } from 'vitest'
import { bannerLines } from './banner.ts'

const here = ['http://localhost:8080', 'http://192.168.1.5:8080']

test('[RW6] the banner says where to open it, and shows a terminal a code for phones', () => {
  const lines = bannerLines({ urls: here, data: '/srv/parley', isTerminal: true })
  expect(lines[0]).toBe('Parley is ready. Open http://localhost:8080')
  expect(lines[1]).toBe('From other devices on this network: http://192.168.1.5:8080')
  expect(lines.join('\n')).toMatch(/[▀▄█]{5}/)
  expect(lines).toContain('  http://192.168.1.5:8080')
  expect(lines.at(-1)).toBe('Messages are kept in /srv/parley. Press Ctrl+C to stop.')
})

test('[RW6] no code for a file that nobody points a camera at, nor for an address phones cannot open', () => {
  expect(bannerLines({ urls: here, data: '/d', isTerminal: false })).toHaveLength(3)
  const alone = bannerLines({ urls: here.slice(0, 1), data: '/d', isTerminal: true })
  expect(alone).toHaveLength(2)
})
