/** When Parley cannot open: why, and a way out where only deleting helps. */
import { CannotOpen, type StartFault } from '../src/index.ts'
import '../src/styles/base.css'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'

let leave = () => {}
afterEach(() => leave())

function show(fault: StartFault, onErase: () => Promise<void>): void {
  const element = document.createElement('div')
  document.body.append(element)
  const root = createRoot(element)
  root.render(
    <CannotOpen
      fault={fault}
      detail="…"
      onAgain={() => {}}
      onErase={onErase}
      onUnkept={() => {}}
    />,
  )
  leave = () => {
    root.unmount()
    element.remove()
  }
}
const erase = () => page.getByRole('button', { name: 'Delete this device’s data' })

test('a damaged identity can be deleted, after being told who one is then', async () => {
  let erasedCount = 0
  show('identity', async () => void erasedCount++)
  const again = page.getByRole('button', { name: 'Try again' })
  await expect.element(again).toHaveAttribute('data-look', 'plain')
  await userEvent.click(erase())
  const asked = page.getByRole('dialog', { name: /^Delete all that Parley keeps/ })
  await expect.element(asked).toHaveTextContent('your recovery phrase')
  await userEvent.click(asked.getByRole('button', { name: 'Cancel' }))
  expect(erasedCount).toBe(0)
  await userEvent.click(erase())
  await userEvent.click(asked.getByRole('button', { name: 'Delete' }))
  await expect.poll(() => erasedCount).toBe(1)
})

test('what may pass, as a full disk, is never answered by deleting', async () => {
  show('full', async () => {})
  await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expect.element(erase()).not.toBeInTheDocument()
})
