import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { DeviceKey, OwnDevice } from '@parley/react'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { showApp } from './stage.tsx'

let parley: FakeParley
let leave = () => {}

beforeEach(async () => {
  await page.viewport(390, 844)
  parley = newFakeParley()
})
afterEach(() => leave())

/** Three of one name, two of one day. */
function alike(hour: number, isThis: boolean): OwnDevice {
  const addedAt = new Date(2024, 1, 29, hour, 41).getTime()
  return { key: String(hour) as DeviceKey, name: 'Chrome on Linux', isThis, addedAt }
}

const rows = () => page.getByRole('list', { name: 'Your devices' }).getByRole('listitem')
const named = (name: RegExp) => page.getByRole('button', { name })

test('devices of one name are told apart by the minute they were added, where one removes one too', async () => {
  parley.own.devices.set([alike(6, true), alike(7, false), alike(8, false)])
  leave = showApp(parley, { screen: 'settings' })
  await expect.element(rows().nth(0)).toHaveTextContent(/This device · added .*2024, 06:41/)
  await expect.element(rows().nth(1)).toHaveTextContent(/added .*2024, 07:41/)
  await expect.element(rows().nth(1)).not.toHaveTextContent('This device')
  await userEvent.click(named(/^Remove .*07:41/))
  const dialog = page.getByRole('dialog')
  await expect.element(dialog).toHaveTextContent(/added .*2024, 07:41/)
  await userEvent.click(dialog.getByRole('button', { name: 'Remove', exact: true }))
  await expect.poll(() => parley.own.devices.get().map(({ key }) => key)).toEqual(['6', '8'])
})

test('another device of one’s own is named from here', async () => {
  parley.own.devices.set([alike(6, true), alike(8, false)])
  leave = showApp(parley, { screen: 'settings' })
  await userEvent.click(named(/^Rename .*08:41/))
  await userEvent.fill(page.getByRole('textbox', { name: 'Device name' }), 'Kitchen')
  await userEvent.click(named(/^Save$/))
  await expect.element(rows().nth(1)).toHaveTextContent('Kitchen')
  await expect.element(rows().nth(0)).toHaveTextContent('Chrome on Linux')
})

test('a code under which nobody answers is said to be so, and can be mended', async () => {
  const state = { step: 'waiting', link: '', shortCode: '' } as const
  const { own } = parley
  const takeLink = own.takeLink.bind(own)
  Object.assign(own, {
    takeLink: (code: string) => {
      const linking = takeLink(code)
      own.linking.set(state)
      return linking
    },
  })
  leave = showApp(parley, { screen: 'link', code: '' })
  await userEvent.fill(page.getByRole('textbox', { name: 'Short code or link' }), 'K7MP-29QY')
  await userEvent.click(named(/^Continue$/))
  await expect.element(page.getByText('Reaching the other device…')).toBeVisible()
  own.linking.set({ ...state, isUnanswered: true })
  await expect.element(page.getByText('it may be mistyped')).toBeVisible()
  await userEvent.click(named(/^Change the code$/))
  await expect
    .element(page.getByRole('textbox', { name: 'Short code or link' }))
    .toHaveValue('K7MP-29QY')
})

test('whoever has linked a device names it there, or leaves it at the name it has', async () => {
  leave = showApp(parley, { screen: 'settings' })
  const { own } = parley
  const linked = async () => {
    await userEvent.click(named(/^Link a device$/))
    own.linking.set({ step: 'done' })
    await expect.element(named(/^Done$/)).toHaveFocus()
  }
  await linked()
  const field = page.getByRole('textbox', { name: 'Name of the new device' })
  await expect.element(field).toBeDisabled()
  own.arrive('Chrome on Linux')
  await expect.element(field).toHaveValue('Chrome on Linux')
  await expect.element(named(/^Done$/)).toHaveFocus()
  await userEvent.fill(field, 'Kitchen')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  await expect.element(rows().nth(2)).toHaveTextContent('Kitchen')

  await linked()
  await expect.element(field).toBeDisabled()
  own.arrive('Firefox on Android')
  await expect.element(field).toHaveValue('Firefox on Android')
  await userEvent.click(named(/^Done$/))
  await expect.element(rows().nth(3)).toHaveTextContent('Firefox on Android')
})
