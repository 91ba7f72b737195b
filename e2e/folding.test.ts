/** Long messages as people meet them: a beginning on every screen, read by who saw it, and all of it a press away. */
import type { Locator } from '@playwright/test'
import { violations } from './axe.ts'
import { comes, test as embedded } from './embedded.ts'
import { expect, meet, sameScreen, test } from './people.ts'

const POINTS = Array.from({ length: 60 }, (_, n) => `- point ${n + 1} of the meeting`)
const MINUTES = ['Minutes:', ...POINTS].join('\n')

const pointOf = (log: Locator, n: number) =>
  log.locator('[data-key]').getByText(`point ${n} of the meeting`, { exact: true })

test('of the minutes Bob sees the beginning and has read them by it; all of it is a press away, and folds again', async ({
  alice,
  bob,
}) => {
  await meet('Boat club', alice, bob)
  await alice.composer.fill(MINUTES)
  await alice.composer.press('Enter')
  for (const { log } of [alice, bob]) {
    await expect(pointOf(log, 3)).toBeInViewport()
    await expect(log.getByRole('button', { name: /^Show all, / })).toBeVisible()
    await expect(pointOf(log, 59)).not.toBeInViewport()
  }
  await expect(alice.log.getByRole('article').first()).toContainText('Read')
  expect(await violations(bob.page)).toEqual([])

  await bob.log.getByRole('button', { name: /^Show all, Alice/ }).click()
  const showLess = bob.log.getByRole('button', { name: /^Show less, Alice/ })
  await expect(showLess).toBeFocused()
  await expect(pointOf(bob.log, 3)).toBeInViewport()
  const last = pointOf(bob.log, 60)
  await last.scrollIntoViewIfNeeded()
  await expect(last).toBeInViewport()
  await showLess.press('Enter')
  await expect(bob.log.getByRole('button', { name: /^Show all, Alice/ })).toBeFocused()
  await expect(pointOf(bob.log, 3)).toBeInViewport()
  expect(await sameScreen(alice, bob)).toHaveLength(1)
})

test('a link to the end of a long message opens it for who reaches it by the keyboard', async ({
  alice,
  bob,
}) => {
  await meet('Links below', alice, bob)
  await alice.composer.fill(`${POINTS.join('\n')}\n\nhttps://harbour.example/minutes`)
  await alice.composer.press('Enter')
  const link = bob.log.getByRole('link')
  await expect(bob.log.getByRole('button', { name: /^Show all, / })).toBeVisible()
  await expect(link).not.toBeInViewport()
  await bob.log.getByRole('article').focus()
  await bob.page.keyboard.press('Tab')
  await expect(link).toBeFocused()
  await expect(bob.log.getByRole('button', { name: /^Show less, / })).toBeAttached()
  await expect(link).toBeInViewport()
})

embedded('in the page of another site it folds as well', async ({ alice, bob, site }) => {
  await comes(bob, `${site.origin}/plain.html`)
  await alice.composer.fill(MINUTES)
  await alice.composer.press('Enter')
  const showAll = bob.log.getByRole('button', { name: /^Show all, Alice/ })
  await expect(pointOf(bob.log, 3)).toBeInViewport()
  await expect(pointOf(bob.log, 59)).not.toBeInViewport()
  await showAll.click()
  const showLess = bob.log.getByRole('button', { name: /^Show less, Alice/ })
  await expect(showLess).toBeFocused()
  await expect(pointOf(bob.log, 3)).toBeInViewport()
  await showLess.press('Enter')
  await expect(showAll).toBeFocused()
})
