/** A group in the page of another site: two origins, policies without a gap, and pages at their worst. */
import type { Page } from '@playwright/test'
import { openSite } from '../scripts/embedding-site.ts'
import { violations } from './axe.ts'
import { comes, isPhone, test } from './embedded.ts'
import { expect } from './people.ts'
import { RelayProcess } from './relay-process.ts'

test('a visitor joins from another site’s page by a name, and has every act on a message there', async ({
  alice,
  bob,
  site,
}) => {
  await comes(bob, `${site.origin}/plain.html`)
  await expect(bob.message('Ask us anything')).toBeVisible()
  await expect(bob.page.getByRole('heading', { name: 'Garden', exact: true })).toBeVisible()
  await bob.writes('When do the beans go out?')
  await expect(alice.message('When do the beans go out?')).toBeVisible()
  await alice.replies('When do the beans go out?', 'In May')
  await expect(bob.message('In May')).toBeVisible()
  await bob.reacts('In May', '👍')
  await expect(alice.reaction('In May', '👍')).toBeVisible()
  await bob.edits('When do the beans go out?', 'When do beans go out?')
  await expect(alice.message('When do beans go out?')).toBeVisible()
  await bob.replies('In May', 'Thanks')
  await bob.deletes('Thanks')
  await expect(alice.message('Thanks')).toHaveCount(0)
  // What leads to other groups, or to an address, is not there.
  await bob.message('In May').getByRole('button', { name: 'More' }).click()
  // A finger has a sheet, a mouse a menu.
  const acts = isPhone(bob)
    ? bob.page.getByRole('dialog', { name: 'Message', exact: true }).getByRole('button')
    : bob.page.getByRole('menuitem')
  await expect(acts.filter({ hasText: 'Copy text' })).toBeVisible()
  await expect(acts.filter({ hasText: /Forward|Copy link|Mark as unread/ })).toHaveCount(0)
  await bob.page.keyboard.press('Escape')
  expect(await violations(bob.page)).toEqual([])
})

test('a thread opens in the place of the conversation, and leads back to it', async ({
  alice,
  bob,
  site,
}) => {
  await comes(bob, `${site.origin}/plain.html`)
  await bob.starts('Reply in thread', 'Ask us anything')
  const box = bob.page.getByRole('textbox', { name: 'Reply in thread' })
  await box.fill('About roses')
  await box.press('Enter')
  await expect(bob.page.getByRole('log', { name: 'Thread' })).toContainText('About roses')
  const back = isPhone(bob) ? 'Back' : 'Close'
  await bob.page.getByRole('button', { name: back, exact: true }).click()
  await expect(bob.message('Ask us anything')).toContainText('Ask us anything')
  await expect(alice.message('Ask us anything')).toContainText('1 reply')
})

test('a visitor who says no name is a guest', async ({ alice, bob, site }) => {
  await bob.page.goto(`${site.origin}/plain.html`)
  await bob.page.getByRole('button', { name: 'Stay anonymous' }).click()
  await bob.writes('Just looking')
  await expect(alice.log.getByRole('article', { name: /^Guest \d{4}/ })).toBeVisible()
})

test('what a visitor writes without a network outlives reload and closed tab, and arrives once', async ({
  alice,
  meeting,
  site,
}) => {
  const bob = await meeting.newPerson('Bob', { cuttable: true })
  await comes(bob, `${site.origin}/plain.html`)
  await expect(bob.message('Ask us anything')).toBeVisible()
  await bob.losesConnection()
  await bob.writes('written in a tunnel')
  await expect(bob.message('written in a tunnel')).toContainText('Kept here')
  await bob.reloads()
  await expect(bob.message('Ask us anything')).toBeVisible()
  await expect(bob.message('written in a tunnel')).toContainText('Kept here')
  await bob.closesTab()
  const again = await bob.context.newPage()
  await again.goto(`${site.origin}/plain.html`)
  await expect(again.getByText('written in a tunnel')).toBeVisible()
  bob.getsLineBack()
  await expect(alice.message('written in a tunnel')).toHaveCount(1)
})

test('a visitor may come in and write before the relay was ever reached', async ({
  alice,
  meeting,
  site,
}) => {
  const bob = await meeting.newPerson('Bob', { cuttable: true })
  await bob.dropsLine()
  await comes(bob, `${site.origin}/plain.html`)
  await bob.writes('first words')
  await bob.reloads()
  await expect(bob.message('first words')).toBeVisible()
  await bob.regainsConnection()
  await expect(alice.message('first words')).toHaveCount(1)
  await expect(bob.message('Ask us anything')).toBeVisible()
})

test('in a corner it speaks the page’s language, wears its colour, and tells what is unread', async ({
  alice,
  bob,
  site,
}) => {
  const { page } = bob
  await page.goto(`${site.origin}/bubble.html`)
  await page.getByRole('button', { name: 'Frag uns' }).click()
  await expect(page.getByText('Moin! Was möchtest du wissen?')).toBeVisible()
  await page.getByRole('textbox', { name: 'Dein Name' }).fill('Bob')
  await page.keyboard.press('Enter')
  const box = page.getByRole('textbox', { name: 'Nachricht' })
  // What was said before one has come in is not unread.
  await expect(page.getByRole('log').getByText('Ask us anything')).toBeVisible()
  await expect(box).toBeFocused()
  await page.keyboard.press('Escape')
  const opener = page.getByRole('button', { name: 'Chat öffnen' })
  await expect(opener).toBeFocused()
  await expect(box).toBeHidden()
  await alice.writes('One more thing')
  await expect(page.getByRole('status').filter({ hasText: /^1$/ })).toBeVisible()
  await expect(opener).toContainText('1 ungelesene Nachricht')
  expect(await opener.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe(
    'rgb(122, 62, 157)',
  )
  await opener.click()
  await expect(page.getByRole('log').getByText('One more thing')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: /^0$/ })).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('a page of React’s has it as an element like any other, with its own React', async ({
  alice,
  bob,
  site,
}) => {
  const { page } = bob
  await page.goto(`${site.origin}/react.html`)
  await expect(bob.message('Ask us anything')).toBeVisible()
  await bob.writes('from React')
  await expect(page.locator('output')).toHaveText('from React')
  await expect(alice.log.getByRole('article', { name: /^Robin/ })).toBeVisible()
  await page.getByRole('button', { name: 'Take it away' }).click()
  await expect(bob.composer).toHaveCount(0)
  await alice.writes('while it was away')
  await page.getByRole('button', { name: 'Bring it back' }).click()
  await expect(bob.message('while it was away')).toBeVisible()
  await expect(page.locator('output')).toHaveText('from React')
})

test('a page at its worst neither bends it nor hears what is typed, and is left as it was', async ({
  alice,
  bob,
  site,
}) => {
  const { page } = bob
  await page.goto(`${site.origin}/plain.css`)
  await keepsSomethingOfItsOwn(page)
  await page.goto(`${site.origin}/hostile.html`)
  const inline = page.locator('#inline')
  await inline.getByRole('textbox', { name: 'اسمك' }).fill('Bob')
  await inline.getByRole('button', { name: 'انضمام' }).click()
  const box = inline.getByRole('textbox', { name: 'رسالة' })
  await expect(box).toBeFocused()
  await page.keyboard.type('Seen')
  await page.keyboard.press('Enter')
  await expect(alice.message('Seen')).toBeVisible()

  const style = await box.evaluate((one) => {
    const { fontSize, color, letterSpacing, textTransform } = getComputedStyle(one)
    return { fontSize, color, letterSpacing, textTransform }
  })
  expect(style).toEqual({
    fontSize: '16px',
    color: 'rgb(28, 29, 26)',
    letterSpacing: 'normal',
    textTransform: 'none',
  })
  for (const one of [inline, page.locator('#corner')]) {
    const look = await one.evaluate((element) => {
      const { opacity, transform, visibility, filter } = getComputedStyle(element)
      return { opacity, transform, visibility, filter }
    })
    expect(look).toEqual({ opacity: '1', transform: 'none', visibility: 'visible', filter: 'none' })
  }
  await expect(inline.getByRole('log')).toHaveCSS('direction', 'rtl')
  // Where lines run to the left they end there, and so does the corner.
  const corner = await page.getByRole('button', { name: 'افتح الدردشة' }).boundingBox()
  expect(corner?.x).toBeLessThan(100)
  await page.getByRole('button', { name: 'افتح الدردشة' }).click()
  await expect(page.locator('#corner').getByText('Seen', { exact: true })).toBeVisible()

  const { heard, violations: refused, before, after, sheets } = await page.evaluate(seenByPage)
  expect(heard).toEqual([])
  expect(refused).toEqual([])
  expect(after).toBe(before)
  expect(sheets).toEqual(['/hostile.css'])
  expect(await page.evaluate(keptByPage)).toBe('mine')
})

declare global {
  interface Window {
    readonly page: {
      readonly heard: readonly string[]
      readonly violations: readonly string[]
      readonly before: string
    }
  }
}

/** Under the very name that the app uses where it is at home. */
async function keepsSomethingOfItsOwn(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        localStorage.setItem('own', 'mine')
        const asked = indexedDB.open('parley', 7)
        asked.addEventListener('upgradeneeded', () => {
          asked.result.createObjectStore('notes').put('mine', 'note')
        })
        asked.addEventListener('success', () => {
          asked.result.close()
          resolve()
        })
      }),
  )
}

function keptByPage(): Promise<unknown> {
  return new Promise((resolve) => {
    const asked = indexedDB.open('parley')
    asked.addEventListener('success', () => {
      const read = asked.result.transaction('notes').objectStore('notes').get('note')
      read.addEventListener('success', () => resolve(read.result))
    })
  })
}

function seenByPage() {
  const bare = document.documentElement.cloneNode(false)
  const { heard, violations: refused, before } = window.page
  return {
    heard,
    violations: refused,
    before,
    after: bare instanceof Element ? bare.outerHTML : '',
    sheets: [...document.styleSheets, ...document.adoptedStyleSheets].map(
      ({ href }) => new URL(href ?? 'inline:').pathname,
    ),
  }
}

test('a relay whose operator named other pages gives it no line, and it keeps what is written', async ({
  meeting,
}) => {
  const relay = await RelayProcess.start([], { PARLEY_PAGES: 'https://www.example.org' })
  try {
    const visitor = await meeting.newPerson('Bob', { relay })
    const site = await openSite({ relay: relay.url().slice(0, -1), group: SOME_LINK })
    await comes(visitor, `${site.origin}/plain.html`)
    await expect(visitor.connection).toHaveText(/Offline/)
    await visitor.writes('kept all the same')
    await visitor.reloads()
    await expect(visitor.message('kept all the same')).toBeVisible()
    await site.close()
  } finally {
    await relay.stop()
  }
})

test('a page that names no group, or a damaged link, says so', async ({ bob, relay }) => {
  for (const [group, says] of [
    ['', /does not say which group/],
    ['AbC', /link to this group is damaged/],
  ] as const) {
    const site = await openSite({ relay: relay.url().slice(0, -1), group })
    await bob.page.goto(`${site.origin}/plain.html`)
    await expect(bob.page.getByRole('alert')).toContainText(says)
    await site.close()
  }
})

/** Well-formed, of a group that is nowhere. */
const SOME_LINK = `AQ${'A'.repeat(85)}`
