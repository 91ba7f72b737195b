/**
 * A person with a browser of their own: what they do, and where they look, by the names a screen
 * reader would say. Every verb waits until it is visibly done on this person's own screen, never for
 * the network.
 */
import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { followsInvite } from './following.ts'
import type { Line, LineFilter } from './line.ts'
import { OwnSettings } from './own-settings.ts'
import { PeopleSheet } from './people-sheet.ts'
import { renderedLog } from './rendered-log.ts'

export interface PersonOptions {
  readonly name: string
  /** Where the app is, with a slash at its end. */
  readonly appUrl: string
  readonly context: BrowserContext
  /** The line can be cut. */
  readonly line?: Line | undefined
}

type MessageAct =
  | 'React'
  | 'Reply'
  | 'Reply in thread'
  | 'Edit'
  | 'Delete'
  | 'Pin'
  | 'Unpin'
  | 'Copy link'
  | 'Forward'
  | 'Mark as unread'
  | 'Who has read this'

/** What a browser says by itself, without a network or on plain http; no fault of the app. */
const BROWSER_NOISE =
  /net::ERR_|WebSocket connection to|Failed to load resource|Cross-Origin-Opener-Policy header has been ignored/

const MAX_TABS = 40

export class Person {
  readonly name: string
  readonly page: Page
  readonly context: BrowserContext
  readonly people: PeopleSheet
  readonly settings: OwnSettings
  /** Script errors, dialogs and refused content. Empty unless something is wrong. */
  readonly troubles: string[]
  readonly #appUrl: string
  readonly #line: Line | undefined

  private constructor(options: PersonOptions, page: Page, troubles: string[]) {
    this.name = options.name
    this.context = options.context
    this.#appUrl = options.appUrl
    this.#line = options.line
    this.page = page
    this.people = new PeopleSheet(page)
    this.settings = new OwnSettings(page)
    this.troubles = troubles
    page.on('pageerror', (error) => troubles.push(`${this.name}: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      const isNoise = BROWSER_NOISE.test(message.text())
      if (message.type() === 'error' && !isNoise) troubles.push(`${this.name}: ${message.text()}`)
    })
    page.on('dialog', (dialog) => {
      troubles.push(`${this.name}: a dialog opened, saying ${dialog.message()}`)
      void dialog.dismiss()
    })
  }

  static async with(options: PersonOptions, page?: Page, troubles?: string[]): Promise<Person> {
    return new Person(options, page ?? (await options.context.newPage()), troubles ?? [])
  }

  // Where they look

  get log(): Locator {
    return this.page.getByRole('log', { name: 'Messages' })
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: 'Message' })
  }

  /** The message that says exactly this; one that quotes it is another. */
  message(text: string): Locator {
    const body = this.page
      .locator('div[dir="auto"]')
      .and(this.page.getByText(text, { exact: true }))
    const kept = this.page.locator('[data-key]')
    return this.log.getByRole('article').and(kept).filter({ has: body })
  }

  get connection(): Locator {
    const says = /Connected|Offline/
    return this.page.getByRole('status').filter({ hasText: says, visible: true }).first()
  }

  groupRow(name: string): Locator {
    return this.page.getByRole('navigation').getByRole('link').filter({ hasText: name })
  }

  /** Every line of the open conversation, the same for all who see the same. */
  async screen(): Promise<readonly string[]> {
    return renderedLog(this.page, this.name)
  }

  // Opening and closing

  async opensTheApp(at = ''): Promise<void> {
    await this.page.goto(this.#appUrl + at)
  }

  async saysName(): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Your name' })
    await field.fill(this.name)
    await this.page.keyboard.press('Enter')
    await expect(field).toHaveCount(0) // kept, and the app is there
  }

  /** A second page of the same browser, at the same place. */
  async opensSecondTab(): Promise<Person> {
    const page = await this.context.newPage()
    const tab = await Person.with(this.#options(), page, this.troubles)
    await page.goto(this.page.url())
    return tab
  }

  /** The same person in the same browser, after the tab was closed. */
  async opensTabAgain(): Promise<Person> {
    const tab = await Person.with(this.#options(), await this.context.newPage(), this.troubles)
    await tab.opensTheApp()
    return tab
  }

  async closesTab(): Promise<void> {
    await this.page.close()
  }

  async reloads(): Promise<void> {
    await this.page.reload()
  }

  /** The app has been put where it opens without a network. */
  async hasTheAppKept(): Promise<void> {
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  }

  #options(): PersonOptions {
    return { name: this.name, context: this.context, appUrl: this.#appUrl, line: this.#line }
  }

  // Groups

  /** `encrypted: false`: an open group, which its relay can read. */
  async createsGroup(name: string, { encrypted = true } = {}): Promise<void> {
    await this.#showsGroups()
    await this.page.getByRole('button', { name: 'New group' }).click()
    const field = this.page.getByRole('textbox', { name: 'Group name' })
    await field.fill(name)
    if (!encrypted) {
      await this.page.getByText('More choices').click()
      await this.page.getByRole('switch', { name: 'Open group, not encrypted' }).check()
    }
    await field.press('Enter')
    await expect(this.log).toBeVisible()
    await expect(this.page.getByRole('heading', { name, exact: true })).toBeVisible()
  }

  async opensGroup(name: string): Promise<void> {
    await this.#showsGroups()
    await this.groupRow(name).click()
    await expect(this.page.getByRole('heading', { name, exact: true })).toBeVisible()
    await expect(this.log).toBeVisible()
  }

  /** On a phone the list of groups is a screen of its own. */
  async #showsGroups(): Promise<void> {
    const back = this.page.getByRole('link', { name: 'Back to groups' })
    const shown = this.page.getByRole('button', { name: 'Join', exact: true })
    const aside = this.page.getByRole('button', { name: 'Back', exact: true })
    await expect(back.or(shown).or(aside).first()).toBeVisible()
    if (await aside.isVisible()) await aside.click()
    if (await back.isVisible()) await back.click()
  }

  async goesBack(): Promise<void> {
    await this.#showsGroups()
    await expect(this.page.getByRole('button', { name: 'Join', exact: true })).toBeVisible()
  }

  /** Of the kind chosen last: the link in use, or one that is made now. */
  async invites(): Promise<string> {
    const field = await this.opensInvite()
    const link = await field.inputValue()
    await this.page.keyboard.press('Escape')
    await expect(field).toBeHidden()
    return link
  }

  /** Leaves the sheet open, with a link in it. */
  async opensInvite(): Promise<Locator> {
    const { page } = this
    await page.getByRole('button', { name: 'Invite' }).click()
    const field = page.getByRole('textbox', { name: 'Invite link' })
    const make = page.getByRole('button', { name: 'Make link' })
    await expect(field.or(make)).toBeVisible()
    if (await make.isVisible()) await make.click()
    await expect(field).toHaveValue(/#\/join\//)
    return field
  }

  /** A link that lets nobody in by itself. */
  async invitesWithApproval(): Promise<string> {
    return this.#invitesSpecially(() =>
      this.page.getByRole('switch', { name: 'Approve each person' }).check(),
    )
  }

  async invitesAs(role: 'Guest' | 'Moderator'): Promise<string> {
    return this.#invitesSpecially(async () => {
      await this.page.getByLabel('They come in as').selectOption(role)
    })
  }

  async #invitesSpecially(choose: () => Promise<void>): Promise<string> {
    const { page } = this
    await page.getByRole('button', { name: 'Invite' }).click()
    // Open already when the last link was of another kind.
    const role = page.getByLabel('They come in as')
    if (!(await role.isVisible())) await page.getByText('Who it lets in, and how long').click()
    await choose()
    await page.getByRole('button', { name: 'Make link' }).click()
    const field = page.getByRole('textbox', { name: 'Invite link' })
    await expect(field).toHaveValue(/#\/join\//)
    const link = await field.inputValue()
    await page.getByRole('button', { name: 'Close' }).click()
    await expect(field).toBeHidden()
    return link
  }

  /** Opens the link, says who they are when asked, and that they want to. */
  async joins(link: string): Promise<void> {
    await followsInvite(this.page, link, this.name)
    await expect(this.log).toBeVisible()
  }

  /** Opens a link that somebody has to approve. */
  async asksToJoin(link: string): Promise<void> {
    await followsInvite(this.page, link, this.name)
    await expect(
      this.page.getByRole('heading', { name: 'You have asked to come in' }),
    ).toBeVisible()
  }

  // Messages

  async writes(text: string): Promise<void> {
    await this.composer.fill(text)
    await this.composer.press('Enter')
    await expect(this.message(text)).toBeVisible()
  }

  /**
   * While others write as fast: what was sent may be out of sight at once, and before the first key
   * the box shows what another tab of this person has begun.
   */
  async sends(text: string): Promise<void> {
    await expect(async () => {
      await this.composer.fill(text)
      await expect(this.composer).toHaveValue(text, { timeout: 1 })
    }).toPass()
    await this.composer.press('Enter')
    await expect(this.composer).toHaveValue('')
  }

  async replies(to: string, text: string): Promise<void> {
    await this.starts('Reply', to)
    await this.writes(text)
  }

  async edits(from: string, to: string): Promise<void> {
    await this.starts('Edit', from)
    await expect(this.composer).toHaveValue(from)
    await this.writes(to)
    await expect(this.message(to)).toContainText('edited')
  }

  async deletes(text: string): Promise<void> {
    await this.starts('Delete', text)
    const asked = this.page.getByRole('dialog').getByRole('button', { name: 'Delete' })
    await asked.click()
    await expect(this.message(text)).toHaveCount(0)
  }

  async reacts(to: string, emoji: string): Promise<void> {
    await this.starts('React', to)
    await this.page.getByRole('dialog').getByRole('button', { name: emoji }).click()
    await expect(this.reaction(to, emoji)).toHaveAttribute('aria-pressed', 'true')
  }

  async takesBack(from: string, emoji: string): Promise<void> {
    await this.reaction(from, emoji).click()
    await expect(
      this.reaction(from, emoji).and(this.page.locator('[aria-pressed="true"]')),
    ).toHaveCount(0)
  }

  reaction(to: string, emoji: string): Locator {
    return this.message(to).getByRole('button', { name: emoji })
  }

  /** Presses one of a message's buttons, and leaves open what that opens. */
  async starts(act: MessageAct, text: string): Promise<void> {
    await this.#presses(act, this.message(text))
  }

  /** By the buttons beside it; what is not among them is under "More", as everything is for a finger. */
  async #presses(name: string, message: Locator): Promise<void> {
    const more = message.getByRole('button', { name: 'More' })
    const hasTouch = await this.page.evaluate(() => navigator.maxTouchPoints > 0)
    if (hasTouch) {
      // The first touch shows the button, as one anywhere on the message would.
      if ((await more.locator('xpath=..').getAttribute('data-open')) === null) await more.tap()
      await more.tap()
      const sheet = this.page.getByRole('dialog', { name: 'Message', exact: true })
      return sheet.getByRole('button', { name, exact: true }).tap()
    }
    await message.hover()
    const button = message.getByRole('button', { name, exact: true })
    if ((await button.count()) > 0) return button.click()
    await more.click()
    return this.page.getByRole('menuitem', { name, exact: true }).click()
  }

  // The keyboard

  /** Presses the Tab key until this has focus. */
  async tabsTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target).toBeAttached()
    for (let at = 0; at < MAX_TABS; at++) {
      if (await target.evaluate((element) => element === document.activeElement)) break
      await this.page.keyboard.press(key)
    }
    await expect(target).toBeFocused()
  }

  // The network

  async entersTunnel(): Promise<void> {
    await this.context.setOffline(true)
    await expect(this.connection).toContainText('Offline')
  }

  async leavesTunnel(): Promise<void> {
    await this.context.setOffline(false)
  }

  /** Without waiting until this person is told. */
  async dropsLine(): Promise<void> {
    await this.#mustLine().isCut()
  }

  /** Whoever dials now gets through; nobody is told. */
  getsLineBack(): void {
    this.#mustLine().isMended()
  }

  async losesConnection(): Promise<void> {
    await this.dropsLine()
    await expect(this.connection).toContainText('Offline')
  }

  async regainsConnection(): Promise<void> {
    this.#mustLine().isMended()
    await expect(this.connection).toContainText('Connected', { timeout: 30_000 })
  }

  /** Only these frames of the relay still reach this person. */
  hearsOnly(lets: LineFilter): void {
    this.#mustLine().onlyLets(lets)
  }

  #mustLine(): Line {
    if (this.#line === undefined) throw new Error(`${this.name} has no line that can be cut.`)
    return this.#line
  }
}
