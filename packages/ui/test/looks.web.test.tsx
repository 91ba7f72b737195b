/** What a designer found with a ruler: nothing wider than a phone, nothing over what is read. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { chooseLanguage } from '../src/language/language.ts'
import { shownMessage } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let leave = () => {}

beforeEach(async () => {
  await page.viewport(390, 844)
  parley = newFakeParley()
})
afterEach(() => leave())

function box(element: Element): DOMRect {
  return element.getBoundingClientRect()
}

test('on a phone, the storage of a group with a long name is no wider than the page', async () => {
  const name = 'Parents of class 4b, swimming lessons and the summer party'
  parley.storage.use.change((was) => ({
    ...was,
    groups: was.groups.map((one, at) => (at === 0 ? { ...one, name } : one)),
  }))
  leave = showApp(parley, { screen: 'settings' })
  const section = page.getByRole('region', { name: 'Storage on this device' })
  await expect.element(section).toHaveTextContent(name)
  const all = [...section.element().querySelectorAll('*')]
  expect(all.length).toBeGreaterThan(20) // not vacuous
  const { right } = box(section.element())
  expect(right).toBeLessThanOrEqual(innerWidth)
  expect(all.filter((one) => box(one).right > right + 1)).toEqual([])
})

test('for a finger, the button that copies code lies over none of it', async () => {
  await touches(true)
  try {
    expect(matchMedia('(pointer: coarse)').matches).toBe(true)
    const group = parley.addGroup('Bake sale')
    group.arrive('Amir', `\`\`\`\n${'no language '.repeat(20)}\n\`\`\``)
    group.arrive('Amir', `\`\`\`ts\n${'with_language '.repeat(20)}\n\`\`\``)
    leave = showApp(parley, groupPlace(group.id))
    for (const words of ['Code', 'Code, ts']) {
      const code = page.getByRole('group', { name: words, exact: true })
      await expect.element(code).toBeVisible()
      const copy = code.element().parentElement?.querySelector('button')
      if (!copy) throw new Error('There is no button.')
      expect(box(copy).height, words).toBeGreaterThanOrEqual(44)
      expect(box(copy).bottom, words).toBeLessThanOrEqual(box(code.element()).top)
    }
  } finally {
    await touches(false)
  }
})

async function touches(enabled: boolean): Promise<void> {
  await cdp().send('Emulation.setTouchEmulationEnabled', { enabled })
}

test.each([
  ['en', 'Offline'],
  ['de', 'Offline'],
  ['ar', 'غير متصل'],
] as const)('without a relay, the groups say so in a whole word: %s', async (language, word) => {
  await chooseLanguage(language)
  try {
    await page.viewport(1440, 900)
    parley.connection.set({ state: 'offline', heardAt: new Date(2026, 9, 9, 9, 40).getTime() })
    parley.addGroup('Bake sale')
    leave = showApp(parley)
    const status = page.getByRole('status').filter({ hasText: word }).first()
    await expect.element(status).toBeVisible()
    const said = status.element()
    expect(said.textContent).toBe(word)
    const { left, right } = box(said)
    const around = box(said.parentElement ?? said)
    expect(left).toBeGreaterThanOrEqual(around.left - 1)
    expect(right).toBeLessThanOrEqual(around.right + 1)
    expect(said.scrollWidth).toBeLessThanOrEqual(said.clientWidth)
  } finally {
    await chooseLanguage('en')
  }
})

test('on a phone, the sign of a group stays beside the way to its threads', async () => {
  const group = parley.addGroup('Bake sale')
  const root = group.arrive('Amir', 'Who brings what?')
  group.thread(root.key).hang(shownMessage('Mei', 'Cups.'))
  leave = showApp(parley, groupPlace(group.id))
  const name = page.getByRole('heading', { name: 'Bake sale' })
  await expect.element(name).toBeVisible()
  const header = name.element().closest('header')
  await expect.poll(() => header?.querySelector('[data-threads]')).toBeTruthy()
  const sign = header?.querySelector('[data-group]')
  if (!header || !sign) throw new Error('There is no sign.')
  expect(Math.round(box(sign).width)).toBe(32)
  expect(header.scrollWidth).toBeLessThanOrEqual(innerWidth)
})

test('on a phone, where nothing stands beside the sign of the connection, its word does', async () => {
  const group = parley.addGroup('', { state: 'waiting' })
  leave = showApp(parley, groupPlace(group.id))
  const word = page.getByRole('status').filter({ hasText: 'Connected' })
  await expect.element(word).toBeVisible()
  expect(box(word.element()).width).toBeGreaterThan(30)
})
