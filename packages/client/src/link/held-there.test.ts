import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { envelopes, newLinkWorld, SEGMENT_0, settle } from './link-world.fake.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const OURS = { writer: 5, clock: 0, count: 3 }

async function asked(line: { whenHeldThere(ms: number): Promise<boolean> }) {
  const answer = { isHeld: undefined as boolean | undefined }
  void line.whenHeldThere(1_000).then((isHeld) => (answer.isHeld = isHeld))
  await settle()
  return answer
}

test('[LK37] a relay that took everything says so, also of what was written after it was asked first', async () => {
  const world = newLinkWorld()
  const doc = new Y.Doc()
  Y.applyUpdate(doc, envelopes(SEGMENT_0, OURS))
  const line = world.follow(SEGMENT_0, { doc })
  expect(await line.following.whenHeldThere(1_000)).toBe(false) // there is no session yet
  await world.advance(200)
  expect(await asked(line.following)).toEqual({ isHeld: true })
  Y.applyUpdate(doc, envelopes(SEGMENT_0, { writer: 5, clock: 3, count: 1 }))
  await settle()
  expect(await asked(line.following)).toEqual({ isHeld: true })
})

test('[LK37] [AT190] a relay that answers, and has not what is here, does not hold it', async () => {
  const world = newLinkWorld()
  const doc = new Y.Doc()
  Y.applyUpdate(doc, envelopes(SEGMENT_0, OURS))
  const line = world.follow(SEGMENT_0, { doc })
  await world.advance(200)
  expect(line.following.isSynced()).toBe(true)
  expect(await asked(line.following)).toEqual({ isHeld: true })
  world.relay.docs.delete(SEGMENT_0)
  expect(await asked(line.following)).toEqual({ isHeld: true }) // as it said in this session
  Y.applyUpdate(doc, envelopes(SEGMENT_0, { writer: 5, clock: 3, count: 1 }))
  await settle()
  expect(await asked(line.following)).toEqual({ isHeld: false })
})
