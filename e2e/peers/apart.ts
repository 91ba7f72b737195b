/** Row 1: three people on two sides of a cut network act five hundred times each; then all screens are one. */
import { expect, type Meeting } from '../people.ts'
import type { RelayProcess } from '../relay-process.ts'
import { comesBack, dropsOff, isFull, newCrew, oneScreen, tells } from './crew.ts'
import { actsQuickly, typesQuickly } from './hands.ts'
import { changedAt, linesOn } from './tall-screen.ts'

const SIDES = [[0], [1, 2], [1], [0, 2], [2], [0, 1], [0, 1, 2]]
const ACTS_EACH = isFull ? Number(process.env['PEERS_ACTS'] ?? '500') : 12
/** Nothing has changed for so long: it has come to rest. */
const QUIET_MS = 4_000

export async function playApart(
  meeting: Meeting,
  relay: RelayProcess,
  seed: number,
): Promise<void> {
  const names = ['Alice', 'Bob', 'Carol'] as const
  const people = await newCrew(meeting, names, { relay, group: `Apart ${seed}` })
  for (const { page, name } of people)
    await typesQuickly(
      page,
      [1, 2, 3, 4].map((at) => `${name} begins ${at}`),
    )
  await oneScreen(people)
  const done: Record<string, number> = {}
  let cutOff: readonly number[] = []
  for (const half of [0, 1]) {
    const now = SIDES[(seed + half * 3) % SIDES.length] ?? [0]
    for (const [at, person] of people.entries()) {
      if (now.includes(at) && !cutOff.includes(at)) await dropsOff(person)
      if (!now.includes(at) && cutOff.includes(at)) await comesBack(person)
    }
    cutOff = now
    const acted = await Promise.all(
      people.map(({ page, name }, at) =>
        actsQuickly(page, { seed: seed * 10 + half * 3 + at, count: ACTS_EACH / 2, name }),
      ),
    )
    for (const one of acted)
      for (const [kind, count] of Object.entries(one)) done[kind] = (done[kind] ?? 0) + count
  }
  const healedAt = Date.now()
  for (const at of cutOff) await comesBack(people[at] ?? missing())
  let lastAt = healedAt
  await expect(async () => {
    const [first, ...others] = await Promise.all(people.map(({ page }) => linesOn(page)))
    for (const lines of others) expect(lines).toEqual(first)
    lastAt = Math.max(...(await Promise.all(people.map(({ page }) => changedAt(page)))))
    expect(Date.now() - lastAt).toBeGreaterThan(QUIET_MS)
  }).toPass({ timeout: 90_000 })
  tells(1, seed, { ...done, sameAfterMs: Math.max(0, Math.round(lastAt - healedAt)) })
}

function missing(): never {
  throw new Error('There is no such person.')
}
