/**
 * Row 2: three people write in peace, which is timed, and then talk while lines are cut after one frame, after two, after three and so on, tabs are
 * killed as soon as a message is told to be kept, and the relay is killed in the midst and loses its disk.
 */
import { expect, type Meeting } from '../people.ts'
import type { Person } from '../person.ts'
import { RelayProcess } from '../relay-process.ts'
import { comesBack, dropsOff, isFull, newCrew, oneScreen, tells } from './crew.ts'
import { type Typed, typesInPeace, typesQuickly } from './hands.ts'
import { TALL, USUAL, watches } from './tall-screen.ts'

const ROUNDS = isFull ? 12 : 4
const EACH = isFull ? 8 : 3
/** Written by each in peace, one person after the other: what is measured. */
const CALM = isFull ? 20 : 5
const FAULTS = ['cut', 'kill-tab', 'kill-relay', 'cut', 'empty-relay'] as const

export async function playHardTimes(meeting: Meeting, seed: number): Promise<void> {
  const relay = await RelayProcess.start()
  try {
    const group = `Hard ${seed}`
    const people = [...(await newCrew(meeting, ['Alice', 'Bob', 'Carol'], { relay, group }))]
    for (const { page } of people) await page.setViewportSize(USUAL)
    const wanted: string[] = []
    const calm: Typed[] = []
    for (const { page, name } of people) {
      const texts = Array.from({ length: CALM }, (_, at) => `${name} in peace ${at}.`)
      wanted.push(...texts.map((text) => `${name}: ${text}`))
      calm.push(...(await typesInPeace(page, texts)))
    }
    const took: Typed[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const texts = people.map(({ name }) =>
        Array.from({ length: EACH }, (_, at) => `${name} ${round}.${at}`),
      )
      wanted.push(...texts.flatMap((all, at) => all.map((text) => `${people[at]?.name}: ${text}`)))
      const who = (round + seed) % people.length
      const fault = FAULTS[(round + seed) % FAULTS.length] ?? 'cut'
      const typing = people.map(({ page }, at) => typesQuickly(page, texts[at] ?? []))
      const victim = people[who] ?? missing()
      if (fault === 'cut') await isCutAfter(victim, round + 1)
      if (fault === 'kill-relay' || fault === 'empty-relay') {
        await (fault === 'kill-relay' ? relay.isKilled() : relay.losesItsDisk())
        await relay.startsAgain()
      }
      for (const one of await Promise.all(typing)) took.push(...one)
      // All that was typed is told to be on the disk now.
      if (fault === 'kill-tab') people[who] = await isKilled(victim, group)
    }
    for (const person of people) {
      await comesBack(person)
      await person.page.setViewportSize(TALL)
    }
    const lines = await oneScreen(people)
    expect(lines.toSorted()).toEqual(wanted.toSorted())
    tells(2, seed, {
      messages: wanted.length,
      shownP95Ms: p95(calm.map(({ shownMs }) => shownMs)),
      keptP95Ms: p95(calm.map(({ keptMs }) => keptMs)),
      amidFaultsKeptP95Ms: p95(took.map(({ keptMs }) => keptMs)),
    })
  } finally {
    await relay.stop()
  }
}

/** The line lets so many frames of the relay through, and then drops; it is whole a moment later. */
async function isCutAfter(person: Person, framesCount: number): Promise<void> {
  let left = framesCount
  const isDown = new Promise<void>((resolve) => {
    person.hearsOnly(() => {
      if (left-- > 0) return true
      resolve()
      return false
    })
  })
  await isDown
  await dropsOff(person)
  person.hearsOnly(() => true)
  await comesBack(person)
}

/** The process of the page ends at once, as when the system wants its memory. */
async function isKilled(person: Person, group: string): Promise<Person> {
  const session = await person.context.newCDPSession(person.page)
  const crashed = new Promise((resolve) => person.page.once('crash', resolve))
  void session.send('Page.crash').catch(() => undefined)
  await crashed
  await person.page.close()
  const again = await person.opensTabAgain()
  await again.page.setViewportSize(USUAL)
  await again.opensGroup(group)
  await watches(again.page, again.name)
  return again
}

function p95(all: readonly number[]): number {
  return Math.round(all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? 0)
}

function missing(): never {
  throw new Error('There is no such person.')
}
