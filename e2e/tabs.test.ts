/** One person, several tabs of one browser. */
import { expect, meet, sameScreen, test } from './people.ts'

test('[AT69] two tabs write at once, and everybody sees each tab in its order', async ({
  alice,
  bob,
}) => {
  await meet('Two hands', alice, bob)
  const right = await alice.opensSecondTab()
  await expect(right.log).toBeVisible()
  const writeAll = async (tab: typeof alice, hand: string) => {
    for (let at = 0; at < 12; at++) await tab.sends(`${hand} ${at}`)
  }
  await Promise.all([writeAll(alice, 'left'), writeAll(right, 'right'), writeAll(bob, 'watching')])

  await expect(bob.message('left 11')).toBeVisible()
  await expect(bob.message('right 11')).toBeVisible()
  const lines = await sameScreen(alice, right, bob)
  expect(lines).toHaveLength(36)
  for (const hand of ['left', 'right', 'watching']) {
    const numbers = lines
      .filter((line) => line.includes(hand))
      .map((line) => line.split(' ').at(-1))
    expect(numbers, hand).toEqual(Array.from({ length: 12 }, (_, at) => `${at}`))
  }
})

test('tabs show each other’s messages in a tunnel, and one sends what the closed one could not', async ({
  alice,
  bob,
}) => {
  await meet('Relay race', alice, bob)
  await alice.hasTheAppKept()
  const second = await alice.opensSecondTab()
  await expect(second.log).toBeVisible()
  await alice.entersTunnel()
  await expect(second.connection).toContainText('Offline')
  await second.writes('baton')
  await expect(alice.message('baton')).toBeVisible()
  await alice.writes('got it')
  await expect(second.message('got it')).toBeVisible()
  await second.edits('baton', 'the baton')
  await expect(alice.message('the baton')).toBeVisible()
  await second.closesTab()

  await alice.leavesTunnel()
  await expect(bob.message('the baton')).toBeVisible()
  await expect(alice.message('the baton')).toContainText('Read')
  expect(await sameScreen(alice, bob)).toEqual(['Alice: the baton | edited', 'Alice: got it'])
})

test('a name and a group made in one tab are in the other', async ({ alice }) => {
  await alice.opensTheApp()
  const second = await alice.opensSecondTab()
  await expect(second.page.getByRole('textbox', { name: 'Your name' })).toBeVisible()
  await alice.saysName()
  await expect(second.page.getByRole('button', { name: 'New group' })).toBeVisible()
  await alice.createsGroup('Shared')
  await expect(second.groupRow('Shared')).toBeVisible()
  await second.opensGroup('Shared')
  await second.writes('from the second')
  await expect(alice.message('from the second')).toBeVisible()
})
