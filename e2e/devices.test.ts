/** One person, several devices: linked, lost, and come back with twelve words. */
import { violations } from './axe.ts'
import { beginsLinking, finishesLinking } from './linking.ts'
import { expect, meet, test } from './people.ts'
import type { Person } from './person.ts'

test('a second device is linked by a short code and six digits, and has everything', async ({
  alice,
  bob,
  meeting,
}) => {
  test.slow()
  await meet('Lighthouse', alice, bob)
  await bob.writes('The lamp is lit')
  await expect(alice.message('The lamp is lit')).toBeVisible()
  const phone = await meeting.newPerson('Alice')
  await phone.opensTheApp()

  await linked(alice, phone)
  await expect(alice.settings.devices).toHaveCount(2)

  await phone.opensGroup('Lighthouse')
  await expect(phone.message('The lamp is lit')).toBeVisible()
  await phone.writes('From my phone')
  await expect(bob.page.getByRole('article', { name: /^Alice, / })).toContainText('From my phone')
})

/** From the device that has everything to a new one, by code and digits. */
async function linked(old: Person, young: Person): Promise<void> {
  await beginsLinking(old, young)
  expect(await violations(old.page)).toEqual([])
  expect(await violations(young.page)).toEqual([])
  await finishesLinking(old, young)
}

test('who loses both devices comes back with the phrase, with their groups and history', async ({
  alice,
  bob,
  meeting,
}) => {
  test.slow()
  await meet('Attic', alice, bob)
  await alice.writes('The map is behind the clock')
  await expect(bob.message('The map is behind the clock')).toBeVisible()
  const words = await alice.settings.writesDownPhrase()
  const phone = await meeting.newPerson('Alice')
  await phone.opensTheApp()
  await linked(alice, phone)
  await phone.opensGroup('Attic')
  await expect(phone.message('The map is behind the clock')).toBeVisible()
  await phone.context.close()
  await alice.goesBack()
  await expect(alice.connection).toContainText('Connected')
  await alice.context.close()

  const again = await meeting.newPerson('Alice')
  await again.opensTheApp()
  await again.settings.recovers(words)
  await expect(again.groupRow('Attic')).toBeVisible()
  await again.opensGroup('Attic')
  await expect(again.message('The map is behind the clock')).toBeVisible()
  await again.writes('I am back')
  await expect(bob.page.getByRole('article', { name: /^Alice, / }).last()).toContainText(
    'I am back',
  )
})

test('a wrong phrase, and a code that is none, are answered in words', async ({ alice }) => {
  const { page } = alice
  await alice.opensTheApp()
  await alice.settings.recovers('abandon abandon abandon')
  await expect(page.getByRole('alert')).toContainText('twelve words')
  await page.getByRole('textbox', { name: 'Recovery phrase' }).fill('abandon '.repeat(12))
  await page.getByRole('button', { name: 'Recover' }).click()
  await expect(page.getByRole('alert')).toContainText('do not belong together')
  await page.getByRole('button', { name: 'Back' }).click()
  await alice.settings.takesLink('not a code')
  await expect(page.getByRole('alert')).toContainText('not a code for linking')
})
