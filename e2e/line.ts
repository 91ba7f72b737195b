/**
 * A person's line to the relay, which can be cut so that both ends know it, as a dropped Wi-Fi does.
 *
 * It stands between the page and the relay from the start. A tunnel is another thing: there the
 * socket stays open and silent, and the browser itself makes it (`setOffline`).
 */
import type { BrowserContext, WebSocketRoute } from '@playwright/test'

/** Which answers of the relay reach the page. */
export type LineFilter = (bytes: Uint8Array) => boolean

export class Line {
  readonly #ends = new Set<{ page: WebSocketRoute; relay: WebSocketRoute }>()
  #isCut = false
  #lets: LineFilter = () => true

  /** Before the first page is opened. */
  static async of(context: BrowserContext): Promise<Line> {
    const line = new Line()
    await context.routeWebSocket(/.*/, (socket) => line.#carry(socket))
    return line
  }

  async isCut(): Promise<void> {
    this.#isCut = true
    // The page first: what it still says into a half that is closing would be a script error there.
    for (const { page, relay } of this.#ends) {
      await page.close({ code: 1001, reason: 'the line is cut' })
      await relay.close()
    }
    this.#ends.clear()
  }

  isMended(): void {
    this.#isCut = false
  }

  /** Frames of the relay for which `lets` is false are lost on the way. */
  onlyLets(lets: LineFilter): void {
    this.#lets = lets
  }

  #carry(page: WebSocketRoute): void {
    if (this.#isCut) {
      void page.close({ code: 1001, reason: 'the line is cut' })
      return
    }
    const relay = page.connectToServer()
    const end = { page, relay }
    this.#ends.add(end)
    relay.onMessage((message) => {
      if (typeof message === 'string' || this.#lets(message)) page.send(message)
    })
    page.onClose(() => this.#ends.delete(end))
    relay.onClose((code, reason) => {
      this.#ends.delete(end)
      void page.close({
        code: code === undefined || code < 3000 ? 1001 : code,
        reason: reason ?? '',
      })
    })
  }
}
