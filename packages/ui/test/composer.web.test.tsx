import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let group: FakeGroup
let leave = () => {}

beforeEach(async () => {
  localStorage.clear()
  await page.viewport(1200, 800)
  const parley = newFakeParley()
  group = parley.addGroup('Lake', { people: ['Amir', 'Amira Said', 'Beatriz'] })
  leave = showApp(parley, groupPlace(group.id))
})
afterEach(() => {
  vi.restoreAllMocks()
  leave()
})

const composer = () => page.getByRole('textbox', { name: 'Message' })
const box = () => composer().element() as HTMLTextAreaElement
const options = () => page.getByRole('option')
const suggestions = () => page.getByRole('listbox')
const last = () => group.conversation.get().messages.at(-1)
const isNamed = (name: string) => {
  const id = box().getAttribute('aria-activedescendant') ?? ''
  return document.getElementById(id)?.textContent?.includes(name) === true
}

test('an at sign offers people, the arrow keys choose, Enter takes, and the name is a mention', async () => {
  await userEvent.click(composer())
  await userEvent.keyboard('Ask @ami')
  await expect.element(suggestions()).toBeVisible()
  expect(options().elements()).toHaveLength(2)
  await expect.poll(() => isNamed('Amir')).toBe(true)
  await userEvent.keyboard('{ArrowDown}')
  await expect.poll(() => isNamed('Amira Said')).toBe(true)
  await userEvent.keyboard('{Enter}')
  await expect.element(composer()).toHaveValue('Ask @Amira Said ')
  await expect.element(suggestions()).not.toBeInTheDocument()
  await userEvent.keyboard('please{Enter}')
  await expect.poll(() => last()?.text).toBe('Ask @Amira Said please')
  const [mention] = last()?.mentions ?? []
  expect(mention?.name).toBe('Amira Said')
  const marked = page.getByRole('article').getByText('@Amira Said')
  await expect.element(marked).toBeVisible()
})

test('a name written out is a mention, too, and everyone can be mentioned', async () => {
  await userEvent.fill(composer(), '@beatriz and @everyone')
  await userEvent.keyboard('{Escape}{Enter}')
  await expect.poll(() => last()?.mentions.map(({ name }) => name)).toEqual(['beatriz', 'everyone'])
})

test('a colon and two letters offer emoji; Tab takes one, Escape leaves the text as it is', async () => {
  await userEvent.click(composer())
  await userEvent.keyboard('so :tad')
  await expect.poll(() => isNamed('party popper')).toBe(true)
  await userEvent.keyboard('{Tab}')
  await expect.element(composer()).toHaveValue('so 🎉 ')
  await expect.element(composer()).toHaveFocus()
  await userEvent.keyboard(':smi')
  await expect.element(suggestions()).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(suggestions()).not.toBeInTheDocument()
  await expect.element(composer()).toHaveValue('so 🎉 :smi')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => last()?.text).toBe('so 🎉 :smi')
  await userEvent.keyboard(':smi')
  await expect.element(suggestions()).toBeVisible()
})

test('formatting keys put signs around what is selected, and one step back takes them away', async () => {
  await userEvent.fill(composer(), 'loud words')
  for (const [keys, made] of [
    ['{Control>}b{/Control}', '**loud** words'],
    ['{Control>}i{/Control}', '*loud* words'],
    ['{Control>}e{/Control}', '`loud` words'],
    ['{Control>}{Shift>}X{/Shift}{/Control}', '~~loud~~ words'],
  ] as const) {
    box().setSelectionRange(0, 4)
    await userEvent.keyboard(keys)
    await expect.element(composer()).toHaveValue(made)
    expect(box().value.slice(box().selectionStart, box().selectionEnd)).toBe('loud')
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.element(composer()).toHaveValue('loud words')
  }
})

const withFile = (more: Record<string, string> = {}) => {
  const data = new DataTransfer()
  data.items.add(new File(['x'], 'photo.png', { type: 'image/png' }))
  for (const [type, text] of Object.entries(more)) data.setData(type, text)
  return data
}
const dropped = (type: string, data: DataTransfer) =>
  new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data })

test('files that are pasted or dropped are refused in words, and the text stays', async () => {
  await userEvent.fill(composer(), 'half a thought')
  const paste = { bubbles: true, cancelable: true, clipboardData: withFile() }
  expect(box().dispatchEvent(new ClipboardEvent('paste', paste))).toBe(false)
  await expect.element(page.getByText('Files can’t be sent yet')).toBeVisible()
  await userEvent.type(composer(), ' more')
  await expect.element(page.getByText('Files can’t be sent yet')).not.toBeInTheDocument()
  expect(document.body.dispatchEvent(dropped('dragover', withFile()))).toBe(false)
  expect(document.body.dispatchEvent(dropped('drop', withFile()))).toBe(false)
  await expect.element(page.getByText('Files can’t be sent yet')).toBeVisible()
  await expect.element(composer()).toHaveValue('half a thought more')
})

test('text that comes along with a picture of itself is pasted', async () => {
  await expect.element(composer()).toBeVisible()
  const data = withFile({ 'text/plain': 'words', 'text/html': '<b>words</b>' })
  const paste = { bubbles: true, cancelable: true, clipboardData: data }
  expect(box().dispatchEvent(new ClipboardEvent('paste', paste))).toBe(true)
})

async function growsToALimit(): Promise<void> {
  await expect.element(composer()).toBeVisible()
  const before = box().offsetHeight
  await userEvent.fill(composer(), 'line\n'.repeat(5))
  expect(box().offsetHeight).toBeGreaterThan(before * 2)
  await userEvent.fill(composer(), 'line\n'.repeat(200))
  expect(box().offsetHeight).toBeLessThanOrEqual(innerHeight * 0.41)
  expect(box().scrollHeight).toBeGreaterThan(box().clientHeight)
  await userEvent.fill(composer(), '')
  expect(box().offsetHeight).toBe(before)
}

test('the box grows with its text to a limit, and then scrolls; no script measures it', async () => {
  await growsToALimit()
  expect(box().style.blockSize).toBe('')
})

test('where the browser cannot grow a box by itself, it grows all the same', async () => {
  vi.spyOn(CSS, 'supports').mockReturnValue(false)
  const style = document.createElement('style')
  style.textContent = 'textarea { field-sizing: fixed !important }'
  document.head.append(style)
  await growsToALimit()
  expect(box().style.blockSize).not.toBe('')
  style.remove()
})

test('an emoji chosen beside the box goes where the caret is', async () => {
  await userEvent.fill(composer(), 'ab')
  box().setSelectionRange(1, 1)
  await userEvent.click(page.getByRole('button', { name: 'Emoji', exact: true }))
  await userEvent.fill(page.getByRole('searchbox', { name: 'Search emoji' }), 'tada')
  await userEvent.keyboard('{Enter}')
  await expect.element(composer()).toHaveValue('a🎉b')
  await expect.element(composer()).toHaveFocus()
})

test('the arrow up in an empty box edits the last own message', async () => {
  group.arrive('Nora', 'frist')
  await expect.element(page.getByRole('article')).toBeVisible()
  await userEvent.click(composer())
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(composer()).toHaveValue('frist')
})

test('the blank behind whoever was chosen is the one that is typed next', async () => {
  await userEvent.click(composer())
  await userEvent.keyboard('@every{Enter}')
  await expect.element(composer()).toHaveValue('@everyone ')
  await userEvent.keyboard(' come')
  await expect.element(composer()).toHaveValue('@everyone come')
  await userEvent.keyboard('  @every{Enter}now  ')
  await expect.element(composer()).toHaveValue('@everyone come  @everyone now  ')
})
