/**
 * Row 7: Carol is away for eight days, with a date that is a day off, and writes five messages; the others
 * three hundred. When she is back, hers are listed for them, and theirs are unread for her; days go forward.
 */
import { expect, type Meeting } from '../people.ts'
import type { Person } from '../person.ts'
import { RelayProcess } from '../relay-process.ts'
import { comesBack, dropsOff, isFull, newCrew, oneScreen, tells } from './crew.ts'
import { typesQuickly } from './hands.ts'
import { moveClock, TALL, USUAL } from './tall-screen.ts'

const DAYS = isFull ? 8 : 2
const DAY_MS = 24 * 3_600_000
const OWN = isFull ? 5 : 2
const OTHERS = isFull ? 300 : 40
const SKEWS = [DAY_MS, -DAY_MS, 0]

export async function playEightDays(meeting: Meeting, seed: number): Promise<void> {
  const relay = await RelayProcess.start()
  try {
    const names = ['Alice', 'Bob', 'Carol'] as const
    const skew = { Carol: SKEWS[seed % SKEWS.length] ?? 0 }
    const people = await newCrew(meeting, names, { relay, group: `Days ${seed}`, skew })
    const [alice, bob, carol] = people
    if (alice === undefined || bob === undefined || carol === undefined) throw new Error('Nobody.')
    await alice.writes('before')
    await oneScreen(people)
    await dropsOff(carol)
    for (let day = 0; day < DAYS; day++) {
      if (day < OWN) await carol.writes(`Carol away ${day}`)
      const until = (end: number): number => Math.floor((OTHERS * end) / DAYS)
      const count = until(day + 1) - until(day)
      const texts = Array.from({ length: count }, (_, at) => `day ${day}, ${at}`)
      await Promise.all(
        [alice, bob].map((one, at) =>
          typesQuickly(
            one.page,
            texts.filter((_, n) => n % 2 === at),
          ),
        ),
      )
      await oneScreen([alice, bob])
      await relay.moveClock(DAY_MS * (day + 1))
      for (const { page } of people) await page.evaluate(moveClock, DAY_MS)
    }
    // What is on the screen is seen at once, and listed no longer.
    for (const { page } of people) await page.setViewportSize(USUAL)
    const late = `${OWN} messages arrived late`
    const listed = [alice, bob].map(({ page }) => page.evaluate(isListedAt, late))
    const startedAt = Date.now()
    await comesBack(carol)
    const listedMs = (await Promise.all(listed)).map((at) => Math.round(at - startedAt))
    for (const { page } of [alice, bob])
      await expect(page.getByRole('region', { name: late })).toBeVisible()
    for (const { page } of people) await page.setViewportSize(TALL)
    const lines = await oneScreen(people)
    expect(lines.length).toBe(1 + OWN + OTHERS)
    for (const person of people) await hasDaysInOrder(person)
    tells(7, seed, { messages: lines.length, listedMs: Math.max(...listedMs) })
  } finally {
    await relay.stop()
  }
}

/** Runs inside the page: when a region of that name is on the screen, epoch milliseconds by the machine's own clock. */
function isListedAt(name: string): Promise<number> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, attributes: true })
    look()
    function look(): void {
      const region = document.querySelector(`[aria-label="${name}"]`)
      if (region?.checkVisibility() !== true) return
      observer.disconnect()
      resolve(performance.timeOrigin + performance.now())
    }
  })
}

/** Above each line with a date stands an earlier one. */
async function hasDaysInOrder({ page }: Person): Promise<void> {
  const days = await page.getByRole('log', { name: 'Messages' }).evaluate((log) =>
    [...log.querySelectorAll('article')].flatMap((article) => {
      const line = article.previousElementSibling
      const at = article.querySelector('time')?.getAttribute('datetime')
      return line?.tagName === 'P' && !line.textContent?.startsWith('New') && at ? [at] : []
    }),
  )
  const starts = days.map((at) => new Date(at).setHours(0, 0, 0, 0))
  expect(starts.length).toBeGreaterThan(1)
  expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b))
}
