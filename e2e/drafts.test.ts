/** What one has begun to write, on a laptop and a phone of one's own. */
import { beginsLinking, finishesLinking } from './linking.ts'
import { expect, test } from './people.ts'

const HOSTILE = '\u202e<img src=x onerror=alert(1)> **half'
const SOON = { timeout: 20_000 }

test('what is begun on one device is gone on with on the other, without a network too, and goes from both when sent', async ({
  alice,
  meeting,
}) => {
  test.slow()
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Letters')
  await alice.writes('Dear Ines')
  const phone = await meeting.newPerson('Alice')
  await phone.opensTheApp()
  await beginsLinking(alice, phone)
  await finishesLinking(alice, phone)
  await alice.opensGroup('Letters')
  await phone.opensGroup('Letters')
  await expect(phone.message('Dear Ines')).toBeVisible()
  await phone.opensTheApp('#/')

  await alice.composer.fill(`${HOSTILE} a`)
  await expect(phone.groupRow('Letters')).toContainText('Draft', SOON)
  await phone.opensGroup('Letters')
  await expect(phone.composer).toHaveValue(`${HOSTILE} a`)

  await phone.hasTheAppKept()
  await phone.entersTunnel()
  await phone.composer.fill('half a letter')
  await phone.reloads()
  await phone.opensGroup('Letters')
  await expect(phone.composer).toHaveValue('half a letter')
  await phone.leavesTunnel()
  await expect(alice.composer).toHaveValue('half a letter', SOON)

  await alice.composer.press('Enter')
  await expect(alice.composer).toHaveValue('')
  await expect(phone.message('half a letter')).toBeVisible(SOON)
  await expect(phone.composer).toHaveValue('', SOON)

  await alice.starts('Edit', 'half a letter')
  await alice.composer.fill('a whole letter')
  await alice.reloads()
  await alice.opensGroup('Letters')
  await expect(alice.composer).toHaveValue('a whole letter')
  await alice.composer.press('Enter')
  await expect(phone.message('a whole letter')).toBeVisible(SOON)
  await expect(alice.composer).toHaveValue('')
})
