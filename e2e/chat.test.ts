/** Two people and a working network: groups, invitations, talk, ticks, unread counts, drafts. */
import { expect, meet, sameScreen, test } from './people.ts'

test('a stranger opens the app, says a name and nothing else, and is in', async ({ alice }) => {
  await alice.opensTheApp()
  await alice.saysName()
  await expect(alice.page.getByRole('button', { name: 'New group' })).toBeVisible()
  await expect(alice.page.getByRole('button', { name: 'Join' })).toBeVisible()
  await expect(alice.connection).toContainText('Connected')
})

test('who joins by a link finds the whole history, and both talk', async ({ alice, bob }) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Boat trip')
  for (let at = 1; at <= 40; at++) await alice.writes(`Packing list, item ${at}`)
  const link = await alice.invites()

  await bob.joins(link)
  await expect(bob.message('Packing list, item 40')).toBeVisible() // the newest screen first
  await bob.writes('I bring the rope')
  await expect(alice.message('I bring the rope')).toBeVisible()
  await alice.writes('and I the\nanchor')
  await expect(bob.message('and I the anchor')).toBeVisible()

  const lines = await sameScreen(alice, bob)
  expect(lines).toHaveLength(42)
  expect(lines[0]).toBe('Alice: Packing list, item 1')
  expect(lines.at(-1)).toBe('Alice: and I the\nanchor')
})

test('edits, deletions, replies and reactions reach the other', async ({ alice, bob }) => {
  await meet('Garden', alice, bob)
  await alice.writes('The peas are comming')
  await alice.writes('Ignore this')
  await expect(bob.message('The peas are comming')).toBeVisible()
  await bob.replies('The peas are comming', 'And the beans?')
  await bob.reacts('The peas are comming', '🎉')
  await alice.edits('The peas are comming', 'The peas are coming')
  await alice.deletes('Ignore this')

  await expect(bob.message('Ignore this')).toHaveCount(0)
  expect(await sameScreen(alice, bob)).toEqual([
    'Alice: The peas are coming | edited | 🎉1',
    'Alice: Deleted',
    'Bob: And the beans? | answers "The peas are coming"',
  ])

  await bob.takesBack('The peas are coming', '🎉')
  await expect(alice.reaction('The peas are coming', '🎉')).toHaveCount(0)
  await expect(alice.log).not.toContainText('Ignore this')
})

test('reactions stand below their message, the first of a run or not', async ({ alice, bob }) => {
  await meet('Kitchen', alice, bob)
  for (const text of ['Soup', 'Bread']) {
    await alice.writes(text)
    await bob.reacts(text, '👍')
    for (const { message, reaction } of [alice, bob].map((person) => ({
      message: person.message(text).locator('time'),
      reaction: person.reaction(text, '👍'),
    }))) {
      await expect(reaction).toBeVisible()
      const [above, below] = [await message.boundingBox(), await reaction.boundingBox()]
      expect(below?.y).toBeGreaterThan(above?.y ?? Number.NaN)
    }
  }
})

test('ticks climb only as far as the message got', async ({ alice, bob }) => {
  await meet('Ticks', alice, bob)
  await bob.opensTheApp('#/') // where it will open again
  await bob.closesTab()
  await alice.entersTunnel()
  await alice.writes('How far am I?')
  await expect(alice.message('How far am I?')).toContainText('Kept here')

  await alice.leavesTunnel()
  await expect(alice.message('How far am I?')).toContainText('With the relay')

  const later = await bob.opensTabAgain()
  await expect(later.groupRow('Ticks')).toContainText('1 unread message')
  await expect(alice.message('How far am I?')).toContainText('Received')

  await later.opensGroup('Ticks')
  await expect(alice.message('How far am I?')).toContainText('Read')

  await alice.entersTunnel()
  await alice.edits('How far am I?', 'And now?')
  await expect(alice.message('And now?')).toContainText('Kept here')
  await alice.leavesTunnel()
  await expect(alice.message('And now?')).toContainText('Read')
})

test('unread messages are counted until they were on screen, in each group', async ({
  alice,
  bob,
}) => {
  await meet('Bees', alice, bob)
  await alice.createsGroup('Wasps')
  await bob.joins(await alice.invites())
  await expect(alice.page.getByText('2 people')).toBeVisible()
  await bob.opensTheApp('#/')
  await expect(bob.groupRow('Wasps')).toBeVisible()

  await alice.writes('buzz')
  await alice.opensGroup('Bees')
  await alice.writes('hum')
  await alice.writes('hum hum')
  await expect(bob.groupRow('Bees')).toContainText('2 unread messages')
  await expect(bob.groupRow('Bees')).toContainText('hum hum')
  await expect(bob.groupRow('Wasps')).toContainText('1 unread message')

  await bob.opensGroup('Bees')
  await expect(bob.message('hum hum')).toBeVisible()
  await expect(alice.message('hum hum')).toContainText('Read') // what only flies past is not seen
  await bob.opensTheApp('#/')
  await expect(bob.groupRow('Wasps')).toContainText('1 unread message')
  await expect(bob.groupRow('Bees')).not.toContainText('unread')
  await bob.reloads()
  await expect(bob.groupRow('Wasps')).toContainText('1 unread message')
  await expect(bob.groupRow('Bees')).not.toContainText('unread')
})

test('a draft waits in its own group, also after a reload', async ({ alice }) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Letters')
  await alice.composer.fill('Dear Ines, half a')
  await alice.createsGroup('Postcards')
  await expect(alice.composer).toHaveValue('')
  await alice.composer.fill('Weather is')
  await alice.goesBack()
  await alice.opensGroup('Letters')
  await expect(alice.composer).toHaveValue('Dear Ines, half a')
  await expect(alice.composer).toBeVisible()

  await alice.reloads()
  await alice.opensGroup('Postcards')
  await expect(alice.composer).toHaveValue('Weather is')
  await alice.opensGroup('Letters')
  await expect(alice.composer).toHaveValue('Dear Ines, half a')
})

test('the list of groups says what no relay has yet, and what is only a draft', async ({
  alice,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Letters')
  await alice.createsGroup('Postcards')
  await alice.entersTunnel()
  await alice.writes('The weather is fine')
  await alice.goesBack()
  const row = alice.groupRow('Postcards')
  await expect(row).toContainText('Kept here')
  await alice.leavesTunnel()
  await expect(row).not.toContainText('Kept here')
  await expect(row).toContainText('You: The weather is fine')

  await alice.opensGroup('Postcards')
  await alice.composer.fill('The food')
  await alice.opensGroup('Letters')
  await alice.goesBack()
  await expect(row).toContainText('Draft: The food')
})

test('Enter sends, Shift+Enter breaks a line', async ({ alice }) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Keys')
  await alice.composer.pressSequentially('first')
  await alice.composer.press('Shift+Enter')
  await alice.composer.pressSequentially('second')
  await alice.composer.press('Enter')
  await expect(alice.composer).toHaveValue('')
  expect(await alice.screen()).toEqual(['Alice: first\nsecond'])
})
