/** What moderators do to a whole group, and what each rule says to whoever it holds. */
import { violations } from './axe.ts'
import { expect, meet, test } from './people.ts'
import type { Person } from './person.ts'
import type { RelayProcess } from './relay-process.ts'

const HOUR_MS = 3_600_000

/** As for laptops that slept: an hour later what was to happen meanwhile happens at once. */
async function anHourPasses(relay: RelayProcess, ...people: readonly Person[]): Promise<void> {
  await relay.moveClock(HOUR_MS)
  for (const { page } of people) await page.clock.fastForward(HOUR_MS)
}

test('[GS53] slow mode and a mute say how long, end by themselves, and hold no moderator', async ({
  ownRelay,
  meeting,
}) => {
  const alice = await meeting.newPerson('Alice', { relay: ownRelay })
  const bob = await meeting.newPerson('Bob', { relay: ownRelay })
  for (const { page } of [alice, bob]) await page.clock.install()
  await meet('Auction', alice, bob)
  await alice.people.setsSlowMode('1 hour')
  await alice.people.closes()
  await expect(bob.page.getByText('Slow mode: one post every hour.')).toBeVisible()
  await bob.writes('Ten')
  await expect(alice.message('Ten')).toBeVisible()
  await bob.writes('Twenty')
  const waits = /Your message goes out in (59:\d\d|1:00:00)\. Then you can send the next\./
  await expect(bob.page.getByText(waits)).toBeVisible()
  await bob.composer.fill('Twenty-five')
  await bob.composer.press('Enter')
  await expect(bob.page.getByText(waits)).toBeVisible()
  await expect(bob.composer).toHaveValue('Twenty-five')
  await bob.reacts('Ten', '👍')
  await expect(alice.reaction('Ten', '👍')).toBeVisible()
  await expect(alice.message('Twenty')).toHaveCount(0)
  expect(await violations(bob.page)).toEqual([])

  await alice.people.mutes('Bob', '1 hour')
  await expect(bob.page.getByText(/You are muted until/)).toBeVisible()
  await anHourPasses(ownRelay, alice, bob)
  await expect(bob.composer).toHaveValue('Twenty-five')
  await expect(alice.people.row('Bob')).not.toContainText('muted')
  await alice.people.closes()
  await expect(alice.message('Twenty')).toBeVisible()
  await expect(alice.message('Twenty-five')).toHaveCount(0)
  await bob.composer.fill('')

  await alice.people.makes('Bob', 'Moderator')
  await alice.people.closes()
  await expect(bob.page.getByText('Slow mode')).toHaveCount(0)
  await bob.writes('Thirty')
  await bob.writes('Forty')
  await expect(alice.message('Forty')).toBeVisible()
  expect((await bob.people.log()).slice(0, 4)).toEqual([
    'Alice made Bob a moderator',
    expect.stringMatching(/^Alice muted Bob until /),
    'Alice set slow mode to 1 hour',
    'Bob came by a link',
  ])
  expect(await violations(bob.page)).toEqual([])
})

test('a locked group lets nobody write but moderators, and nobody in until it is unlocked', async ({
  alice,
  bob,
  meeting,
}) => {
  const link = await meet('Town hall', alice, bob)
  const { page } = alice
  await alice.tabsTo(page.getByRole('button', { name: /^People/ }))
  await page.keyboard.press('Enter')
  await alice.tabsTo(page.getByRole('tab', { name: 'People' }))
  await page.keyboard.press('ArrowRight')
  await alice.tabsTo(page.getByRole('switch', { name: 'Lock the group' }))
  await page.keyboard.press('Space')
  await expect(page.getByRole('switch', { name: 'Lock the group' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(bob.page.getByText('This group is locked')).toBeVisible()
  await expect(bob.composer).toHaveCount(0)
  await alice.writes('The vote is being counted')
  await expect(bob.message('The vote is being counted')).toBeVisible()
  expect(await violations(bob.page)).toEqual([])

  const carol = await meeting.newPerson('Carol')
  await carol.joins(link)
  await expect(carol.page.getByText('You come in by yourself once it is unlocked')).toBeVisible()
  await alice.people.switches('Lock the group', false)
  await alice.people.closes()
  await expect(bob.composer).toBeVisible()
  await carol.writes('Here at last')
  await expect(alice.message('Here at last')).toBeVisible()
  await expect(bob.message('Here at last')).toBeVisible()
})

test('a guest reads from joining on, and writes once guests may', async ({ alice, bob }) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Reading circle')
  await alice.writes('Before anybody came')
  await alice.people.letsNewcomersRead('Only what is written after')
  await alice.people.closes()
  await bob.joins(await alice.invitesAs('Guest'))
  await expect(bob.page.getByText('You are a guest here')).toBeVisible()
  await alice.writes('Chapter one')
  await expect(bob.message('Chapter one')).toBeVisible()
  await expect(bob.log).not.toContainText('Before anybody came')
  await expect(bob.composer).toHaveCount(0)

  await alice.people.switches('Guests may write', true)
  await alice.people.closes()
  await bob.writes('I liked it')
  await expect(alice.message('I liked it')).toBeVisible()
  await expect(bob.log).not.toContainText('Before anybody came')
  expect(await bob.people.log()).toEqual([
    'Alice lets guests write',
    'Bob came by a link',
    'Alice made an invite link for the role Guest',
    'Alice lets newcomers read only what is written after they join',
    'Alice made the group',
  ])
})
