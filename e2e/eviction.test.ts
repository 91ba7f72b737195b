/** The browser deletes what Parley kept: nothing is a dead end, and what is lost is told truthfully. */
import { typesQuickly } from './peers/hands.ts'
import { expect, meet, sameScreen, test } from './people.ts'
import type { Person } from './person.ts'

/** What a browser clears: one kind of a site's storage, or a part of it. */
type Cleared = 'databases' | 'documents' | 'the rest'

/** While no window of the app is open: from another page of the same site. */
async function loses(person: Person, relayUrl: string, cleared: Cleared): Promise<void> {
  const page = await person.context.newPage()
  await page.goto(`${relayUrl}healthz`)
  await page.evaluate(async (what) => {
    if (what === 'the rest') return localStorage.clear()
    const all = (await indexedDB.databases()).map(({ name = '' }) => name)
    const gone = all.filter((name) => what === 'databases' || name.startsWith('parley-doc/'))
    if (gone.length === 0) throw new Error('There was nothing to delete.')
    for (const name of gone)
      await new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name)
        request.addEventListener('success', resolve)
        request.addEventListener('error', reject)
      })
  }, cleared)
  await page.close()
}

/** The databases alone, while the app is at work on them. */
async function losesUnderOpenWindow({ context, page }: Person): Promise<void> {
  const session = await context.newCDPSession(page)
  const { origin } = new URL(page.url())
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
}

async function reloadsOnceFailing(person: Person): Promise<void> {
  const failing = person.page.getByRole('alert').filter({ hasText: 'storage is failing' })
  await expect(failing.first()).toBeVisible()
  await person.page.getByRole('button', { name: 'Reload' }).first().click()
  await expect(told(person)).toBeVisible()
}

function told(person: Person) {
  return person.page.getByRole('alert').filter({ hasText: 'deleted what Parley kept here' })
}

test('databases deleted: the same person is back with all that the relay has, and is told what was not sent', async ({
  relay,
  meeting,
  bob,
}) => {
  const alice = await meeting.newPerson('Alice', { cuttable: true })
  await meet('Attic', alice, bob)
  for (const text of ['one', 'two', 'three']) await bob.writes(text)
  await alice.writes('Sent in time')
  await expect(bob.message('Sent in time')).toBeVisible()
  await expect(alice.message('Sent in time')).toContainText('Read')
  const before = await sameScreen(alice, bob)
  await alice.hasTheAppKept()
  await alice.losesConnection()
  await alice.writes('Never sent')
  await alice.writes('<img src=x onerror=alert(1)> ‮neither was this')
  const last = alice.log.getByRole('article').filter({ hasText: 'neither was this' })
  await expect(last).toContainText('Kept here')
  await alice.closesTab()
  await loses(alice, relay.url(), 'databases')

  const again = await alice.opensTabAgain()
  await expect(told(again)).toContainText('2 messages of yours had not been sent')
  await expect(again.page.getByText('Never sent')).toBeVisible()
  const startedAt = Date.now()
  await again.regainsConnection()
  await again.opensGroup('Attic')
  await expect.poll(() => again.screen()).toEqual(before)
  expect(Date.now() - startedAt).toBeLessThan(10_000)
  await expect(told(again)).toContainText('What the relay keeps is back')
  await expect(again.page.getByText('A copy of this browser profile')).toHaveCount(0)

  await again.page.getByRole('button', { name: 'Write again' }).first().click()
  await expect(again.composer).toHaveValue('Never sent')
  await again.composer.press('Enter')
  await expect(bob.message('Never sent')).toBeVisible()
  await again.page.getByRole('button', { name: 'Dismiss' }).first().click()
  await expect(told(again)).toHaveCount(0)
  await again.reloads()
  await expect(again.message('Never sent')).toContainText('Read')
  await expect(told(again)).toHaveCount(0)
  await bob.people.opens()
  await expect(bob.people.row('Alice')).toHaveCount(1)
})

test('deleted and then opened without a relay, it says what will come back, and then it does', async ({
  ownRelay,
  meeting,
}) => {
  const alice = await meeting.newPerson('Alice', { relay: ownRelay })
  const bob = await meeting.newPerson('Bob', { relay: ownRelay })
  await meet('Cellar', alice, bob)
  await alice.writes('With the relay')
  await expect(alice.message('With the relay')).toContainText('Read')
  await alice.hasTheAppKept()
  await alice.closesTab()
  await loses(alice, ownRelay.url(), 'databases')
  await ownRelay.isKilled()

  const again = await alice.opensTabAgain()
  await expect(told(again)).toContainText('Everything you had written was sent')
  await expect(again.page.getByText('Your groups are coming back')).toBeVisible()
  await expect(again.page.getByRole('textbox', { name: 'Your name' })).toHaveCount(0)
  await ownRelay.startsAgain()
  await again.opensGroup('Cellar')
  await expect(again.message('With the relay')).toBeVisible()
  await expect(told(again)).toContainText('What the relay keeps is back')
  await again.writes('Here again')
  await expect(bob.message('Here again')).toBeVisible()
})

test('only the documents deleted: said, and all of it fetched again, unsent messages too', async ({
  relay,
  alice,
  bob,
}) => {
  await meet('Shelf', alice, bob)
  await alice.writes('Kept by the relay')
  await expect(bob.message('Kept by the relay')).toBeVisible()
  await bob.writes('By Bob')
  await expect(alice.message('By Bob')).toBeVisible()
  await expect(bob.message('By Bob')).toContainText('Read')
  await alice.hasTheAppKept()
  await alice.context.setOffline(true)
  await alice.writes('Not sent yet')
  await expect(alice.message('Not sent yet')).toContainText('Kept here')
  await alice.closesTab()
  await alice.context.setOffline(false)
  await loses(alice, relay.url(), 'documents')

  const again = await alice.opensTabAgain()
  await expect(
    again.page.getByRole('alert').filter({ hasText: 'is being fetched again' }),
  ).toBeVisible()
  await expect(bob.message('Not sent yet')).toBeVisible()
  const lines = ['Alice: Kept by the relay', 'Bob: By Bob', 'Alice: Not sent yet']
  await expect.poll(() => again.screen()).toEqual(lines)
})

test('only what lies beside the databases deleted: nothing changes, and it is there again', async ({
  relay,
  alice,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Drawer')
  await alice.writes('Still here')
  await alice.closesTab()
  await loses(alice, relay.url(), 'the rest')
  const again = await alice.opensTabAgain()
  await again.opensGroup('Drawer')
  await expect(again.message('Still here')).toBeVisible()
  await again.closesTab()
  await loses(again, relay.url(), 'databases')
  const third = await again.opensTabAgain()
  await expect(told(third)).toBeVisible()
  await third.opensGroup('Drawer')
  await expect(third.message('Still here')).toBeVisible()
})

test('all of it deleted: a new device, with every way back', async ({ relay, alice }) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Gone')
  await alice.closesTab()
  await loses(alice, relay.url(), 'databases')
  await loses(alice, relay.url(), 'the rest')
  const again = await alice.opensTabAgain()
  await expect(again.page.getByRole('textbox', { name: 'Your name' })).toBeVisible()
  await expect(again.page.getByRole('link', { name: 'I have a recovery phrase' })).toBeVisible()
  await expect(told(again)).toHaveCount(0)
})

test('who one was is damaged beside deleted databases: said, with every way back, and one may begin anew', async ({
  relay,
  alice,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Smudge')
  await alice.closesTab()
  await loses(alice, relay.url(), 'databases')
  const page = await alice.context.newPage()
  await page.goto(`${relay.url()}healthz`)
  await page.evaluate(() => localStorage.setItem('parley/spare/identity', '{"version":2,'))
  await page.close()
  const again = await alice.opensTabAgain()
  await expect(told(again)).toContainText('also who you were')
  await expect(again.page.getByRole('link', { name: 'I have a recovery phrase' })).toBeVisible()
  await again.saysName()
  await again.createsGroup('Anew')
})

test('deleted under an open window: said, and after reloading everything is back', async ({
  alice,
  bob,
}) => {
  await meet('Carpet', alice, bob)
  await alice.writes('Before')
  await expect(alice.message('Before')).toContainText('Read')
  await losesUnderOpenWindow(alice)
  await alice.composer.fill('Where am I?')
  await alice.composer.press('Enter')
  await reloadsOnceFailing(alice)
  await alice.opensGroup('Carpet')
  await expect(alice.message('Before')).toBeVisible()
  await alice.writes('Back')
  await expect(bob.message('Back')).toBeVisible()
})

test('deleted in the midst of writing: what the relay has is back at once, nothing is there twice, and one goes on', async ({
  alice,
  bob,
}) => {
  await meet('Ink', alice, bob)
  await alice.writes('Before')
  await expect(alice.message('Before')).toContainText('Read')
  const texts = Array.from({ length: 400 }, (_, at) => `Line ${at}`)
  // It ends in the midst: with the storage, or with the page.
  void typesQuickly(alice.page, texts).catch(() => undefined)
  await expect(bob.message('Line 3')).toBeVisible()
  await losesUnderOpenWindow(alice)
  await reloadsOnceFailing(alice)
  await alice.opensGroup('Ink')
  await alice.writes('And on')
  await expect(bob.message('And on')).toBeVisible()
  const lines = await sameScreen(alice, bob)
  expect(lines.length).toBeGreaterThan(5)
  expect(new Set(lines).size).toBe(lines.length)
})

test('where nothing can be stored one goes on for this window, as who one was, and is told so', async ({
  alice,
  bob,
}) => {
  await meet('Sand', alice, bob)
  await alice.writes('Before the disk broke')
  await expect(alice.message('Before the disk broke')).toContainText('Read')
  await alice.closesTab()
  await alice.context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The disk is broken.', 'UnknownError')
    }
  })
  const again = await alice.opensTabAgain()
  await expect(again.page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await again.page.getByRole('button', { name: 'Go on without keeping anything' }).click()
  await expect(again.page.getByText('Nothing is kept in this window')).toBeVisible()
  await again.opensGroup('Sand')
  await expect(again.message('Before the disk broke')).toBeVisible()
  await again.writes('From the sand')
  await expect(bob.message('From the sand')).toBeVisible()
  await expect(told(again)).toHaveCount(0)
})
