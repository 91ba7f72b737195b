import type { DeviceKey } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeDrafts, parseDrafts } from './draft-content.ts'
import { parseRow, rowChange } from './draft-rows.ts'

const GROUP = 'A'.repeat(43)
const laptop = 'laptop' as DeviceKey

const anyDrafts = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('', '/root', '/person/message', '/other'),
      fc.string({ maxLength: 400, unit: 'grapheme' }),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    ),
    { selector: ([place]) => place },
  )
  .map(
    (rows) =>
      new Map(
        rows.map(([place, text, hlc]) => [
          GROUP + place,
          { text, hlc, over: new Map(hlc % 2n === 0n ? [[laptop, hlc / 2n]] : []) },
        ]),
      ),
  )

test('[OW25] drafts come back from a mark and from a disk as they were', () => {
  let texts = 0
  fc.assert(
    fc.property(anyDrafts, (drafts) => {
      expect(parseDrafts(encodeDrafts(drafts, 60_000))).toEqual(drafts)
      for (const [place, own] of drafts) {
        const row = { own, heard: new Map([[laptop, own]]) }
        const change = rowChange(place, row)
        expect(change.type === 'put' && parseRow(structuredClone(change.value))).toEqual(row)
        texts++
      }
    }),
  )
  expect(texts).toBeGreaterThan(50)
})

test('[OW25] of more than a mark holds the newest drafts are told', () => {
  const long = (hlc: bigint) => ({ text: 'x'.repeat(400), hlc, over: new Map() })
  const drafts = new Map([1n, 3n, 2n].map((hlc) => [`${GROUP}/${hlc}`, long(hlc)]))
  const bytes = encodeDrafts(drafts, 1_000)
  expect(bytes.length).toBeLessThanOrEqual(1_000)
  expect([...parseDrafts(bytes).keys()]).toEqual([`${GROUP}/3`, `${GROUP}/2`])
})

test('[OW25] bytes of whatever kind are read as what of them is drafts', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => parseDrafts(bytes).size === 0),
  )
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 4 }),
      (json) => parseDrafts(new TextEncoder().encode(json)).size === 0,
    ),
  )
  fc.assert(fc.property(fc.anything(), (value) => parseRow(value).heard.size === 0))
  const mixed = JSON.stringify([
    ['no group', 'a', '1', []],
    [GROUP, 'b', '-1', []],
    [GROUP, 'c', '7', [[1, 2]], 'later'],
  ])
  const told = parseDrafts(new TextEncoder().encode(mixed))
  expect(told).toEqual(new Map([[GROUP, { text: 'c', hlc: 7n, over: new Map() }]]))
})

test('[GS88] a draft that was kept before drafts were told is still there', () => {
  expect(parseRow('half a sen')).toEqual({
    own: { text: 'half a sen', hlc: 0n, over: new Map() },
    heard: new Map(),
  })
})
