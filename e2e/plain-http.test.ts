/** A classroom without internet: plain http under a name, an insecure context, and it works. */
import { expect, meet, sameScreen, test } from './people.ts'
import { RelayProcess } from './relay-process.ts'

/** The browser is told in playwright.config.ts that this is the machine itself. */
const CLASSROOM = 'classroom.lan'

test('two people chat where there is no service worker, no crypto.subtle and no lock', async ({
  meeting,
}) => {
  const relay = await RelayProcess.start([CLASSROOM])
  try {
    const alice = await meeting.newPerson('Alice', { relay, host: CLASSROOM })
    const bob = await meeting.newPerson('Bob', { relay, host: CLASSROOM })
    await meet('Biology', alice, bob)
    const missing = await alice.page.evaluate(() => [
      isSecureContext,
      'serviceWorker' in navigator,
      'locks' in navigator,
      'subtle' in crypto,
    ])
    expect(missing).toEqual([false, false, false, false])

    await alice.writes('A cell has a nucleus')
    await expect(bob.message('A cell has a nucleus')).toBeVisible()
    await bob.entersTunnel()
    await bob.writes('Not every one')
    await bob.edits('Not every one', 'Not every one has')
    await bob.leavesTunnel()
    await expect(alice.message('Not every one has')).toBeVisible()
    await expect(bob.message('Not every one has')).toContainText('Read')
    await alice.opensInvite()
    await alice.page.getByRole('button', { name: 'Copy' }).click()
    await expect(alice.page.getByText(/Copied|copy it with your device/).first()).toBeVisible()
    await alice.page.keyboard.press('Escape')

    const lines = await sameScreen(alice, bob)
    await bob.reloads()
    await expect(bob.message('Not every one has')).toBeVisible()
    expect(await bob.screen()).toEqual(lines)
  } finally {
    await relay.stop()
  }
})

test('[RW19] who opened Parley at localhost is given a link that leads others to this computer, and it lets them in', async ({
  meeting,
}) => {
  const relay = await RelayProcess.start(['localhost', CLASSROOM])
  try {
    const alice = await meeting.newPerson('Alice', { relay })
    const bob = await meeting.newPerson('Bob', { relay, host: CLASSROOM })
    await alice.opensTheApp()
    await alice.saysName()
    await alice.createsGroup('Biology')
    const own = await (await alice.opensInvite()).inputValue()
    expect(new URL(own).hostname).toBe('localhost')
    const others = alice.page.getByRole('region', { name: 'Link for others in your network' })
    const link = others.getByRole('textbox')
    await expect(link).toHaveValue(own.replace('localhost', CLASSROOM))
    await bob.joins(await link.inputValue())
    await alice.page.keyboard.press('Escape')
    await bob.writes('Here I am')
    await expect(alice.message('Here I am')).toBeVisible()
  } finally {
    await relay.stop()
  }
})
