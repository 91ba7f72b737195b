/**
 * How the screens look, against the pictures in `e2e/looks`. Whoever changes the looks on purpose makes the
 * pictures anew by `npm run looks`, and looks at each.
 */
import { expect, test as base, type Page } from '@playwright/test'
import { buildLab, type LabPages } from './lab-pages.ts'

const PHONE = { width: 390, height: 844 }
const TABLET = { width: 768, height: 1024 }
const DESKTOP = { width: 1440, height: 900 }

interface Look {
  readonly scene: string
  readonly size: typeof PHONE
  /** Where in the scene, after `#`; else where it opens. */
  readonly at?: string
  readonly media?: Parameters<Page['emulateMedia']>[0]
  readonly language?: 'ar'
  readonly act?: (page: Page) => Promise<void>
}

const DARK = { colorScheme: 'dark' } as const
const ARABIC = { language: 'ar' } as const

const LOOKS: Readonly<Record<string, Look>> = {
  'phone-welcome': { scene: 'welcome', size: PHONE },
  'phone-welcome-arabic': { scene: 'welcome', size: PHONE, ...ARABIC },
  'phone-groups': { scene: 'groups', size: PHONE },
  'phone-conversation': { scene: 'conversation', size: PHONE },
  'phone-conversation-dark': { scene: 'conversation', size: PHONE, media: DARK },
  'phone-conversation-contrast': {
    scene: 'conversation',
    size: PHONE,
    media: { contrast: 'more' },
  },
  'phone-late-dark': { scene: 'late', size: PHONE, media: DARK },
  'phone-people': { scene: 'people', at: '/g/group-0/about', size: PHONE },
  'phone-settings-dark': { scene: 'settings', size: PHONE, media: DARK },
  'phone-sheet': { scene: 'conversation', size: PHONE, act: opensSheet },
  'phone-arabic': { scene: 'arabic', size: PHONE, ...ARABIC },
  'phone-arabic-thread-dark': { scene: 'arabic-thread', size: PHONE, media: DARK, ...ARABIC },
  'phone-arabic-storage': { scene: 'settings', size: PHONE, act: showsStorage, ...ARABIC },
  'phone-lesson-student': { scene: 'lesson-student', size: PHONE },
  'phone-questions-dark': { scene: 'questions-student', size: PHONE, media: DARK },
  'tablet-conversation': { scene: 'unread', size: TABLET },
  'tablet-thread-dark': { scene: 'thread', size: TABLET, media: DARK },
  'desktop-conversation': { scene: 'conversation', size: DESKTOP },
  'desktop-conversation-forced': {
    scene: 'conversation',
    size: DESKTOP,
    media: { forcedColors: 'active' },
  },
  'desktop-thread-dark': { scene: 'thread', size: DESKTOP, media: DARK },
  'desktop-invite': { scene: 'fresh', size: DESKTOP, act: opensInvite },
  'desktop-announcements': { scene: 'announcements', size: DESKTOP },
  'desktop-questions': { scene: 'questions', size: DESKTOP },
  'desktop-arabic-threads': { scene: 'arabic-threads', size: DESKTOP, ...ARABIC },
}

const test = base.extend<object, { readonly lab: LabPages }>({
  lab: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here, even an empty one
    async ({}, use) => {
      const lab = await buildLab()
      await use(lab)
      await lab.close()
    },
    { scope: 'worker' },
  ],
})
// One worker: the lab is built once.
test.describe.configure({ mode: 'default' })

for (const [device, hasTouch] of [
  ['phone', true],
  ['wide window', false],
] as const) {
  test.describe(device, () => {
    test.use({ hasTouch, locale: 'en-GB', timezoneId: 'Europe/Berlin' })

    test('every screen looks as its picture', async ({ page, context, lab }) => {
      test.slow()
      await lab.serve(context)
      let looked = 0
      for (const [name, look] of Object.entries(LOOKS)) {
        if ((look.size === PHONE) !== hasTouch) continue
        await shows(page, lab, look)
        await expect.soft(page).toHaveScreenshot(`${name}.png`)
        looked++
      }
      expect(looked).toBeGreaterThan(6) // not vacuous
    })
  })
}

test.describe('the pictures', () => {
  test.use({ hasTouch: true, locale: 'en-GB', timezoneId: 'Europe/Berlin' })

  test('tell what moved by two pixels, or took another colour', async ({ page, context, lab }) => {
    await lab.serve(context)
    const changes = [
      'form button:last-of-type { translate: 2px 0 }',
      'article:last-of-type button[data-more] { translate: 0 2px }',
      ':root { --bubble-mine: #c8e2d6 !important }',
      ':root { --accent: #1f7a68 !important; --accent-strong: #1f7a68 !important }',
    ]
    for (const change of changes) {
      await shows(page, lab, { scene: 'conversation', size: PHONE })
      await page.addStyleTag({ content: change })
      await expect(page, change).not.toHaveScreenshot('phone-conversation.png')
    }
  })
})

async function shows(page: Page, lab: LabPages, look: Look): Promise<void> {
  await page.setViewportSize(look.size)
  await page.emulateMedia({
    colorScheme: 'light',
    contrast: 'no-preference',
    forcedColors: 'none',
    reducedMotion: 'reduce',
    ...look.media,
  })
  await page.goto('about:blank')
  await page.goto(lab.urlOf(look.scene, look.language))
  await expect(page.getByRole('main')).toBeVisible()
  if (look.at !== undefined) await page.evaluate((at) => location.replace(`#${at}`), look.at)
  await look.act?.(page)
  await page.evaluate(() => document.fonts.ready)
}

async function opensSheet(page: Page): Promise<void> {
  const message = page.getByRole('article').filter({ hasText: 'Can only come on Saturday' })
  const more = message.getByRole('button', { name: 'More' })
  await more.tap() // shows it
  await more.tap()
  await expect(page.getByRole('dialog')).toBeVisible()
}

async function opensInvite(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Make link' })).toBeVisible()
}

async function showsStorage(page: Page): Promise<void> {
  const size = page.getByText('Harbour festival').last()
  await expect(size).toBeVisible()
  await size.evaluate((element) => element.scrollIntoView({ block: 'center' }))
}
