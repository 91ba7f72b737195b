/** What one does with one's own devices: on the settings screen, and on a device that is new. */
import { expect, type Locator, type Page } from '@playwright/test'

export class OwnSettings {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async opens(): Promise<void> {
    const back = this.#page.getByRole('link', { name: 'Back to groups' })
    if (await back.isVisible()) await back.click()
    await this.#page.getByRole('link', { name: 'Settings' }).click()
    await expect(this.#page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible()
  }

  get devices(): Locator {
    return this.#page.getByRole('list', { name: 'Your devices' }).getByRole('listitem')
  }

  get digits(): Locator {
    return this.#page.getByRole('img', { name: /^Digits to compare/ })
  }

  /** Begins to link a device; what is shown there, to be typed on the new one. */
  async offersLink(): Promise<string> {
    await this.opens()
    await this.#page.getByRole('button', { name: 'Link a device' }).click()
    await expect(this.#page.getByRole('img', { name: 'QR code of the link' })).toBeVisible()
    return this.#page.getByLabel('Short code').innerText()
  }

  /** On a new device, from its first page. */
  async takesLink(shortCode: string): Promise<void> {
    await this.#page.getByRole('link', { name: 'I have Parley on another device' }).click()
    await this.#page.getByRole('textbox', { name: 'Short code or link' }).fill(shortCode)
    await this.#page.getByRole('button', { name: 'Continue' }).click()
  }

  async saysSame(): Promise<void> {
    await this.#page.getByRole('button', { name: 'They are the same' }).click()
  }

  /** Where there are two: the one that is not in hand. */
  async removesOtherDevice(): Promise<void> {
    await this.opens()
    await this.devices.getByRole('button', { name: /^Remove / }).click()
    const dialog = this.#page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(dialog).toHaveCount(0)
  }

  /** Writes the recovery phrase down, and shows that they did. */
  async writesDownPhrase(): Promise<string> {
    await this.opens()
    await this.#page.getByRole('button', { name: 'Show the twelve words' }).click()
    const words = await this.#page
      .getByRole('list', { name: 'Recovery phrase' })
      .getByRole('listitem')
      .allInnerTexts()
    expect(words).toHaveLength(12)
    await this.#page.getByRole('button', { name: 'I have written them down' }).click()
    const asked = this.#page.getByRole('textbox', { name: /^Word \d+$/ })
    await expect(asked).toHaveCount(3)
    for (const field of await asked.all()) {
      const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.innerText)
      await field.fill(words[Number(label?.replace('Word ', '')) - 1] ?? '')
    }
    await this.#page.getByRole('button', { name: 'Confirm' }).click()
    await this.#page.getByRole('button', { name: 'Done' }).click()
    await expect(this.#page.getByText('You have written down your recovery phrase')).toBeVisible()
    return words.join(' ')
  }

  /** On a new device, from its first page. */
  async recovers(words: string): Promise<void> {
    await this.#page.getByRole('link', { name: 'I have a recovery phrase' }).click()
    await this.#page.getByRole('textbox', { name: 'Recovery phrase' }).fill(words)
    await this.#page.getByRole('button', { name: 'Recover' }).click()
  }
}
