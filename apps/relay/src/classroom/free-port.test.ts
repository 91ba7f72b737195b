import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from './free-port.ts'

test('[RW16] where another program has the port, the class takes the next one', async () => {
  const other = createServer().listen(0)
  await once(other, 'listening')
  const address = other.address()
  const taken = typeof address === 'object' ? (address?.port ?? 0) : 0
  expect(await freePort(undefined, taken)).toBeGreaterThan(taken)
  const closed = once(other, 'close')
  other.close()
  await closed
  expect(await freePort(undefined, taken)).toBe(taken)
})
