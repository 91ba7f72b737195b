import { expect, meet, test } from './people.ts'

const HOSTILE = '\u202e<img src=x onerror=alert(1)>'

test('who wrote a message is told by name who has read it', async ({ alice, bob }) => {
  await meet('Lake', alice, bob)
  await alice.writes('Who is there?')
  await expect(alice.message('Who is there?')).toContainText('Read')
  await alice.starts('Who has read this', 'Who is there?')
  const dialog = alice.page.getByRole('dialog', { name: 'Who has this message' })
  await expect(dialog.getByRole('heading', { name: 'Read' })).toBeVisible()
  await expect(dialog.getByText('Bob', { exact: true })).toBeVisible()
})

test('a message that is to be read again marks its group, offline too, until it is opened', async ({
  alice,
  bob,
}) => {
  await meet('Lake', alice, bob)
  const text = HOSTILE
  await alice.writes(text)
  await expect(bob.message(text)).toBeVisible()
  await bob.entersTunnel()
  await bob.starts('Mark as unread', text)
  await expect(bob.groupRow('Lake')).toContainText('marked as unread')
  await bob.leavesTunnel()
  await bob.reloads()
  await expect(bob.groupRow('Lake')).toContainText('marked as unread')
  await bob.opensGroup('Lake')
  await bob.goesBack()
  await expect(bob.groupRow('Lake')).not.toContainText('marked as unread')
})

test('who is in a tunnel is told until when they know everything', async ({ alice, bob }) => {
  await meet('Lake', alice, bob)
  await alice.writes('hello')
  await expect(bob.message('hello')).toBeVisible()
  await bob.entersTunnel()
  await expect(bob.page.getByText(/You have everything known up to/)).toBeVisible()
  await bob.leavesTunnel()
  await expect(bob.page.getByText(/You have everything known up to/)).toBeHidden({
    timeout: 30_000,
  })
})
