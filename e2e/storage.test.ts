/** The device's own storage fails or is full: said in plain words, and nothing kept is lost. */
import type { Person } from './person.ts'
import { expect, meet, test } from './people.ts'

/** The browser itself refuses to store more for this site; a real quota, not a pretended one. */
async function leavesRoomOf(bytes: number | undefined, person: Person): Promise<void> {
  const session = await person.context.newCDPSession(person.page)
  const origin = new URL(person.page.url()).origin
  const room = bytes === undefined ? {} : { quotaSize: bytes }
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...room })
}

test('on a full disk what cannot be kept is said, stays in the composer, and goes out later', async ({
  alice,
  bob,
}) => {
  await meet('Full house', alice, bob)
  await alice.writes('Kept before')
  await expect(alice.message('Kept before')).toContainText('Read')
  await leavesRoomOf(1, alice)
  const refused = alice.page.getByRole('alert').filter({ hasText: 'could not be kept' })
  const kept: string[] = []
  // Chromium remembers for half a minute how much room there was.
  await expect(async () => {
    const text = `Is there room for ${kept.length}?`
    await alice.composer.fill(text)
    await alice.composer.press('Enter')
    await expect(alice.message(text).or(refused).first()).toBeVisible()
    if (await alice.message(text).isVisible()) kept.push(text)
    await expect(refused).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 60_000 })
  const last = `Is there room for ${kept.length}?`
  await expect(alice.composer).toHaveValue(last)
  await expect(alice.message(last)).toHaveCount(0)
  await bob.writes('Can you still hear me?')
  await expect(alice.message('Can you still hear me?')).toBeVisible()

  await leavesRoomOf(undefined, alice)
  await alice.composer.press('Enter')
  await expect(bob.message(last)).toBeVisible()
  await alice.reloads()
  await expect(alice.message(last)).toBeVisible()
  const said = [...kept, last].map((text) => `Alice: ${text}`)
  const expected = ['Alice: Kept before', ...said, 'Bob: Can you still hear me?']
  expect((await alice.screen()).toSorted()).toEqual(expected.toSorted())
})

test('a browser that gives no storage is told so in words, not by a blank page', async ({
  alice,
}) => {
  await alice.page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Not allowed here.', 'SecurityError')
    }
  })
  await alice.opensTheApp()
  const main = alice.page.getByRole('main')
  await expect(main).toContainText('This browser keeps nothing for this page')
  await expect(main.getByRole('button', { name: 'Try again' })).toBeVisible()
})

test('storage that starts to fail is said once, and what was shown as stored is there after a reload', async ({
  alice,
  bob,
}) => {
  await meet('Bad disk', alice, bob)
  await alice.writes('Safe')
  await expect(bob.message('Safe')).toBeVisible()
  await alice.page.evaluate(() => {
    const refuse = () => {
      throw new DOMException('A made-up disk error.', 'UnknownError')
    }
    IDBObjectStore.prototype.put = refuse
    IDBObjectStore.prototype.add = refuse
  })
  await alice.composer.fill('Not safe')
  await alice.composer.press('Enter')
  await expect(alice.page.getByRole('alert').first()).toBeVisible()
  await expect(alice.composer).toHaveValue('Not safe')
  await bob.writes('From the other side')
  await expect(alice.message('From the other side')).toBeVisible()
  await expect(alice.page.getByRole('alert').filter({ hasText: 'storage' })).toBeVisible()

  await alice.reloads()
  await expect(alice.message('From the other side')).toBeVisible()
  expect(await alice.screen()).toEqual(['Alice: Safe', 'Bob: From the other side'])
})
