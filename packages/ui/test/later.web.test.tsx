/** A dialog whose script does not come, opened from a button as the app opens it. */
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ModalHost } from '../src/controls/modal.tsx'
import { LaterContext, newLaterScript, type Contents } from '../src/later/later-script.ts'
import { HelpSheet } from '../src/later/parts.ts'

const fetchContents = vi.fn<() => Promise<Contents>>()
const script = () => newLaterScript(fetchContents)
let leave = () => {}

beforeEach(() => {
  fetchContents.mockReset()
  fetchContents.mockRejectedValue(new Error('offline'))
})
afterEach(() => leave())

function Stage() {
  const [isOpen, setOpen] = useState(false)
  return (
    <ModalHost>
      <button type="button" onClick={() => setOpen(true)}>
        Help
      </button>
      {isOpen && <HelpSheet onClose={() => setOpen(false)} />}
    </ModalHost>
  )
}

function show(own = script()) {
  const element = document.createElement('div')
  document.body.append(element)
  const root = createRoot(element)
  root.render(
    <LaterContext value={own}>
      <Stage />
    </LaterContext>,
  )
  leave = () => {
    root.unmount()
    element.remove()
  }
  return own
}

const opener = () => page.getByRole('button', { name: 'Help' })
const missing = () => page.getByRole('dialog', { name: 'One moment' })

test('that a part is missing stays said while it is asked for again, and closes for good', async () => {
  const own = show()
  await userEvent.click(opener())
  await expect.element(missing()).toBeVisible()

  let fail = () => {}
  fetchContents.mockReturnValueOnce(
    new Promise((_, reject) => (fail = () => reject(new Error('offline still')))),
  )
  own.fetch()
  expect(own.get().state).toBe('retrying')
  await expect.element(missing()).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(missing()).not.toBeInTheDocument()
  await expect.element(opener()).toHaveFocus()

  fail()
  await expect.poll(() => own.get().state).toBe('failed')
  await expect.element(missing()).not.toBeInTheDocument()
  await expect.element(opener()).toHaveFocus()
})

test('a part that is asked for again leaves focus where it is until it has come or failed', async () => {
  const own = show()
  await userEvent.click(opener())
  const again = () => missing().getByRole('button', { name: 'Try again' })
  await userEvent.click(again())
  await expect.poll(() => fetchContents.mock.calls.length).toBe(2)
  await expect.poll(() => own.get().state).toBe('failed')
  await expect.element(again()).toHaveFocus()
})
