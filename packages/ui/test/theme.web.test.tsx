/** Light, dark, or as the system is: chosen once, everywhere at once, and by whoever sees little too. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { forgetTheme, startTheme } from '../src/index.ts'
import { newFakeParley } from './parley.fake.ts'
import { showApp } from './stage.tsx'

const KEY = 'parley-theme'
const AROUND = { light: '#ffffff', dark: '#1b1e1a' }

let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  for (const [scheme, content] of Object.entries(AROUND)) {
    const around = Object.assign(document.createElement('meta'), { name: 'theme-color', content })
    around.dataset['scheme'] = scheme
    document.head.append(around)
  }
  startTheme()
  leave = showApp(newFakeParley(), { screen: 'settings' })
})
afterEach(async () => {
  leave()
  forgetTheme()
  for (const around of document.querySelectorAll('meta[name="theme-color"]')) around.remove()
  await emulates([])
})

const root = document.documentElement
const choice = (name: string) => page.getByRole('radio', { name, exact: true })
const schemeNow = () => getComputedStyle(root).colorScheme
/** As it is drawn. */
const paperNow = () => getComputedStyle(document.body).backgroundColor
/** What browsers paint their own frame with. */
const aroundNow = () =>
  [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')]
    .filter(({ media }) => matchMedia(media).matches)
    .map(({ content }) => content)

async function emulates(features: readonly { name: string; value: string }[]): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features: [...features] })
}

test('a theme is chosen for this device, and everything follows it: page, fields, and what is around', async () => {
  await emulates([{ name: 'prefers-color-scheme', value: 'light' }])
  await expect.element(choice('System')).toBeChecked()
  expect([schemeNow(), paperNow(), aroundNow()]).toEqual([
    'light dark',
    'rgb(245, 244, 240)',
    [AROUND.light],
  ])
  await userEvent.click(choice('Dark'))
  await expect.element(choice('Dark')).toBeChecked()
  expect([schemeNow(), paperNow(), aroundNow()]).toEqual(['dark', 'rgb(20, 22, 19)', [AROUND.dark]])
  expect(localStorage.getItem(KEY)).toBe('dark')

  await emulates([{ name: 'prefers-color-scheme', value: 'dark' }])
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(choice('Light')).toBeChecked()
  expect([schemeNow(), aroundNow()]).toEqual(['light', [AROUND.light]])
  await userEvent.click(choice('System'))
  expect([paperNow(), aroundNow()]).toEqual(['rgb(20, 22, 19)', [AROUND.dark]])
  expect(localStorage.getItem(KEY)).toBeNull()
})

test('what another window chose holds here too, and what nobody could have chosen is none', async () => {
  const elsewhere = (theme: string) => {
    localStorage.setItem(KEY, theme)
    dispatchEvent(new StorageEvent('storage', { key: KEY }))
  }
  elsewhere('dark')
  await expect.element(choice('Dark')).toBeChecked()
  expect(root.dataset['theme']).toBe('dark')
  elsewhere('<script>')
  await expect.element(choice('System')).toBeChecked()
  expect(root.dataset['theme']).toBeUndefined()
})

test('more contrast is more contrast in either theme', async () => {
  const inkNow = () => getComputedStyle(document.body).color
  const inks: string[] = []
  for (const value of ['no-preference', 'more'])
    for (const theme of ['Light', 'Dark']) {
      await emulates([{ name: 'prefers-contrast', value }])
      await userEvent.click(choice(theme))
      inks.push(inkNow())
    }
  expect(inks).toEqual([
    'rgb(28, 29, 26)',
    'rgb(236, 236, 230)',
    'rgb(11, 12, 10)',
    'rgb(255, 255, 255)',
  ])
})

test('the palette leads there by any word for it, to what is chosen', async () => {
  await userEvent.click(choice('Dark'))
  for (const word of ['dark', 'night', 'theme', 'appearance']) {
    await userEvent.keyboard('{Control>}k{/Control}')
    await expect.element(page.getByRole('combobox', { name: /^Group, person/ })).toHaveFocus()
    await userEvent.keyboard(word)
    await expect
      .element(page.getByRole('option', { selected: true }), { message: word })
      .toHaveTextContent('Appearance: light or dark')
    await userEvent.keyboard('{Enter}')
    await expect.element(choice('Dark')).toHaveFocus()
  }
})
