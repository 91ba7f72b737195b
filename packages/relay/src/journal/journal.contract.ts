/**
 * What every journal must do. Run by each adapter's test with a way to make one and to open it again.
 */
import { toDeviceKey, toGroupId } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import type { Journal } from './journal.ts'

export interface JournalStand {
  readonly journal: Journal
  /** Opens what the journal kept, after it was closed. */
  reopen(): Promise<Journal>
  /** Whether these bytes stand anywhere in what it keeps. */
  holds(bytes: Uint8Array): Promise<boolean>
}

const GROUP = toGroupId(new Uint8Array(32).fill(1))
const OTHER = toGroupId(new Uint8Array(32).fill(2))
const DEVICE = toDeviceKey(new Uint8Array(32).fill(3))
const SECOND = toDeviceKey(new Uint8Array(32).fill(4))

/** Bytes that no store compresses, and that are found nowhere by chance. */
function unlike(seed: number, length = 400): Uint8Array {
  let state = seed * 2_654_435_761
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  })
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const read = async (journal: Journal, doc: string): Promise<number[][]> =>
  (await journal.read(doc)).map((update) => [...update])

export function describeJournal(name: string, newStand: () => Promise<JournalStand>): void {
  describe(`${name} keeps the journal's contract`, () => {
    test('[JO1] updates come back in the order they were appended, each document its own', async () => {
      const { journal } = await newStand()
      await journal.append(GROUP, bytes(1))
      await Promise.all([
        journal.append(GROUP, bytes(2)),
        journal.append(`${GROUP}/0`, bytes(9)),
        journal.append(GROUP, bytes(3)),
      ])
      expect(await read(journal, GROUP)).toEqual([[1], [2], [3]])
      expect(await read(journal, `${GROUP}/0`)).toEqual([[9]])
      expect(await read(journal, `${GROUP}/1`)).toEqual([])
      await journal.close()
    })

    test('[JO1] a document whose name begins like another keeps to itself', async () => {
      const { journal } = await newStand()
      await journal.append(`${GROUP}/1`, bytes(1))
      await journal.append(`${GROUP}/10`, bytes(10))
      await journal.compact(`${GROUP}/1`, bytes(2))
      expect(await read(journal, `${GROUP}/1`)).toEqual([[2]])
      expect(await read(journal, `${GROUP}/10`)).toEqual([[10]])
      await journal.close()
    })

    test('[JO2] what was appended, compacted or marked is there after closing and opening again', async () => {
      const { journal, reopen } = await newStand()
      await journal.append(GROUP, bytes(1))
      await journal.append(OTHER, bytes(5))
      await journal.compact(OTHER, bytes(6))
      await journal.putMark(GROUP, DEVICE, bytes(7))
      await journal.close()
      const again = await reopen()
      expect(await read(again, GROUP)).toEqual([[1]])
      expect(await read(again, OTHER)).toEqual([[6]])
      expect((await again.marks(GROUP)).map((mark) => [...mark])).toEqual([[7]])
      await again.append(GROUP, bytes(2))
      expect(await read(again, GROUP)).toEqual([[1], [2]])
      await again.close()
    })

    test('[JO3] a thousand appends at once all arrive, in order', async () => {
      const { journal } = await newStand()
      const numbers = Array.from({ length: 1_000 }, (_, at) => at)
      await Promise.all(
        numbers.map((at) => journal.append(at % 2 === 0 ? GROUP : OTHER, bytes(at >> 8, at & 255))),
      )
      const order = [...(await read(journal, GROUP)), ...(await read(journal, OTHER))]
      const evens = numbers.filter((at) => at % 2 === 0)
      const odds = numbers.filter((at) => at % 2 === 1)
      expect(order.map(([high = 0, low = 0]) => high * 256 + low)).toEqual([...evens, ...odds])
      await journal.close()
    })

    test('[JO4] compacting replaces what was appended before it, and nothing that comes after', async () => {
      const { journal } = await newStand()
      const before = [1, 2, 3].map((value) => journal.append(GROUP, bytes(value)))
      const compacted = journal.compact(GROUP, bytes(1, 2, 3))
      const after = journal.append(GROUP, bytes(4))
      await Promise.all([...before, compacted, after])
      expect(await read(journal, GROUP)).toEqual([[1, 2, 3], [4]])
      await journal.close()
    })

    test('[JO5] documents with an entry are listed, once each', async () => {
      const { journal } = await newStand()
      expect(await journal.docs()).toEqual([])
      for (const doc of [GROUP, `${GROUP}/0`, `${GROUP}/12`, OTHER, GROUP])
        await journal.append(doc, bytes(1))
      await journal.putMark(GROUP, DEVICE, bytes(1))
      expect([...(await journal.docs())].toSorted()).toEqual(
        [GROUP, `${GROUP}/0`, `${GROUP}/12`, OTHER].toSorted(),
      )
      await journal.close()
    })

    test('[JO6] one mark is kept for each group and device, the last one put', async () => {
      const { journal } = await newStand()
      await journal.putMark(GROUP, DEVICE, bytes(1))
      await journal.putMark(OTHER, DEVICE, bytes(9))
      await Promise.all([
        journal.putMark(GROUP, DEVICE, bytes(2)),
        journal.putMark(GROUP, SECOND, bytes(3)),
      ])
      const marks = (await journal.marks(GROUP)).map((mark) => [...mark])
      expect(marks.sort(([a = 0], [b = 0]) => a - b)).toEqual([[2], [3]])
      await journal.close()
    })

    test('[JO10] one note is kept for each document and key, until it is dropped', async () => {
      const { journal, reopen } = await newStand()
      await Promise.all([
        journal.putNote(GROUP, 'a', bytes(1)),
        journal.putNote(`${GROUP}/1`, 'a', bytes(2)),
        journal.putNote(GROUP, 'b', bytes(3)),
        journal.putNote(GROUP, 'a', bytes(4)),
      ])
      await journal.putNote(GROUP, 'b', undefined)
      expect(await journal.docs()).toEqual([])
      await journal.close()
      const again = await reopen()
      const notes = (await again.notes()).map(({ doc, key, note }) => [doc, key, [...note]])
      expect(notes).toEqual([
        [GROUP, 'a', [4]],
        [`${GROUP}/1`, 'a', [2]],
      ])
      await again.close()
    })

    test('[JO11] what a purge replaced is nowhere in the store, and everything else still is', async () => {
      const { journal, reopen, holds } = await newStand()
      const secrets = [1, 2, 3].map((seed) => unlike(seed))
      const other = unlike(9)
      await journal.append(`${GROUP}/1`, other)
      for (const secret of secrets) await journal.append(GROUP, secret)
      expect(await holds(secrets[2] ?? other)).toBe(true)
      const purged = journal.purge(GROUP, bytes(7))
      const after = journal.append(GROUP, bytes(8))
      await Promise.all([purged, after])
      for (const secret of secrets) expect(await holds(secret)).toBe(false)
      expect(await holds(other)).toBe(true)
      await journal.close()
      for (const secret of secrets) expect(await holds(secret)).toBe(false)
      const again = await reopen()
      expect(await read(again, GROUP)).toEqual([[7], [8]])
      expect(await read(again, `${GROUP}/1`)).toEqual([[...other]])
      await again.purge(GROUP, bytes(6))
      expect(await read(again, GROUP)).toEqual([[6]])
      await again.close()
    })

    test('[JO11] also after many documents and restarts, wherever the store has put the bytes', async () => {
      const { journal, reopen, holds } = await newStand()
      let open = journal
      const kept: Uint8Array[] = []
      for (let round = 1; round <= 4; round++) {
        const secret = unlike(round)
        const bystander = unlike(100 + round, 200_000)
        await open.append(`${GROUP}/2`, secret)
        await open.append(`${GROUP}/1`, bystander)
        await open.append(`${GROUP}/3`, bystander)
        kept.push(bystander)
        await open.close()
        open = await reopen()
        expect(await holds(secret)).toBe(true)
        await open.compact(`${GROUP}/2`, bytes(round, 1))
        await open.purge(`${GROUP}/2`, bytes(round))
        expect(await holds(secret)).toBe(false)
        expect(await read(open, `${GROUP}/2`)).toEqual([[round]])
      }
      const bystanders = Buffer.concat(await open.read(`${GROUP}/1`))
      expect(bystanders.equals(Buffer.concat(kept))).toBe(true)
      await open.close()
    })

    test('[JO7] bytes changed after they were handed over are kept as they were', async () => {
      const { journal } = await newStand()
      const update = bytes(1)
      const kept = journal.append(GROUP, update)
      update[0] = 2
      await kept
      expect(await read(journal, GROUP)).toEqual([[1]])
      await journal.close()
    })
  })
}
