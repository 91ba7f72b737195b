/** Two people who were apart, by a tunnel or a dropped line, agree when they meet again. */
import type { Person } from './person.ts'
import { expect, meet, sameScreen, test } from './people.ts'

const WAYS = [
  {
    way: 'in tunnels',
    leave: (person: Person) => person.entersTunnel(),
    come: (person: Person) => person.leavesTunnel(),
  },
  {
    way: 'on dropped lines',
    leave: (person: Person) => person.losesConnection(),
    come: (person: Person) => person.regainsConnection(),
  },
]

for (const { way, leave, come } of WAYS) {
  test(`two people write, edit, delete, react and reply ${way}, and merge to one screen`, async ({
    meeting,
  }) => {
    const alice = await meeting.newPerson('Alice', { cuttable: way === 'on dropped lines' })
    const bob = await meeting.newPerson('Bob', { cuttable: way === 'on dropped lines' })
    await meet('Apart', alice, bob)
    for (const text of ['plan', 'route', 'lunch']) await alice.writes(text)
    await expect(bob.message('lunch')).toBeVisible()
    await bob.writes('weather')
    await expect(alice.message('weather')).toBeVisible()

    await leave(alice)
    await leave(bob)
    await alice.edits('plan', 'a better plan')
    await alice.deletes('route')
    await alice.reacts('weather', '👍')
    await alice.replies('weather', 'Rain, they say')
    await alice.writes('See you at nine')
    await bob.reacts('route', '👀')
    await bob.reacts('lunch', '🔥')
    await bob.takesBack('lunch', '🔥')
    await bob.reacts('plan', '✅')
    await bob.edits('weather', 'weather?')
    await bob.replies('lunch', 'Soup for me')
    await bob.writes('Meet at ten')
    await expect(alice.message('See you at nine')).toContainText('Kept here')
    await expect(bob.message('Meet at ten')).toContainText('Kept here')
    await expect(alice.message('Meet at ten')).toHaveCount(0)

    await come(alice)
    await come(bob)
    await expect(alice.message('Meet at ten')).toBeVisible()
    await expect(bob.message('See you at nine')).toBeVisible()
    const lines = await sameScreen(alice, bob)
    expect(lines.slice(0, 4)).toEqual([
      'Alice: a better plan | edited | ✅1',
      'Alice: Deleted',
      'Alice: lunch',
      'Bob: weather? | edited | 👍1',
    ])
    expect(lines.slice(4).toSorted()).toEqual([
      'Alice: Rain, they say | answers "weather?"',
      'Alice: See you at nine',
      'Bob: Meet at ten',
      'Bob: Soup for me | answers "lunch"',
    ])
    expect(lines.indexOf('Bob: Meet at ten')).toBeGreaterThan(
      lines.indexOf('Bob: Soup for me | answers "lunch"'),
    )
    await expect(alice.message('See you at nine')).toContainText('Read')
  })
}

test('what was deleted or given in a tunnel has a sign that says so, until it is out', async ({
  alice,
  bob,
}) => {
  await meet('Tunnel', alice, bob)
  await alice.writes('Never mind')
  await bob.writes('See you at nine')
  await expect(alice.message('See you at nine')).toBeVisible()
  await expect(alice.message('Never mind')).not.toContainText('Kept here')

  await alice.entersTunnel()
  await alice.deletes('Never mind')
  await alice.reacts('See you at nine', '👍')
  const given = alice.message('See you at nine').getByRole('button', { name: /👍.*not sent yet/ })
  const deleted = alice.page.getByTitle('Not sent yet: others still see it')
  await expect(given).toBeVisible()
  await expect(deleted).toBeVisible()

  await alice.leavesTunnel()
  await expect(bob.reaction('See you at nine', '👍')).toBeVisible()
  await expect(bob.message('Never mind')).toHaveCount(0)
  await expect(given).toHaveCount(0)
  await expect(deleted).toHaveCount(0)
  await expect(alice.reaction('See you at nine', '👍')).toBeVisible()
})

test('a new group, and an invitation to it, are made in a tunnel', async ({ alice, bob }) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.entersTunnel()
  await alice.createsGroup('Night shift')
  await alice.writes('Is anybody here?')
  const link = await alice.invites()
  await alice.leavesTunnel()

  await bob.joins(link)
  await expect(bob.message('Is anybody here?')).toBeVisible()
  await bob.writes('Yes')
  await expect(alice.message('Yes')).toBeVisible()
})

test('an invitation opened in a tunnel is kept, written into, and completes by itself', async ({
  alice,
  bob,
}) => {
  const link = await meet('Lighthouse', alice)
  await alice.writes('The lamp is lit')
  await bob.opensTheApp()
  await bob.saysName()
  await bob.hasTheAppKept()
  await bob.entersTunnel()
  await bob.joins(link)
  await bob.writes('I will be there')
  await expect(bob.message('I will be there')).toContainText('Kept here')
  await bob.reloads()
  await expect(bob.message('I will be there')).toBeVisible()

  await bob.leavesTunnel()
  await expect(bob.page.getByRole('heading', { name: 'Lighthouse' })).toBeVisible()
  await expect(bob.message('The lamp is lit')).toBeVisible()
  await expect(alice.message('I will be there')).toBeVisible()
  expect((await sameScreen(alice, bob)).toSorted()).toEqual([
    'Alice: The lamp is lit',
    'Bob: I will be there',
  ])
})
