import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeGroup } from './group.fake.ts'
import { shownMessage } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let group: FakeGroup
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
  group = parley.addGroup('Lake')
})
afterEach(() => leave())

const composer = () => page.getByRole('textbox', { name: 'Message' })
const article = (text: string) => page.getByRole('article').filter({ hasText: text })
/** From the menu of everything one can do with a message. */
const chooses = async (name: string, text: string) => {
  await userEvent.hover(article(text))
  await userEvent.click(article(text).getByRole('button', { name: 'More' }))
  await userEvent.click(page.getByRole('menuitem', { name }))
}
const log = () => page.getByRole('log', { name: 'Messages' }).element()
const open = () => {
  leave = showApp(parley, groupPlace(group.id))
}

test('Enter sends, Shift+Enter breaks a line, blanks are not sent', async () => {
  open()
  await userEvent.fill(composer(), 'one')
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}two{Enter}')
  await expect.element(article('one\ntwo')).toBeVisible()
  await expect.element(composer()).toHaveValue('')
  await userEvent.keyboard('   {Enter}')
  expect(group.conversation.get().messages.map(({ text }) => text)).toEqual(['one\ntwo'])
})

test('Enter that chooses a word in an input method does not send', async () => {
  open()
  await userEvent.fill(composer(), 'にほ')
  const enter = { key: 'Enter', bubbles: true, cancelable: true }
  composer()
    .element()
    .dispatchEvent(new KeyboardEvent('keydown', { ...enter, isComposing: true }))
  await expect.element(composer()).toHaveValue('にほ')
  expect(group.conversation.get().messages).toEqual([])
})

test('a paste of 100 KB is refused with the limit named, the text stays, and Send looks as it is', async () => {
  open()
  await userEvent.fill(composer(), 'x'.repeat(100_000))
  const send = page.getByRole('button', { name: 'Send' })
  await expect.element(send).toHaveAttribute('aria-disabled', 'true')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('alert')).toHaveTextContent('10,000 bytes')
  await expect.element(composer()).toHaveValue('x'.repeat(100_000))
  expect(group.conversation.get().messages).toEqual([])
  await userEvent.fill(composer(), 'short')
  await expect.element(send).not.toHaveAttribute('aria-disabled')
})

test('own messages are edited, reacted to and deleted, asking once', async () => {
  open()
  group.arrive('Nora', 'first words')
  await chooses('Edit', 'first words')
  await expect.element(composer()).toHaveValue('first words')
  await userEvent.fill(composer(), 'better words')
  await userEvent.keyboard('{Enter}')
  await expect.element(article('better words')).toHaveTextContent('edited')
  await userEvent.click(article('better words').getByRole('button', { name: 'React' }))
  await userEvent.click(page.getByRole('button', { name: '🎉' }))
  await expect
    .element(article('better words').getByRole('button', { name: '🎉 You' }))
    .toBeVisible()
  await userEvent.click(article('better words').getByRole('button', { name: '🎉 You' }))
  await chooses('Delete', 'better words')
  await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Delete' }))
  await expect.element(page.getByRole('article')).not.toHaveTextContent('words')
})

test('an edit that could not be kept comes back as it was, with the reason', async () => {
  open()
  group.arrive('Nora', 'first words')
  group.edit = () => Promise.reject(new Error('The disk is gone.'))
  await chooses('Edit', 'first words')
  await userEvent.fill(composer(), 'better words')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('alert')).toHaveTextContent('Your text is still here')
  await expect.element(composer()).toHaveValue('better words')
  await expect.element(page.getByText('Editing')).toBeVisible()
})

test('an edit that fails while the next message is begun waits in front of it', async () => {
  open()
  group.arrive('Nora', 'first words')
  let fail = () => {}
  group.edit = () =>
    new Promise((_, reject) => {
      fail = () => reject(new Error('The disk is gone.'))
    })
  await chooses('Edit', 'first words')
  await userEvent.fill(composer(), 'better words')
  await userEvent.keyboard('{Enter}next')
  fail()
  await expect.element(composer()).toHaveValue('better words\nnext')
  expect(group.draft.get()).toBe('better words\nnext')
})

test('what was deleted leaves the keyboard at its place', async () => {
  open()
  group.arrive('Nora', 'first words')
  const { key } = group.arrive('Nora', 'second words')
  await expect.element(article('second words')).toBeVisible()
  article('second words').element().querySelector<HTMLElement>('button:last-child')?.focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('menu')).toBeVisible()
  await userEvent.keyboard('{End}{Enter}')
  await expect.element(page.getByRole('dialog')).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('article').filter({ hasText: 'Deleted' })).toBeVisible()
  await expect.poll(() => document.activeElement?.getAttribute('data-key')).toBe(key)
})

test('the title says where one is and how much is unread; offline says since when', async () => {
  parley.addGroup('Book circle')
  open()
  await expect.poll(() => document.title).toBe('Lake – Parley')
  const connection = page.getByRole('navigation').getByRole('status')
  await expect.element(connection).toHaveTextContent(/^Connected$/)
  parley.connection.set({ state: 'offline', heardAt: Date.now() })
  await expect.element(connection).toHaveTextContent(/^Offline$/)
  await expect.element(page.getByRole('navigation')).toHaveTextContent(/Offline.*since \d\d:\d\d/)
})

test('others can be answered, not edited; Escape leaves the answer', async () => {
  open()
  const asked = group.arrive('Amir', 'who comes?')
  await userEvent.hover(article('who comes?'))
  await userEvent.click(article('who comes?').getByRole('button', { name: 'More' }))
  await expect.element(page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible()
  expect(page.getByRole('menuitem', { name: 'Edit' }).query()).toBeNull()
  await userEvent.keyboard('{Escape}')
  await userEvent.click(article('who comes?').getByRole('button', { name: 'Reply', exact: true }))
  await expect.element(page.getByText('Replying to Amir')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByText('Replying to Amir')).not.toBeInTheDocument()
  await userEvent.click(article('who comes?').getByRole('button', { name: 'Reply', exact: true }))
  await userEvent.keyboard('me{Enter}')
  await expect.poll(() => group.conversation.get().messages.at(-1)?.replyTo?.key).toBe(asked.key)
})

test('hostile text is shown as text and stays inside the page', async () => {
  open()
  group.arrive('Amir', '<img src=x onerror="document.title=1"><script>document.title=2</script>')
  await expect.element(article('<img src=x')).toBeVisible()
  group.arrive('Amir', `${'W'.repeat(5_000)}\u202e${'\u0351'.repeat(500)}`)
  await expect.element(article('WWW')).toBeInTheDocument()
  expect(log().querySelector('img, script')).toBeNull()
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth)
})

function fill(count: number): void {
  const messages = Array.from({ length: count }, (_, n) =>
    shownMessage(n % 2 ? 'Amir' : 'Mei', `n${n}. ${'some more words '.repeat((n * 7) % 23)}`),
  )
  group.conversation.change((was) => ({ ...was, messages }))
}

const bottomGap = () => log().scrollHeight - log().scrollTop - log().clientHeight

/** The message at the top of the screen, and how far from its edge. */
function topMessage(): { key: string | undefined; at: number } {
  const edge = log().getBoundingClientRect().top
  const articles = [...log().querySelectorAll('article')]
  const first = articles.find((one) => one.getBoundingClientRect().bottom > edge + 40)
  return {
    key: first?.dataset['key'],
    at: Math.round((first?.getBoundingClientRect().top ?? 0) - edge),
  }
}
const placeOf = (key: string | undefined) => {
  const one = log().querySelector(`article[data-key="${CSS.escape(key ?? '')}"]`)
  return one === null
    ? NaN
    : Math.round(one.getBoundingClientRect().top - log().getBoundingClientRect().top)
}

test('at the bottom the log stays at the bottom, whatever comes', async () => {
  fill(300)
  open()
  await expect.poll(bottomGap).toBeLessThan(2)
  group.arrive('Amir', 'the newest one '.repeat(40))
  await expect.element(article('the newest one')).toBeVisible()
  await expect.poll(bottomGap).toBeLessThan(2)
  group.arrive('Amir', 'late one '.repeat(60), { above: group.conversation.get().messages[5]!.key })
  await expect.poll(bottomGap).toBeLessThan(2)
})

test('further up, nothing that comes above or below moves what one reads', async () => {
  fill(300)
  open()
  await expect.poll(bottomGap).toBeLessThan(2)
  await expect.poll(() => settled(bottomGap)).toBe(true)
  log().scrollTop = log().scrollHeight / 2
  await expect.element(page.getByRole('button', { name: 'Newest messages' })).toBeVisible()
  await expect.poll(() => settled(topMessage)).toBe(true)
  const { key, at } = topMessage()
  const near = (place: number) => Math.abs(place - at) <= 2

  group.arrive('Amir', 'below '.repeat(40))
  await expect.element(page.getByRole('button', { name: '1 new message' })).toBeVisible()
  await expect.poll(() => near(placeOf(key))).toBe(true)
  group.arrive('Amir', 'late, far above '.repeat(60), {
    above: group.conversation.get().messages[3]!.key,
  })
  await expect.poll(() => settled(topMessage)).toBe(true)
  expect(near(placeOf(key))).toBe(true)
  const older = Array.from({ length: 50 }, (_, n) =>
    shownMessage('Mei', `older ${n} ${'words '.repeat(n)}`),
  )
  group.conversation.change((was) => ({ ...was, messages: [...older, ...was.messages] }))
  await expect.poll(() => settled(topMessage)).toBe(true)
  expect(near(placeOf(key))).toBe(true)
  await userEvent.click(page.getByRole('button', { name: '1 new message' }))
  await expect.poll(bottomGap).toBeLessThan(2)
})

test('who comes to much that is unread is told how much is left below', async () => {
  fill(300)
  const { messages } = group.conversation.get()
  const from = messages.length - 200
  group.conversation.change((was) => ({ ...was, firstUnread: messages[from]?.key }))
  open()
  const left = page.getByRole('button', { name: /^\d+ new messages$/ })
  await expect.element(left).toBeVisible()
  const count = () => Number.parseInt(left.element().textContent ?? '', 10)
  const others = messages.slice(from).filter(({ isMine }) => !isMine).length
  expect(count()).toBeGreaterThan(others / 2)
  expect(count()).toBeLessThanOrEqual(others)
  const before = count()
  log().scrollTop += log().clientHeight
  await expect.poll(count).toBeLessThan(before)
})

test('what is scrolled under the composer fades into it, and nothing does at the end', async () => {
  fill(300)
  open()
  const shade = () => {
    const edge = log().lastElementChild
    return edge === null ? '' : getComputedStyle(edge, '::before').opacity
  }
  await expect.poll(bottomGap).toBeLessThan(2)
  await expect.poll(() => settled(bottomGap)).toBe(true)
  await expect.poll(shade).toBe('0')
  log().scrollTop -= 20
  await expect.poll(shade).toBe('1')
  log().scrollTop = log().scrollHeight
  await expect.poll(shade).toBe('0')
})

/** Whether nothing moves over ten frames. */
async function settled(look: () => unknown): Promise<boolean> {
  const before = JSON.stringify(look())
  for (let n = 0; n < 10; n++) await new Promise((next) => requestAnimationFrame(next))
  return JSON.stringify(look()) === before
}

test('with nothing unread the end of the conversation is read when it is on screen', async () => {
  fill(300)
  open()
  await expect.poll(() => group.marked.at(-1)).toBe(group.conversation.get().messages.at(-1)?.key)
})

test('a conversation opens at the first unread message and marks only what was on screen', async () => {
  fill(300)
  const { messages } = group.conversation.get()
  group.conversation.change((was) => ({ ...was, firstUnread: messages[200]!.key }))
  open()
  await expect.element(page.getByText('New', { exact: true })).toBeVisible()
  await expect.poll(() => group.marked.length).toBeGreaterThan(0)
  const seen = messages.findIndex(({ key }) => key === group.marked.at(-1))
  expect(seen).toBeGreaterThanOrEqual(200)
  expect(seen).toBeLessThan(240)
})

test('a quote leads to its message, loading older ones to get there', async () => {
  const quoted = shownMessage('Mei', 'long ago')
  group.older = [
    [quoted, ...Array.from({ length: 80 }, (_, n) => shownMessage('Amir', `old ${n}`))],
  ]
  fill(100)
  group.conversation.change((was) => ({ ...was, hasOlder: true }))
  group.arrive('Amir', 'answering', { replyTo: quoted })
  open()
  await userEvent.click(article('answering').getByRole('button', { name: /Mei/ }))
  await expect
    .poll(() => document.activeElement?.getAttribute('data-key'), { timeout: 10_000 })
    .toBe(quoted.key)
})

test('[AT194] a quote of what is not here asks for it where the reply says that it stands, and loads nothing older', async () => {
  const nowhere = { ...shownMessage('Mei', ''), text: undefined, segment: 7 }
  group.older = [[shownMessage('Amir', 'old')]]
  fill(20)
  group.conversation.change((was) => ({ ...was, hasOlder: true }))
  group.arrive('Amir', 'answering', { replyTo: nowhere })
  const asked: unknown[] = []
  group.reveal = async (...what) => {
    asked.push(what)
    return { where: 'none' }
  }
  open()
  await userEvent.click(article('answering').getByRole('button', { name: /Mei/ }))
  await expect.poll(() => asked).toEqual([[nowhere.key, 7]])
  expect(group.older).toHaveLength(1)
})

test('the keyboard alone walks the log and reaches the buttons of a message', async () => {
  fill(60)
  open()
  await expect.poll(bottomGap).toBeLessThan(2)
  const last = log().querySelector<HTMLElement>('article[tabindex="0"]')
  last?.focus()
  for (const at of [-2, -3]) {
    await userEvent.keyboard('{ArrowUp}')
    const above = group.conversation.get().messages.at(at)?.key
    await expect.poll(() => document.activeElement?.getAttribute('data-key')).toBe(above)
  }
  await userEvent.keyboard('{Tab}')
  await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('React')
})

test('a draft that another device goes on with, or has sent, is the same in the box', async () => {
  open()
  await userEvent.fill(composer(), 'on Sat')
  await expect.element(composer()).toHaveValue('on Sat')
  group.setDraft('on Saturday')
  await expect.element(composer()).toHaveValue('on Saturday')
  await userEvent.type(composer(), ' then')
  expect(group.draft.get()).toBe('on Saturday then')
  group.setDraft('')
  await expect.element(composer()).toHaveValue('')
})

test('an edit that was left half way is where it was, until it is let be', async () => {
  open()
  const message = group.arrive('Nora', 'first words')
  await chooses('Edit', 'first words')
  await userEvent.fill(composer(), 'better wor')
  expect(group.begunEdit.get()).toEqual({ message: message.key, text: 'better wor' })
  leave()
  open()
  await expect.element(page.getByText('Editing')).toBeVisible()
  await expect.element(composer()).toHaveValue('better wor')
  await userEvent.keyboard('{Escape}')
  await expect.element(composer()).toHaveValue('')
  await expect.poll(() => group.begunEdit.get()).toBeUndefined()
})

test('a day leads to other days: the first message from there on, or a word that there is none', async () => {
  const day = (date: string) => ({ sentAt: new Date(`${date}T12:00`).getTime() })
  group.arrive('Amir', 'in March', day('2026-03-05'))
  group.arrive('Amir', 'in May', day('2026-05-08'))
  for (let n = 0; n < 6; n++) group.arrive('Amir', `later ${n}`, day('2026-06-01'))
  open()
  await expect.element(article('later 5')).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: /June/ }))
  const asked = page.getByRole('dialog', { name: 'Go to a day' })
  await expect.element(asked.getByLabelText('Day')).toHaveValue('2026-06-01')
  await userEvent.fill(asked.getByLabelText('Day'), '2026-04-01')
  await userEvent.keyboard('{Enter}')
  await expect.element(article('in May')).toBeVisible()
  await expect.element(asked).not.toBeInTheDocument()

  await userEvent.keyboard('{Control>}k{/Control}')
  await userEvent.fill(page.getByRole('combobox'), 'go to a day')
  await userEvent.keyboard('{Enter}')
  await userEvent.fill(asked.getByLabelText('Day'), '')
  await userEvent.keyboard('{Enter}')
  await expect.element(asked.getByRole('alert')).toHaveTextContent('Choose a day.')
  await userEvent.fill(asked.getByLabelText('Day'), '2027-01-01')
  await userEvent.keyboard('{Enter}')
  await expect
    .element(page.getByRole('status').filter({ hasText: 'Nothing was written' }))
    .toBeVisible()
})
