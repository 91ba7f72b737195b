/**
 * What every journal must do that several relays share. Run by each adapter's test with a way to open one
 * more journal on the same log.
 */
import { toDeviceKey, toGroupId } from '@parley/protocol'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Journal, SharedEntry } from './journal.ts'

export interface SharedStand {
  /** One more on the same log; its own file of the disk, connection or process, as the adapter has it. */
  open(): Promise<Journal>
}

const GROUP = toGroupId(new Uint8Array(32).fill(1))
const DEVICE = toDeviceKey(new Uint8Array(32).fill(3))
const SEGMENT = `${GROUP}/0`

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

interface Follower {
  readonly journal: Journal
  readonly told: SharedEntry[]
  /** As a document in memory would have it: everything read, told or put in by itself. */
  readonly known: Set<number>
}

async function follow(stand: SharedStand): Promise<Follower> {
  const journal = await stand.open()
  const follower = { journal, told: [] as SharedEntry[], known: new Set<number>() }
  if (journal.follow === undefined) throw new Error('this journal cannot be shared')
  await journal.follow((entry) => {
    follower.told.push(entry)
    if (entry.type === 'update' && entry.doc === GROUP) learn(follower, entry.update)
  })
  return follower
}

function learn({ known }: Follower, update: Uint8Array): void {
  for (const value of update) known.add(value)
}

function toldOf({ told }: Follower, doc: string): number[][] {
  return told.flatMap((entry) =>
    entry.type === 'update' && entry.doc === doc ? [[...entry.update]] : [],
  )
}

/** Of two relays on one log: who does what. A rewriting puts in all that its relay knows. */
const anyStep = fc.record({
  who: fc.nat(1),
  type: fc.constantFrom('append', 'append', 'append', 'compact', 'purge', 'wait'),
})

export function describeSharedJournal(name: string, newStand: () => Promise<SharedStand>): void {
  describe(`${name} can be shared`, () => {
    test('[JO16] each is told what the other puts in, in its order, and nothing of its own', async () => {
      const stand = await newStand()
      const [one, other] = [await follow(stand), await follow(stand)]
      await Promise.all([
        one.journal.append(GROUP, bytes(1)),
        one.journal.append(SEGMENT, bytes(9)),
        one.journal.append(GROUP, bytes(2)),
        one.journal.putMark(GROUP, DEVICE, bytes(7)),
        one.journal.putNote(SEGMENT, 'a', bytes(8)),
      ])
      await one.journal.putNote(SEGMENT, 'a', undefined)
      await other.journal.append(GROUP, bytes(3))
      await vi.waitFor(() => {
        expect(toldOf(other, GROUP)).toEqual([[1], [2]])
        expect(toldOf(other, SEGMENT)).toEqual([[9]])
        expect(toldOf(one, GROUP)).toEqual([[3]])
        expect(other.told).toContainEqual({
          type: 'mark',
          group: GROUP,
          device: DEVICE,
          mark: bytes(7),
        })
        const notes = other.told.flatMap((entry) => (entry.type === 'note' ? [entry.note] : []))
        expect(notes).toEqual([bytes(8), undefined])
      })
      expect((await other.journal.read(GROUP)).map((update) => [...update])).toEqual([
        [1],
        [2],
        [3],
      ])
      await one.journal.close()
      await other.journal.close()
    })

    test('[JO17] [JO18] whatever two relays rewrite at once, nothing acknowledged is lost to either or to a third', async () => {
      const seen = { rewritings: 0, both: 0 }
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyStep, { minLength: 5, maxLength: 40, size: 'max' }),
          async (script) => {
            const stand = await newStand()
            const two = [await follow(stand), await follow(stand)]
            const acknowledged = new Set<number>()
            const running: Promise<unknown>[] = []
            const writers = new Set<number>()
            let next = 0
            for (const { who, type } of script) {
              const relay = two[who]
              if (relay === undefined) continue
              if (type === 'wait') await Promise.all(running)
              else if (type === 'append') {
                const value = next++
                writers.add(who)
                relay.known.add(value)
                const kept = relay.journal.append(GROUP, bytes(value))
                running.push(kept.then(() => acknowledged.add(value)))
              } else if (relay.known.size > 0) {
                seen.rewritings++
                running.push(relay.journal[type](GROUP, Uint8Array.from(relay.known)))
              }
            }
            await Promise.all(running)
            if (writers.size === 2) seen.both++
            await vi.waitFor(() => {
              for (const { known } of two) expect(known).toEqual(acknowledged)
            })
            const third = await follow(stand)
            for (const update of await third.journal.read(GROUP)) learn(third, update)
            expect(third.known).toEqual(acknowledged)
            for (const { journal } of [...two, third]) await journal.close()
          },
        ),
        { numRuns: 30 },
      )
      expect(seen.rewritings).toBeGreaterThan(20) // not vacuous
      expect(seen.both).toBeGreaterThan(10)
    })

    test('[JO18] whoever comes while others write reads or is told every entry', async () => {
      const stand = await newStand()
      const writer = await follow(stand)
      const running = Array.from({ length: 100 }, (_, at) =>
        writer.journal.append(GROUP, bytes(at)),
      )
      const late = await follow(stand)
      for (const update of await late.journal.read(GROUP)) learn(late, update)
      running.push(writer.journal.append(GROUP, bytes(100)))
      await Promise.all(running)
      await vi.waitFor(() => expect(late.known.size).toBe(101))
      await writer.journal.close()
      await late.journal.close()
    })
  })
}
