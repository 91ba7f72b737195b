/** Whatever can be pressed is large enough for who presses it, on every screen. */
import { expect, meet, test } from './people.ts'
import { targets } from './targets.ts'
import { tour } from './tour.ts'

test('on every screen a finger finds 44 pixels to press, and a mouse 24', async ({
  alice,
  bob,
}) => {
  test.slow()
  const found: string[] = []
  let count = 0
  await tour(alice, bob, async (page, screen) => {
    const on = await targets(page)
    found.push(...on.small.map((text) => `${screen}: ${text}`))
    count += on.count
  })
  expect(found).toEqual([])
  expect(count).toBeGreaterThan(200) // there was something to press
})

test('beside messages and below them nothing lies over the way to anything else', async ({
  alice,
  bob,
}) => {
  await meet('Pier', alice, bob)
  const short = ['one', 'two', 'three']
  for (const text of short) await alice.writes(text)
  for (const text of short) await bob.writes(`${text}, too`)
  await expect(alice.message('three, too')).toBeVisible()
  await alice.reacts('one, too', '🎉')
  await alice.reacts('two', '🎉')
  await alice.starts('Reply in thread', 'two, too')
  const box = alice.page.getByRole('textbox', { name: 'Reply in thread' })
  await box.fill('here')
  await box.press('Enter')
  await expect(alice.page.getByRole('article').filter({ hasText: 'here' })).toBeVisible()
  expect((await targets(alice.page)).small).toEqual([])
  await expect(bob.page.getByRole('button', { name: /1 reply/ })).toBeVisible()
  const seen = await targets(bob.page)
  expect(seen.small).toEqual([])
  expect(seen.count).toBeGreaterThan(10)

  await bob.page.getByRole('button', { name: 'Emoji', exact: true }).click()
  const kinds = bob.page.getByRole('toolbar', { name: 'Kinds of emoji' })
  await expect(kinds.getByRole('button', { name: 'Flags' })).toBeAttached()
  const chosen = await targets(bob.page)
  expect(chosen.small).toEqual([])
  expect(chosen.count).toBeGreaterThan(40)
})
