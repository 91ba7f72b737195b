import type { DeviceKey } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DraftEntry, ownToTell, shownOf, writtenOver } from './draft-entries.ts'

const DEVICES = ['phone', 'laptop', 'tablet'] as readonly string[] as readonly DeviceKey[]
const [phone, laptop] = DEVICES as [DeviceKey, DeviceKey]

/** One place on one device, as drafts.ts keeps it. */
class Box {
  readonly entries = new Map<DeviceKey, DraftEntry>()
  readonly #me: DeviceKey

  constructor(me: DeviceKey) {
    this.#me = me
  }

  shows(): string {
    const device = shownOf(this.entries, this.#me)
    return device === undefined ? '' : (this.entries.get(device)?.text ?? '')
  }

  write(text: string, hlc: bigint): void {
    const shown = shownOf(this.entries, this.#me)
    this.entries.set(this.#me, writtenOver(this.entries, this.#me, { text, hlc, shown }))
  }

  tells(): DraftEntry | undefined {
    return ownToTell(this.entries, this.#me)
  }

  hear(device: DeviceKey, entry: DraftEntry | undefined): void {
    if (entry === undefined) this.entries.delete(device)
    else this.entries.set(device, entry)
    const own = this.entries.get(this.#me)
    if (own !== undefined && own.text !== '' && this.tells()?.text !== own.text)
      this.entries.set(this.#me, { ...own, text: '' })
  }
}

function boxes(): readonly [Box, Box] {
  return [new Box(phone), new Box(laptop)]
}

test('[OW21] a draft shows on the other device, is gone on with there, and is cleared where it began', () => {
  const [at, other] = boxes()
  at.write('buy milk', 1n)
  other.hear(phone, at.tells())
  expect(other.shows()).toBe('buy milk')
  other.write('buy milk and eggs', 2n)
  at.hear(laptop, other.tells())
  expect(at.shows()).toBe('buy milk and eggs')
  at.write('', 3n)
  other.hear(phone, at.tells())
  expect([at.shows(), other.shows()]).toEqual(['', ''])
})

test('[OW22] what was begun on two devices apart stays on each, and shows when the other is sent', () => {
  const [at, other] = boxes()
  at.write('from the phone', 1n)
  other.write('from the laptop', 2n)
  other.hear(phone, at.tells())
  at.hear(laptop, other.tells())
  expect([at.shows(), other.shows()]).toEqual(['from the phone', 'from the laptop'])
  other.write('', 3n)
  at.hear(laptop, other.tells())
  expect([at.shows(), other.shows()]).toEqual(['from the phone', 'from the phone'])
})

test('[OW22] who sends an older text clears nothing that was written since', () => {
  const [at, other] = boxes()
  at.write('ready', 1n)
  other.hear(phone, at.tells())
  other.write('', 2n)
  at.write('ready, nearly', 3n)
  at.hear(laptop, other.tells())
  other.hear(phone, at.tells())
  expect([at.shows(), other.shows()]).toEqual(['ready, nearly', 'ready, nearly'])
})

test('[OW24] once everybody has heard that a draft is gone, nobody tells anything of it', () => {
  const [at, other] = boxes()
  at.write('buy milk', 1n)
  other.hear(phone, at.tells())
  other.write('', 2n)
  expect(other.tells()).toMatchObject({ text: '' })
  at.hear(laptop, other.tells())
  expect(at.tells()).toBeUndefined()
  other.hear(phone, at.tells())
  expect(other.tells()).toBeUndefined()
})

const anyStep = fc.oneof(
  fc.record({ type: fc.constant('write' as const), by: fc.nat(2), isSent: fc.boolean() }),
  fc.record({ type: fc.constant('tell' as const), by: fc.nat(2), to: fc.nat(2) }),
)

test('[OW21] [OW22] [OW24] whatever three devices write, hear and miss: no text goes that was not seen, and all end alike', () => {
  let apart = 0
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60, size: 'max' }), (script) => {
      const held = DEVICES.map((device) => new Box(device))
      /** Texts that nobody has seen and replaced, sent or cleared. */
      const owed = new Set<string>()
      let time = 0n
      const tell = (by: number, to: number) => {
        const [from, device] = [held[by], DEVICES[by]]
        if (by !== to && from !== undefined && device !== undefined)
          held[to]?.hear(device, from.tells())
      }
      for (const step of script) {
        const box = held[step.by]
        if (box === undefined) continue
        if (step.type === 'tell') {
          tell(step.by, step.to)
          continue
        }
        owed.delete(box.shows())
        const text = step.isSent ? '' : `text ${++time}`
        box.write(text, ++time)
        if (text !== '') owed.add(text)
      }
      const round = () => DEVICES.forEach((_, by) => DEVICES.forEach((__, to) => tell(by, to)))
      for (let rounds = 0; rounds < 4; rounds++) round()
      for (const text of owed)
        expect(
          held.some((box) => [...box.entries.values()].some((entry) => entry.text === text)),
        ).toBe(true)
      if (owed.size > 1) apart++
      // Each box sends what it shows, and hears the others, until nothing is left.
      for (let sends = 0; sends < 8; sends++)
        for (const [by, box] of held.entries()) {
          if (box.shows() !== '') box.write('', ++time)
          DEVICES.forEach((_, to) => tell(by, to))
        }
      for (let rounds = 0; rounds < 4; rounds++) round()
      expect(held.map((box) => box.shows())).toEqual(['', '', ''])
      expect(held.map((box) => box.tells())).toEqual([undefined, undefined, undefined])
    }),
    { numRuns: 200 },
  )
  expect(apart).toBeGreaterThan(20)
})
