/** Row 6: twenty numbered messages while the link flaps every 300 ms, with answers; all read them in that order. */
import { expect, type Meeting } from '../people.ts'
import type { Person } from '../person.ts'
import type { RelayProcess } from '../relay-process.ts'
import { isFull, newCrew, oneScreen, tells } from './crew.ts'

const NUMBERED = 20
const FLAP_MS = 300
const OTHERS = isFull ? ['Bob', 'Carol', 'Dave', 'Erin', 'Frank'] : ['Bob']

export async function playFlapping(
  meeting: Meeting,
  relay: RelayProcess,
  seed: number,
): Promise<void> {
  const people = await newCrew(meeting, ['Alice', ...OTHERS], { relay, group: `Flaps ${seed}` })
  const [alice, bob] = people
  if (alice === undefined || bob === undefined) throw new Error('Nobody is here.')
  await alice.writes('before')
  await oneScreen(people)
  const stop = flaps(alice)
  for (let at = 1; at <= NUMBERED; at++) {
    const isAnswer = at > 1 && (at + seed) % 4 === 0
    if (isAnswer) await alice.replies(`number ${at - 1}`, `number ${at}`)
    else await alice.writes(`number ${at}`)
    if (at === 10) {
      await bob.replies('before', 'an answer from Bob')
    }
  }
  const flapsCount = await stop()
  const lines = await oneScreen(people)
  const numbers = lines.flatMap((line) => /^Alice: number (\d+)/u.exec(line)?.[1] ?? [])
  expect(numbers).toEqual(Array.from({ length: NUMBERED }, (_, at) => String(at + 1)))
  const places = new Map(lines.map((line, at) => [/: (.*?)( \||$)/u.exec(line)?.[1], at]))
  const answers = lines.flatMap((line, at) => {
    const parent = /answers "(.*)"/u.exec(line)?.[1]
    return parent === undefined ? [] : [{ at, parentAt: places.get(parent) ?? Infinity }]
  })
  expect(answers.length).toBeGreaterThan(4)
  for (const { at, parentAt } of answers) expect(at).toBeGreaterThan(parentAt)
  for (const { page } of people) await expect(page.getByRole('alert')).toHaveCount(0)
  tells(6, seed, { messages: lines.length, answers: answers.length, flaps: flapsCount })
}

/** Until it is stopped; then the line is whole. On a busy machine a flap that is still under way is not begun again. */
function flaps(person: Person): () => Promise<number> {
  let count = 0
  let underWay: Promise<void> | undefined
  // oxlint-disable-next-line no-restricted-globals -- the flapping is the scene; nothing waits for it
  const timer = setInterval(() => {
    underWay ??= flap(person, count++ % 2 === 0).finally(() => {
      underWay = undefined
    })
  }, FLAP_MS)
  return async () => {
    clearInterval(timer)
    await underWay
    await flap(person, false)
    return count
  }
}

async function flap(person: Person, isCut: boolean): Promise<void> {
  if (isCut) await person.dropsLine()
  else person.getsLineBack()
  await person.context.setOffline(isCut)
}
