/** Hostile text is text: it never runs, never loads, never breaks the layout. And input that is wrong. */
import { bundled, expectShownAsTyped, naughtyStrings, overflowPx } from './hostile-texts.ts'
import { expect, meet, test } from './people.ts'

/** One at a time: those that attack their surroundings, or that have no place to break. */
const LONE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  'javascript:alert(1)',
  'https://user:secret@evil.example/',
  '{{constructor.constructor("alert(1)")()}}',
  '__proto__',
  'W'.repeat(600),
  'a'.repeat(9_990),
  'Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324'.repeat(40),
  '\u202Eevil reversed\u202C and \u2066isolated',
  'الكل في المجمو عة (5) is 5',
  '👩‍👩‍👧‍👦'.repeat(60),
  '﷽'.repeat(50),
  '\u200B\u200B\u2060x',
]

test('naughty strings are shown as they were typed', async ({ meeting }) => {
  await expectShownAsTyped([...LONE, ...bundled(await naughtyStrings())], meeting)
})

test('people and groups with hostile names are still people and groups', async ({ meeting }) => {
  const mallory = await meeting.newPerson('<img src=x onerror=alert(1)>\u202Egnp.exe')
  const wide = await meeting.newPerson('Ŵ'.repeat(30))
  const group = '"><script>alert(1)</script>' + 'X'.repeat(30)
  await meet(group, mallory, wide)
  await mallory.writes('hello')
  await expect(wide.message('hello')).toBeVisible()
  await wide.replies('hello', 'hello to you')
  await expect(mallory.message('hello to you')).toBeVisible()
  await expect(wide.log).toContainText('<img src=x onerror=alert(1)>gnp.exe') // nothing turns it round
  for (const person of [mallory, wide]) {
    expect(await overflowPx(person.page)).toBeLessThanOrEqual(0)
    await person.goesBack()
    await expect(person.groupRow(group)).toContainText('hello to you')
    const over = await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(over).toBeLessThanOrEqual(0)
  }
})

test('a paste of 100 KB is refused with the limit named, and kept in the composer', async ({
  alice,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Essays')
  const essay = 'All work and no play. '.repeat(4_700).trimEnd()
  await alice.composer.fill(essay)
  await expect(alice.page.getByRole('alert')).toContainText('10,000 bytes')
  await alice.composer.press('Enter')
  await expect(alice.page.getByRole('alert')).toContainText('10,000 bytes')
  await expect(alice.composer).toHaveValue(essay)
  await expect(alice.log.getByRole('article')).toHaveCount(0)

  await alice.reloads()
  await expect(alice.composer).toHaveValue(essay)
  await alice.writes('Shorter.')
  await expect(alice.page.getByRole('alert')).toHaveCount(0)
  expect(await alice.screen()).toEqual(['Alice: Shorter.'])
})

test('a damaged invite link says what is wrong with it', async ({ alice, bob }) => {
  const link = await meet('Whole', alice)
  await bob.opensTheApp()
  await bob.saysName()
  const says = {
    [link.slice(0, -7)]: 'The end of this link is missing',
    [link.slice(0, -7) + '%&!~_*+']: 'This link is damaged',
    [`${link}AAAAAAAA`]: 'something extra at its end',
    [link.replace(/join\/.*/, 'join/')]: /missing|no invitation/i,
  }
  for (const [damaged, words] of Object.entries(says)) {
    await bob.opensTheApp()
    await bob.page.goto(damaged)
    await expect(bob.page.getByRole('main')).toContainText(words)
    await expect(bob.page.getByRole('button', { name: 'To your groups' })).toBeVisible()
  }
  await bob.page.getByRole('button', { name: 'To your groups' }).click()
  await bob.page.getByRole('button', { name: 'Join' }).click()
  const dialog = bob.page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('see you at eight')
  await dialog.getByRole('button', { name: 'Join' }).click()
  await expect(dialog.getByRole('alert')).toContainText('no invitation')
  await dialog.getByRole('textbox').fill(`  ${link}\n`)
  await dialog.getByRole('button', { name: 'Join' }).click()
  await expect(bob.page.getByRole('heading', { name: 'Whole', exact: true })).toBeVisible()
})
