/** People for the rows of the comparison: tall screens, lines that drop as a Wi-Fi does, and what was measured. */
import { appendFileSync } from 'node:fs'
import { expect, type Meeting, meet } from '../people.ts'
import type { Person } from '../person.ts'
import type { RelayProcess } from '../relay-process.ts'
import { hashOn, linesOn, moveClock, TALL, watches } from './tall-screen.ts'

const wanted = Number(process.env['PEERS_SEEDS'] ?? '1')

/** Which scenes are played. */
export const SEEDS: readonly number[] = Array.from(
  { length: wanted },
  (_, at) => at + Number(process.env['PEERS_FIRST'] ?? '1'),
)
/** The sizes of the marks; otherwise a fraction, to see that it works. */
export const isFull = process.env['PEERS_SIZE'] !== 'small'

/** Kept for the table that `npm run peers` prints. */
export function tells(row: number, seed: number, figures: Readonly<Record<string, number>>): void {
  const file = process.env['PEERS_OUT']
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ row, seed, figures })}\n`)
}

interface Gathering {
  readonly relay: RelayProcess
  readonly group: string
  /** By whose date, and how far, it is ahead from the beginning, in milliseconds. */
  readonly skew?: Readonly<Record<string, number>>
}

/** All in one group, each with a tall screen that is watched. */
export async function newCrew(
  meeting: Meeting,
  names: readonly [string, ...string[]],
  { relay, group, skew = {} }: Gathering,
): Promise<readonly Person[]> {
  const people: Person[] = []
  for (const name of names) {
    const person = await meeting.newPerson(name, { cuttable: true, relay })
    await person.page.setViewportSize(TALL)
    await person.page.addInitScript(moveClock, skew[name] ?? 0)
    people.push(person)
  }
  const [first, ...others] = people
  if (first === undefined) throw new Error('Nobody is here.')
  await meet(group, first, ...others)
  for (const { page, name } of people) await watches(page, name)
  return people
}

/** As a Wi-Fi that drops: both ends know, and the platform says that it is offline. */
export async function dropsOff(person: Person): Promise<void> {
  await person.context.setOffline(true)
  await person.losesConnection()
}

/** Does not wait until it is connected. */
export async function comesBack(person: Person): Promise<void> {
  person.getsLineBack()
  await person.context.setOffline(false)
}

/** Everybody's rendered lists are the same; gives them back. */
export async function oneScreen(people: readonly Person[]): Promise<readonly string[]> {
  await expect
    .poll(async () => new Set(await Promise.all(people.map(({ page }) => hashOn(page)))).size, {
      timeout: 60_000,
    })
    .toBe(1)
  const [first] = people
  return first === undefined ? [] : linesOn(first.page)
}
