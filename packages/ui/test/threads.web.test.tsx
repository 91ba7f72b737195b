import type { MessageKey } from '@parley/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { shownMessage, type FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script>'

let parley: FakeParley
let group: FakeGroup
let root: MessageKey
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1280, 800)
  parley = newFakeParley()
  parley.addGroup('Choir', { people: ['Mei'] })
  group = parley.addGroup('Lake')
  root = group.arrive('Amir', 'Which tent?').key
  group.arrive('Nora', 'second words')
})
afterEach(() => leave())

const open = () => {
  leave = showApp(parley, groupPlace(group.id))
}
const composer = () => page.getByRole('textbox', { name: 'Message' })
const inThread = () => page.getByRole('textbox', { name: 'Reply in thread' })
const pane = (name: string) => page.getByRole('region', { name, exact: true })
const article = (text: string) =>
  page.getByRole('log', { name: 'Messages' }).getByRole('article').filter({ hasText: text })
async function chooses(name: string, text: string): Promise<void> {
  await userEvent.hover(article(text))
  await userEvent.click(article(text).getByRole('button', { name: 'More' }))
  await userEvent.click(page.getByRole('menuitem', { name, exact: true }))
}
async function hasFocus(element: () => Element): Promise<void> {
  await expect.poll(() => element() === document.activeElement).toBe(true)
}

test('an answer in a thread stays out of the conversation, and shows below its message', async () => {
  open()
  await userEvent.hover(article('Which tent?'))
  await userEvent.click(article('Which tent?').getByRole('button', { name: 'Reply in thread' }))
  await hasFocus(() => inThread().element())
  await userEvent.keyboard('The green one{Enter}')
  await expect.element(pane('Thread').getByText('The green one')).toBeVisible()
  await expect.element(inThread()).toHaveValue('')
  expect(article('The green one').query()).toBeNull()
  await expect.element(article('Which tent?')).toHaveTextContent('1 reply')
  await userEvent.keyboard('{Escape}')
  await expect.element(pane('Thread')).not.toBeInTheDocument()
  await userEvent.click(article('Which tent?').getByRole('button', { name: /1 reply/ }))
  await expect.element(pane('Thread').getByText('The green one')).toBeVisible()
})

test('few answers stand below their message at the top, and the box stays at the end', async () => {
  open()
  await userEvent.hover(article('Which tent?'))
  await userEvent.click(article('Which tent?').getByRole('button', { name: 'Reply in thread' }))
  await hasFocus(() => inThread().element())
  await userEvent.keyboard('The green one{Enter}')
  await expect.element(pane('Thread').getByText('The green one')).toBeVisible()
  const log = () => pane('Thread').getByRole('log').element().getBoundingClientRect()
  const answer = () => pane('Thread').getByText('The green one').element().getBoundingClientRect()
  await expect.poll(() => answer().bottom < log().top + log().height / 2).toBe(true)
  expect(inThread().element().getBoundingClientRect().top).toBeGreaterThan(log().bottom)
  expect(innerHeight - log().bottom).toBeLessThan(innerHeight / 5)
})

test('a thread keeps its own draft, and its answer says whom it answers', async () => {
  open()
  await userEvent.fill(composer(), 'for everybody')
  group.thread(root).hang(shownMessage('Amir', 'The old one?'))
  group.thread(root).setDraft('for this thread')
  await userEvent.click(article('Which tent?').getByRole('button', { name: /1 reply/ }))
  await expect.element(inThread()).toHaveValue('for this thread')
  await expect.element(composer()).toHaveValue('for everybody')
})

test('what is seen in a thread is read there, and its root is not', async () => {
  open()
  const thread = group.thread(root)
  const said = shownMessage('Amir', 'The old one?')
  thread.hang(said)
  thread.conversation.change((was) => ({ ...was, firstUnread: said.key }))
  await userEvent.click(article('Which tent?').getByRole('button', { name: /1 reply/ }))
  await expect.element(pane('Thread').getByText('New', { exact: true })).toBeVisible()
  await expect.poll(() => group.marked).toContain(said.key)
  const afterwards = group.marked.slice(group.marked.indexOf(said.key))
  expect(afterwards).not.toContain(root)
})

test('the list of threads has the unread ones first, and leads into each', async () => {
  open()
  const other = group.arrive('Amir', 'Who drives?').key
  group.thread(root).hang(shownMessage('Mei', HOSTILE))
  group.thread(other).hang(shownMessage('Mei', 'I do'))
  group.threads.change((all) =>
    all.map((one) => (one.root === root ? { ...one, unreadCount: 2 } : one)),
  )
  await userEvent.click(page.getByRole('button', { name: 'Threads, 2 unread replies' }))
  const rows = pane('Threads').getByRole('listitem')
  await expect.element(rows.first()).toHaveTextContent('Which tent?')
  await expect.element(rows.first()).toHaveTextContent(HOSTILE)
  await userEvent.click(rows.last().getByRole('button'))
  await expect.element(pane('Thread').getByText('I do')).toBeVisible()
})

test('in an announcement group a member is told to answer in a thread, and can', async () => {
  group.info.change((was) => ({
    ...was,
    me: {
      ...was.me,
      mayPost: false,
      bar: 'announcements',
      inThreads: { mayPost: true, bar: undefined, until: undefined },
    },
  }))
  open()
  await expect.element(page.getByText(/^You can still answer/)).toBeVisible()
  expect(composer().query()).toBeNull()
  await userEvent.hover(article('Which tent?'))
  expect(
    article('Which tent?').getByRole('button', { name: 'Reply', exact: true }).query(),
  ).toBeNull()
  await userEvent.click(article('Which tent?').getByRole('button', { name: 'Reply in thread' }))
  await userEvent.fill(inThread(), 'The green one')
  await userEvent.keyboard('{Enter}')
  await expect.element(pane('Thread').getByText('The green one')).toBeVisible()
})

test('a deleted message keeps the way to its thread', async () => {
  open()
  group.thread(root).hang(shownMessage('Mei', 'I do'))
  group.change(root, { deleted: true, text: '' })
  await userEvent.click(page.getByRole('button', { name: /1 reply/ }))
  await expect.element(pane('Thread').getByText('I do')).toBeVisible()
})

test('what is pinned stands under the name of the group, in the list, and goes again', async () => {
  open()
  await chooses('Pin', 'Which tent?')
  const newest = page.getByRole('button', { name: 'Go to what is pinned. Amir: Which tent?' })
  await expect.element(newest).toBeVisible()
  await userEvent.click(newest)
  await expect.poll(() => document.activeElement?.getAttribute('data-key')).toBe(root)
  await userEvent.click(page.getByRole('button', { name: 'Show what is pinned' }))
  await expect.element(pane('Pinned').getByRole('listitem')).toHaveTextContent('Which tent?')
  await userEvent.click(pane('Pinned').getByRole('button', { name: 'Unpin' }))
  await expect.element(pane('Pinned')).toHaveTextContent('Nothing is pinned')
  expect(newest.query()).toBeNull()
})

test('a message is forwarded to the groups one chooses, as forwarded, and focus comes back', async () => {
  open()
  const choir = parley.openGroup(parley.groups.get()[1]!.id) as FakeGroup
  await chooses('Forward', 'Which tent?')
  const dialog = page.getByRole('dialog', { name: 'Forward' })
  await userEvent.click(dialog.getByRole('button', { name: 'Forward' }))
  await expect.element(dialog.getByRole('alert')).toHaveTextContent('at least one')
  await userEvent.click(dialog.getByRole('checkbox', { name: 'Choir' }))
  await userEvent.click(dialog.getByRole('button', { name: 'Forward' }))
  await expect.element(page.getByText('Forwarded to Choir')).toBeVisible()
  expect(choir.conversation.get().messages.at(-1)).toMatchObject({
    text: 'Which tent?',
    forwarded: true,
  })
  await hasFocus(() => article('Which tent?').getByRole('button', { name: 'More' }).element())
})

test('a group whose rules do not let one write is shown among the others, and says so', async () => {
  const choir = parley.openGroup(parley.groups.get()[1]!.id) as FakeGroup
  choir.info.change((was) => ({ ...was, me: { ...was.me, mayPost: false, bar: 'guest' } }))
  open()
  await chooses('Forward', 'Which tent?')
  const choice = page.getByRole('checkbox', { name: /^Choir/ })
  await expect.element(choice).toBeDisabled()
  await expect.element(page.getByRole('dialog')).toHaveTextContent('You may not write there now.')
})

test('mentions of all groups are in one list, which leads to each', async () => {
  const named = group.arrive('Amir', '@Nora, do you drive?', { mentionsMe: true })
  parley.mentions.set([
    { group: group.id, groupName: 'Lake', message: named, thread: undefined, unread: true },
  ])
  leave = showApp(parley)
  await userEvent.click(page.getByRole('link', { name: 'Mentions, 1 unread' }))
  // The stage has no addresses: a link there leads nowhere.
  leave()
  leave = showApp(parley, { screen: 'mentions' })
  await userEvent.click(page.getByRole('listitem').getByRole('button', { name: /do you drive/ }))
  await expect.poll(() => document.activeElement?.getAttribute('data-key')).toBe(named.key)
})

test('a link to a message leads to it, in older parts too', async () => {
  const old = shownMessage('Mei', 'long ago')
  group.older = [[old, ...Array.from({ length: 60 }, (_, n) => shownMessage('Amir', `old ${n}`))]]
  group.conversation.change((was) => ({ ...was, hasOlder: true }))
  group.reveal = async () => {
    await group.loadOlder()
    return { where: 'here' }
  }
  leave = showApp(parley, {
    screen: 'group',
    group: group.id,
    at: { key: old.key, segment: 0 },
  })
  await expect.element(article('long ago')).toBeVisible()
  await expect.poll(() => document.activeElement?.getAttribute('data-key')).toBe(old.key)
})

test('a link to a message in a thread opens the thread; one to nothing says so', async () => {
  const said = shownMessage('Mei', 'I do')
  group.thread(root).hang(said)
  group.reveal = async () => ({ where: 'here', thread: root })
  const at = { key: said.key, segment: 0 }
  leave = showApp(parley, { screen: 'group', group: group.id, at })
  await expect.element(pane('Thread').getByText('I do')).toBeVisible()
  await expect.poll(() => document.activeElement?.getAttribute('data-key')).toBe(said.key)
  leave()
  group.reveal = async () => ({ where: 'none' })
  leave = showApp(parley, { screen: 'group', group: group.id, at })
  await expect.element(page.getByText('is not in this group')).toBeVisible()
  leave()
  group.reveal = async () => ({ where: 'not-held' })
  leave = showApp(parley, { screen: 'group', group: group.id, at })
  await expect.element(page.getByText('not on this device yet')).toBeVisible()
})

test('on a phone every pane opens alone, and focus comes back from each', async () => {
  await page.viewport(390, 844)
  group.thread(root).hang(shownMessage('Mei', 'I do'))
  open()
  const line = () => article('Which tent?').getByRole('button', { name: /1 reply/ })
  await userEvent.click(line())
  // This browser has a keyboard: with a finger it would be the title.
  await hasFocus(() => inThread().element())
  expect(page.getByRole('log', { name: 'Messages' }).query()).toBeNull()
  await userEvent.click(page.getByRole('button', { name: 'Back', exact: true }))
  await hasFocus(() => line().element())
  const threads = page.getByRole('button', { name: 'Threads', exact: true })
  await userEvent.click(threads)
  await hasFocus(() => page.getByRole('heading', { name: 'Threads' }).element())
  await userEvent.keyboard('{Escape}')
  await hasFocus(() => threads.element())
})

test('what could not be sent in a thread is written again there', async () => {
  open()
  const text = 'The old one'
  parley.notices.set([{ id: '1', type: 'not-sent', group: group.id, text, thread: root }])
  await userEvent.click(page.getByRole('button', { name: 'Write again' }))
  await expect.element(inThread()).toHaveValue(text)
  await expect.element(composer()).toHaveValue('')
})
