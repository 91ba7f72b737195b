import type { GroupId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import type { Device } from '../device.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { openCompleteness } from './completeness.ts'

const MINUTE = 60_000

async function newDesk(disk = new MemoryDisk()) {
  const clock = newFakeClock()
  const listeners = new Set<() => void>()
  const facts = { state: 'offline', heardAt: undefined as number | undefined }
  const now = { isSynced: false, isMissing: false }
  const device = {
    store: newMemoryStore(disk.newProcess()),
    clock,
    link: {
      state: () => facts,
      onState(listen: () => void) {
        listeners.add(listen)
        return () => listeners.delete(listen)
      },
    },
  } as unknown as Device
  const watch = await openCompleteness({
    device,
    group: 'g' as GroupId,
    isSynced: () => now.isSynced,
    isMissing: () => now.isMissing,
  })
  const becomes = (state: string) => {
    facts.state = state
    for (const listen of listeners) listen()
  }
  return { clock, facts, now, watch, becomes, disk }
}

test('[GS75] before it was in step a device knows until no moment; then until the relay was heard last', async () => {
  const { clock, facts, now, watch, becomes } = await newDesk()
  expect(watch.live.get()).toEqual({ knownUntil: undefined, isInStep: false, missing: false })
  facts.heardAt = clock.now()
  becomes('connected')
  expect(watch.live.get().isInStep).toBe(false) // it has not told all it has
  now.isSynced = true
  watch.look()
  const begun = watch.live.get()
  expect(begun).toEqual({ knownUntil: clock.now(), isInStep: true, missing: false })
  clock.advance(10 * MINUTE)
  const heardAt = clock.now() - 5_000
  facts.heardAt = heardAt
  watch.look()
  expect(watch.live.get()).toBe(begun) // nobody needs to be told while it is in step
  becomes('offline')
  clock.advance(30 * MINUTE)
  watch.look()
  expect(watch.live.get()).toEqual({ knownUntil: heardAt, isInStep: false, missing: false })
})

test('[GS75] the moment is known after a start without a network, too, also when nothing said goodbye', async () => {
  const { clock, facts, now, disk, becomes } = await newDesk()
  now.isSynced = true
  facts.heardAt = clock.now()
  becomes('connected')
  clock.advance(MINUTE - 1)
  facts.heardAt = clock.now()
  clock.advance(1)
  await expect.poll(() => disk.entries.get('known/g')).toBe(facts.heardAt)
  const again = await newDesk(disk)
  expect(again.watch.live.get()).toEqual({
    knownUntil: facts.heardAt,
    isInStep: false,
    missing: false,
  })
})

test('[GS75] what is known to exist and is not here is said, in step or not', async () => {
  const { now, watch } = await newDesk()
  now.isMissing = true
  watch.look()
  expect(watch.live.get().missing).toBe(true)
  now.isMissing = false
  watch.look()
  expect(watch.live.get().missing).toBe(false)
  watch.close()
})
