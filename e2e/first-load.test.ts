/** The first screen is there before the app behind it, and what comes later comes when it is wanted. */
import { expect, test } from './people.ts'
import { RelayProcess } from './relay-process.ts'

/** On plain http nothing is kept: whatever a test holds back does not come. */
const CLASSROOM = 'classroom.lan'

/** What opens Parley, and what no first screen needs. */
const APP = /\/assets\/start-[\w-]+\.js$/
const LATER = /\/assets\/contents-[\w-]+\.(?:js|css)$/

test('a new device asks for a name before the app is there, and nothing of it is lost', async ({
  meeting,
}) => {
  const relay = await RelayProcess.start([CLASSROOM])
  const alice = await meeting.newPerson('Alice', { relay, host: CLASSROOM })
  const { page } = alice
  let letGo = (): void => undefined
  const isWanted = new Promise<void>((resolve) => (letGo = resolve))
  await page.route(APP, async (route) => {
    await isWanted
    await route.continue()
  })
  await page.route(LATER, (route) => route.abort())
  await alice.opensTheApp()
  const name = page.getByRole('textbox', { name: 'Your name' })
  await expect(name).toBeFocused()
  const databases = () => page.evaluate(() => indexedDB.databases().then(({ length }) => length))
  expect(await databases()).toBe(0)
  await name.pressSequentially('Ali')
  letGo()
  await page.unroute(APP)
  await name.pressSequentially('ce <img src=x onerror=alert(1)>')
  await expect(name).toHaveValue('Alice <img src=x onerror=alert(1)>')
  await expect.poll(databases).toBeGreaterThan(0)
  await name.press('Enter')

  const newGroup = page.getByRole('button', { name: 'New group' })
  await newGroup.click()
  const missing = page.getByRole('dialog', { name: 'One moment' })
  await expect(missing.getByRole('alert')).toContainText('could not be fetched')
  await page.keyboard.press('Escape')
  await expect(newGroup).toBeFocused()

  await page.unroute(LATER)
  await newGroup.press('Enter')
  const again = page.getByRole('button', { name: 'Try again' })
  const field = page.getByRole('textbox', { name: 'Group name' })
  // The page may have fetched it by itself meanwhile.
  await expect(async () => {
    if (await again.isVisible()) await again.click({ timeout: 1_000 })
    await expect(field).toBeFocused({ timeout: 1_000 })
  }).toPass()
  await field.fill('Came later')
  await field.press('Enter')
  await expect(alice.composer).toBeVisible()
  await relay.stop()
})
