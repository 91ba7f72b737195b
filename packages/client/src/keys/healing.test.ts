import { type EpochId, toDeviceKey, toEpochId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newFakeClock, type FakeClock } from '../browser/clock.fake.ts'
import { randomFrom } from '../identity/identity.fake.ts'
import { LONGEST_WAIT_MS, placeInLine, waitFor } from './backoff.ts'
import { type Healing, newHealing, type OwedRow } from './healing.ts'

const random = randomFrom('healing')
const EPOCH: EpochId = toEpochId(random(16))
const DEVICES = Array.from({ length: 1_000 }, () => toDeviceKey(random(32)))
const PLACES = DEVICES.map((device) => placeInLine(EPOCH, device, DEVICES))

/** Many holders around one document; what one writes the others see a round trip later. */
class Crowd {
  readonly clock: FakeClock = newFakeClock()
  readonly wanted: OwedRow[] = []
  readonly given: { readonly row: OwedRow; readonly by: number; readonly at: number }[] = []
  readonly #seen = new Set<Uint8Array>()
  readonly #holders: Healing[]
  readonly #tripMs: number

  constructor(here: readonly number[], tripMs: number, isOurs: (holder: number) => boolean) {
    this.#tripMs = tripMs
    this.#holders = here.map((holder) =>
      newHealing({
        clock: this.clock,
        random,
        owed: () => this.#missing().map((row) => ({ ...row, isOurs: isOurs(holder) })),
        placeFor: () => PLACES[holder] ?? { rank: 0, count: 1 },
        give: async (rows) => {
          const at = this.clock.now()
          for (const row of rows) this.given.push({ row, by: holder, at })
          this.clock.after(this.#tripMs, () => this.#arrive(rows))
        },
      }),
    )
  }

  want(): void {
    this.wanted.push({ epoch: EPOCH, boxPublic: random(32), isOurs: false })
    this.look()
  }

  look(): void {
    for (const holder of this.#holders) holder.look()
  }

  #arrive(rows: readonly OwedRow[]): void {
    for (const { boxPublic } of rows) this.#seen.add(boxPublic)
    this.look()
  }

  #missing(): readonly OwedRow[] {
    return this.wanted.filter(({ boxPublic }) => !this.#seen.has(boxPublic))
  }
}

const nobodys = () => false

async function settle(crowd: Crowd, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 20) {
    crowd.clock.advance(20)
    await Promise.resolve()
  }
}

test('[KY8] a thousand holders here at once give one who came in very few grants', async () => {
  const counts: number[] = []
  for (const tripMs of [20, 60, 100, 300, 600]) {
    const crowd = new Crowd([...DEVICES.keys()], tripMs, nobodys)
    crowd.want()
    await settle(crowd, 8_000)
    counts.push(crowd.given.length)
    expect(crowd.given.length).toBeGreaterThan(0)
    expect((crowd.given[0]?.at ?? 0) - 1_700_000_000_000).toBeLessThan(250)
  }
  expect(Math.max(...counts.slice(0, 3))).toBeLessThanOrEqual(2)
  expect(Math.max(...counts)).toBeLessThanOrEqual(6)
})

test('[KY8] whoever of them is here: one in a hundred, or only the last in line, within three seconds', async () => {
  let worst = 0
  for (let round = 0; round < 20; round++) {
    const here = [...DEVICES.keys()].filter((at) => at % 100 === round)
    const crowd = new Crowd(here, 100, nobodys)
    crowd.want()
    await settle(crowd, LONGEST_WAIT_MS + 1_000)
    expect(crowd.given.length).toBeGreaterThan(0)
    worst = Math.max(worst, crowd.given.length)
  }
  expect(worst).toBeLessThanOrEqual(3)
  const last = PLACES.findIndex(({ rank }) => rank === 999)
  const crowd = new Crowd([last], 100, nobodys)
  crowd.want()
  await settle(crowd, LONGEST_WAIT_MS + 500)
  expect(crowd.given).toHaveLength(1)
})

test('[KY8] who let somebody in gives the key at once, and nobody else does', async () => {
  const author = PLACES.findIndex(({ rank }) => rank === 700)
  const crowd = new Crowd([...DEVICES.keys()], 80, (holder) => holder === author)
  crowd.want()
  await settle(crowd, 5_000)
  expect(crowd.given.map(({ by }) => by)).toEqual([author])
  expect((crowd.given[0]?.at ?? 0) - 1_700_000_000_000).toBeLessThanOrEqual(60)
})

test('[KY9] what this device gave and is still told as missing is given once more and then let be', async () => {
  const clock = newFakeClock()
  let givenCount = 0
  const healing = newHealing({
    clock,
    random,
    owed: () => [{ epoch: EPOCH, boxPublic: new Uint8Array(32), isOurs: false }],
    placeFor: () => ({ rank: 0, count: 1 }),
    give: async () => {
      givenCount++
    },
  })
  for (let count = 0; count < 100; count++) {
    healing.look()
    clock.advance(500)
    await Promise.resolve()
  }
  expect(givenCount).toBe(2)
})

test('[KY9] many who come in together are served together', async () => {
  const crowd = new Crowd([...DEVICES.keys()].slice(0, 100), 60, nobodys)
  for (let count = 0; count < 50; count++) {
    crowd.want()
    await settle(crowd, 40)
  }
  await settle(crowd, 4_000)
  const grants = new Set(crowd.given.map(({ by, at }) => `${by} ${at}`))
  expect(new Set(crowd.given.map(({ row }) => row.boxPublic)).size).toBe(50)
  expect(grants.size).toBeLessThanOrEqual(40)
  expect(crowd.given.length).toBeLessThanOrEqual(125)
})

test('[KY9] what somebody else gave, or nobody wants any more, is not given; a closed one gives nothing', async () => {
  const clock = newFakeClock()
  const row = { epoch: EPOCH, boxPublic: new Uint8Array(32), isOurs: false }
  let owed: readonly OwedRow[] = [row]
  let givenCount = 0
  const healing = newHealing({
    clock,
    random,
    owed: () => owed,
    placeFor: () => ({ rank: 50, count: 100 }),
    give: async () => {
      givenCount++
    },
  })
  healing.look()
  clock.advance(500)
  owed = []
  healing.look()
  clock.advance(9_000)
  owed = [row]
  healing.look()
  healing.close()
  clock.advance(9_000)
  await Promise.resolve()
  expect(givenCount).toBe(0)
})

test('[KY8] every device finds the same line, and waits longer the further back it stands', () => {
  expect(new Set(PLACES.map(({ rank }) => rank)).size).toBe(1_000)
  const waits = PLACES.toSorted((a, b) => a.rank - b.rank).map(waitFor)
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect([waits[0], Math.round(waits.at(-1) ?? 0)]).toEqual([0, LONGEST_WAIT_MS])
  const stranger = placeInLine(EPOCH, toDeviceKey(random(32)), DEVICES)
  expect(stranger.count).toBe(1_000)
  expect(waitFor({ rank: 0, count: 1 })).toBe(0)
})
