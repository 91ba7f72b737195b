/** What was written two thousand messages ago stands in a segment of its own, which nothing has opened yet. */
import { sendsBlindly } from './peers/hands.ts'
import { expect, test } from './people.ts'
import type { Person } from './person.ts'

/** More than a segment takes before the next one is begun. */
const MESSAGES = 2_050
/** Typed in one go; more would be one very long call. */
const BATCH = 205
const LOW = { width: 800, height: 240 }
const WHOLE = { width: 1440, height: 900 }

test('a copied link and a day lead to what was said two thousand messages ago, also who has just come, also in a tunnel', async ({
  alice,
  bob,
}) => {
  test.setTimeout(900_000)
  await alice.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Chronicle')
  const invitation = await alice.invites()
  await alice.writes('the very first words')
  const texts = Array.from({ length: MESSAGES }, (_, at) => `Entry ${at} of the chronicle.`)
  const last = texts.at(-1) ?? ''
  await alice.page.setViewportSize(LOW) // a screen of few messages is drawn sooner
  for (let from = 0; from < MESSAGES; from += BATCH)
    await sendsBlindly(alice.page, texts.slice(from, from + BATCH))
  await expect(alice.message(last)).toContainText('With the relay', { timeout: 600_000 })
  await alice.page.setViewportSize(WHOLE)

  await goesToItsDay(alice)
  await alice.starts('Copy link', 'the very first words')
  await expect(alice.page.getByText('Link copied')).toBeVisible()
  const link = await alice.page.evaluate(() => navigator.clipboard.readText())
  expect(link).toContain('/m/0/')

  await bob.joins(invitation)
  await expect(bob.message(last)).toBeVisible()
  await bob.page.goto('about:blank')
  await bob.page.goto(link)
  await expect(bob.message('the very first words')).toBeFocused()

  await alice.hasTheAppKept()
  await alice.entersTunnel()
  await alice.reloads()
  await expect(alice.message(last)).toBeVisible()
  await goesToItsDay(alice)
})

/** The first of the only day on which anything was written. */
async function goesToItsDay(person: Person): Promise<void> {
  const { page } = person
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('go to a day')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Go to a day' }).getByLabel('Day').fill('2020-02-02')
  await page.keyboard.press('Enter')
  await expect(person.message('the very first words')).toBeInViewport()
}
