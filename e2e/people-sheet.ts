/**
 * What one does in the pane beside a conversation: its people, its rules, its log. Each verb opens the
 * pane when it needs to, waits until the act shows there, and leaves it open; `closes` ends it.
 */
import { expect, type Locator, type Page } from '@playwright/test'

type Tab = 'People' | 'Settings' | 'Log'

export class PeopleSheet {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async opens(tab: Tab = 'People'): Promise<void> {
    // The button opens and closes: what it says of itself counts, not what is drawn while a window resizes.
    const button = this.#page.getByRole('button', { name: /^People/ })
    const tabs = this.#page.getByRole('tab', { name: tab })
    await expect(button.or(tabs).first()).toBeVisible()
    const isThere = (await tabs.count()) > 0
    if (!isThere && (await button.getAttribute('aria-expanded')) !== 'true') await button.click()
    await tabs.click()
    await expect(this.#page.getByRole('tab', { name: tab, selected: true })).toBeVisible()
  }

  async closes(): Promise<void> {
    const pane = this.#page.getByRole('region', { name: 'About this group' })
    await pane.getByRole('button', { name: /^(?:Close|Back)$/ }).click()
    await expect(this.#page.getByRole('tablist')).toBeHidden()
  }

  row(name: string): Locator {
    return this.#page
      .getByRole('list', { name: 'People in this group' })
      .getByRole('listitem')
      .filter({ hasText: name })
  }

  /** Presses one of the acts offered for a person, and leaves open what that opens. */
  async chooses(act: string, name: string): Promise<void> {
    await this.opens()
    await this.#page.getByRole('button', { name: `What to do with ${name}` }).click()
    await this.#page.getByRole('menuitem', { name: act, exact: true }).click()
  }

  async letsIn(name: string): Promise<void> {
    await this.opens()
    await this.#page.getByRole('button', { name: `Let in ${name}` }).click()
    await expect(this.row(name)).toBeVisible()
  }

  async declines(name: string): Promise<void> {
    await this.opens()
    const decline = this.#page.getByRole('button', { name: `Decline ${name}` })
    await decline.click()
    await expect(decline).toHaveCount(0)
  }

  async makes(name: string, role: string): Promise<void> {
    await this.chooses('Change role', name)
    await this.#page.getByRole('radio', { name: new RegExp(`^${role}`) }).check()
    await this.#page.getByRole('button', { name: 'Change role' }).click()
    await expect(this.row(name)).toContainText(role)
  }

  async mutes(name: string, span: string): Promise<void> {
    await this.chooses('Mute', name)
    await this.#page.getByRole('radio', { name: span }).check()
    await this.#page.getByRole('button', { name: 'Mute', exact: true }).click()
    await expect(this.row(name)).toContainText('muted')
  }

  async unmutes(name: string): Promise<void> {
    await this.chooses('Unmute', name)
    await expect(this.row(name)).not.toContainText('muted')
  }

  async removes(name: string): Promise<void> {
    await this.chooses('Remove from group', name)
    await this.#page.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(this.row(name)).toHaveCount(0)
  }

  async switches(rule: string, isOn: boolean): Promise<void> {
    await this.opens('Settings')
    const found = this.#page.getByRole('switch', { name: rule })
    if ((await found.isChecked()) !== isOn) await found.click()
    await expect(found).toBeChecked({ checked: isOn }) // once it is kept
  }

  async setsSlowMode(span: string): Promise<void> {
    await this.opens('Settings')
    await this.#page.getByLabel('Slow mode').selectOption(span)
  }

  async letsNewcomersRead(what: 'Everything' | 'Only what is written after'): Promise<void> {
    await this.opens('Settings')
    const found = this.#page.getByRole('radio', { name: new RegExp(`^${what}`) })
    await found.click()
    await expect(found).toBeChecked() // once it is kept
  }

  async blocks(name: string): Promise<void> {
    await this.chooses('Block', name)
    await expect(this.row(name)).toContainText('blocked by you')
  }

  /** The sentences of the log, newest first. */
  async log(): Promise<readonly string[]> {
    await this.opens('Log')
    return this.#page.getByRole('tabpanel').locator('li p').allInnerTexts()
  }
}
