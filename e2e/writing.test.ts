/** Formatting, mentions and emoji as people use them, with and without a network. */
import { violations } from './axe.ts'
import { expect, meet, test } from './people.ts'

test('what Alice formats Bob sees formatted, and the list of groups shows only the words', async ({
  alice,
  bob,
}) => {
  await meet('Harbour code club', alice, bob)
  await alice.composer.fill('**Bold** and *italic*\n- one\n- two\n\n```js\nconst a = "b"\n```')
  await alice.composer.press('Enter')
  for (const { log } of [alice, bob]) {
    await expect(log.locator('[data-key] strong', { hasText: 'Bold' })).toBeVisible()
    await expect(log.locator('[data-key] em', { hasText: 'italic' })).toBeVisible()
    await expect(log.getByRole('listitem').filter({ hasText: 'two' })).toBeVisible()
    const keyword = log.getByRole('group', { name: 'Code, js' }).locator('[data-kind="keyword"]')
    await expect(keyword).toHaveText('const')
  }
  expect(await violations(bob.page)).toEqual([])
  await bob.goesBack()
  await expect(bob.groupRow('Harbour code club')).toContainText('Bold and italic')
})

test('a link says where it leads, and no address but of the web and of mail is one', async ({
  alice,
  bob,
}) => {
  await meet('Links', alice, bob)
  await alice.composer.fill('[my bank](https://evil.example/x) and [this](javascript:alert(1))')
  await alice.composer.press('Enter')
  const links = bob.log.getByRole('link')
  await expect(links).toHaveCount(1)
  await expect(links).toHaveText(/my bank.*evil\.example/)
  await expect(bob.log).toContainText('[this](javascript:alert(1))')
})

test('Alice mentions Bob by a few letters, offline, and Bob sees himself named', async ({
  alice,
  bob,
}) => {
  await meet('Crew', alice, bob)
  await bob.writes('here')
  await expect(alice.message('here')).toBeVisible()
  await alice.entersTunnel()
  await alice.composer.pressSequentially('Ask @bo')
  await expect(alice.page.getByRole('option', { name: 'Bob' })).toBeVisible()
  await alice.composer.press('Enter')
  await expect(alice.composer).toHaveValue('Ask @Bob ')
  await alice.composer.pressSequentially('please')
  await alice.composer.press('Enter')
  await expect(alice.log.locator('[data-key] bdi', { hasText: '@Bob' })).toBeVisible()
  await alice.leavesTunnel()
  await expect(bob.log.locator('bdi[data-mine]', { hasText: '@Bob' })).toBeVisible()
})

test('any emoji is found and sent without a network, alone it is large, and it is offered again', async ({
  alice,
}) => {
  const { page } = alice
  await alice.opensTheApp()
  await alice.saysName()
  await alice.hasTheAppKept()
  await alice.createsGroup('Emoji')
  await alice.entersTunnel()
  await page.getByRole('button', { name: 'Emoji', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Search emoji' }).fill('hedgehog')
  const choice = page.getByRole('dialog', { name: 'Choose an emoji' })
  await expect(choice.getByRole('button', { name: 'hedgehog' })).toBeVisible()
  await choice.getByRole('button', { name: 'Food and drink' }).click()
  await expect(choice.getByRole('button', { name: 'grapes' })).toBeInViewport()
  await page.getByRole('searchbox', { name: 'Search emoji' }).fill('hedgehog')
  expect(await violations(page)).toEqual([])
  await choice.getByRole('button', { name: 'hedgehog' }).click()
  await expect(alice.composer).toHaveValue('🦔')
  await alice.composer.press('Enter')
  await expect(alice.log.locator('[data-key] [data-big]')).toHaveText('🦔')
  await alice.reloads()
  await page.getByRole('button', { name: 'Emoji', exact: true }).click()
  await expect(choice.getByRole('heading', { name: 'Used last' })).toBeVisible()
  await expect(choice.getByRole('button', { name: '🦔' })).toBeVisible()
  await alice.leavesTunnel()
})
