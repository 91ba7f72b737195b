/** Messages that were written long ago and come in now. */
import type { Person } from './person.ts'
import { expect, meet, sameScreen, test } from './people.ts'
import type { RelayProcess } from './relay-process.ts'

const FIVE_MINUTES_MS = 5 * 60_000

/** For everyone and the relay alike. */
async function timePasses(
  ms: number,
  relay: RelayProcess,
  ...people: readonly Person[]
): Promise<void> {
  await relay.moveClock(ms)
  for (const { page } of people) {
    await page.evaluate((offsetMs) => {
      const now = Date.now.bind(Date)
      Date.now = () => now() + offsetMs
    }, ms)
  }
}

test('what Bob wrote in a tunnel stands in its place, marked, and is listed until it is seen', async ({
  ownRelay,
  meeting,
}) => {
  const alice = await meeting.newPerson('Alice', { relay: ownRelay })
  const bob = await meeting.newPerson('Bob', { relay: ownRelay })
  await meet('Expedition', alice, bob)
  await alice.writes('Leaving base camp')
  await expect(bob.message('Leaving base camp')).toBeVisible()
  await bob.entersTunnel()
  await bob.writes('In the cave now')
  await bob.writes('There is a lake')

  await timePasses(FIVE_MINUTES_MS, ownRelay, alice, bob)
  for (let at = 1; at <= 30; at++) await alice.writes(`Step ${at}`)
  await expect(alice.message('Step 30')).toContainText('With the relay')
  await bob.leavesTunnel()

  const list = alice.page.getByRole('region', { name: '2 messages arrived late' })
  await expect(list).toContainText('In the cave now')
  await expect(list).toContainText('There is a lake')
  const lines = await sameScreen(alice, bob)
  expect(lines.slice(0, 4)).toEqual([
    'Alice: Leaving base camp',
    'Bob: In the cave now',
    'Bob: There is a lake',
    'Alice: Step 1',
  ])
  await expect(bob.page.getByText('arrived late')).toHaveCount(0) // for Bob they are his own

  await list.getByRole('button', { name: 'In the cave now' }).click()
  await expect(alice.message('In the cave now')).toBeInViewport()
  await expect(alice.message('In the cave now')).toContainText('arrived late')
  await expect(alice.page.getByRole('region', { name: '1 message arrived late' })).toBeVisible()
  await alice.reloads()
  const rest = alice.page.getByRole('region', { name: '1 message arrived late' })
  await expect(rest).toContainText('There is a lake')
  await rest.getByRole('button', { name: 'Seen' }).click()
  await expect(alice.page.getByRole('region', { name: /arrived late/ })).toHaveCount(0)
})
