import { scryptSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { doorKeysOf } from './short-code.ts'

test('[SE20] a short code gives name, key and nonce by scrypt, the same on every device', async () => {
  const { name16, key32, nonce24 } = await doorKeysOf('7B7B7B7B')
  const byNode = scryptSync('7B7B7B7B', 'parley/short-code', 72, { N: 16_384, r: 8, p: 1 })
  expect(Buffer.concat([name16, key32, nonce24]).equals(byNode)).toBe(true)
  const other = await doorKeysOf('7B7B7B7C')
  expect(other.name16).not.toEqual(name16)
  expect(other.key32).not.toEqual(key32)
})
