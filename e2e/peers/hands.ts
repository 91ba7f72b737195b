/**
 * Quick hands: a person's acts by the buttons and the composer of the real page, one after the other as
 * fast as the page shows that each is done. Which ones, a seed says.
 */
import type { Page } from '@playwright/test'

export interface Wish {
  readonly seed: number
  /** Of edits, deletions, reactions and pins; what is said beside them is not counted. */
  readonly count: number
  /** Stands in every text. */
  readonly name: string
}

export type Done = Readonly<Record<'edit' | 'delete' | 'react' | 'pin' | 'post', number>>

/** Acts that change what is there, on whichever message is on the screen. */
export function actsQuickly(page: Page, wish: Wish): Promise<Done> {
  return page.evaluate(act, wish)
}

/** Sends these lines without waiting to see them; for a history that somebody else looks at. */
export function sendsBlindly(page: Page, texts: readonly string[]): Promise<void> {
  return page.evaluate(send, texts)
}

/** In milliseconds from Enter on. */
export interface Typed {
  readonly shownMs: number
  /** It is on the device's disk, and the page says so. */
  readonly keptMs: number
}

/** Types these lines, each as soon as the one before it is kept. */
export function typesQuickly(page: Page, texts: readonly string[]): Promise<readonly Typed[]> {
  return page.evaluate(type, { texts, isInPeace: false })
}

/** Each once the one before is with the relay and the page has nothing to do: as quick as a hand, and no quicker. */
export function typesInPeace(page: Page, texts: readonly string[]): Promise<readonly Typed[]> {
  return page.evaluate(type, { texts, isInPeace: true })
}

interface Typing {
  readonly texts: readonly string[]
  readonly isInPeace: boolean
}

/** Runs inside the page. */
async function type({ texts, isInPeace }: Typing): Promise<Typed[]> {
  const box = document.querySelector<HTMLTextAreaElement>('main textarea, textarea')
  const log = document.querySelector('[role="log"]')
  if (box === null || log === null) throw new Error('There is nothing to write in.')
  const took: Typed[] = []
  for (const text of texts) {
    setText(box, text)
    if (isInPeace) {
      while (log.querySelector('[data-status="on-device"]') !== null) await somethingNew()
      await new Promise((resolve) => requestIdleCallback(resolve))
    }
    const startedAt = performance.now()
    box.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
    )
    while (!says('article', text)) await somethingNew()
    const shownMs = performance.now() - startedAt
    while (!says('article[data-key]', text)) await somethingNew()
    took.push({ shownMs, keptMs: performance.now() - startedAt })
  }
  return took

  function says(which: string, text: string): boolean {
    return [...(log?.querySelectorAll(which) ?? [])].some((one) => one.textContent?.includes(text))
  }

  function somethingNew(): Promise<void> {
    return new Promise((resolve) => {
      const observer = new MutationObserver(seen)
      observer.observe(document.body, {
        ...{ subtree: true, childList: true, characterData: true, attributes: true },
      })
      function seen(): void {
        observer.disconnect()
        resolve()
      }
    })
  }

  function setText(into: HTMLTextAreaElement, text: string): void {
    const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value') ?? {}
    set?.call(into, text)
    into.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

/** Runs inside the page. */
async function send(texts: readonly string[]): Promise<void> {
  const box = document.querySelector<HTMLTextAreaElement>('main textarea, textarea')
  const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value') ?? {}
  if (box === null || set === undefined) throw new Error('There is nothing to write in.')
  for (const text of texts) {
    set.call(box, text)
    box.dispatchEvent(new Event('input', { bubbles: true }))
    box.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
    )
    while (box.value !== '') await new Promise(requestAnimationFrame)
  }
}

/** Runs inside the page. */
async function act({ seed, count, name }: Wish): Promise<Done> {
  const log = mustFind<HTMLElement>(document, '[role="log"]')
  const box = mustFind<HTMLTextAreaElement>(document, 'textarea')
  const done = { edit: 0, delete: 0, react: 0, pin: 0, post: 0 }
  let state = seed
  let textsCount = 0
  const GONE = [log]
  const kinds = ['edit', 'edit', 'react', 'react', 'react', 'pin', 'delete'] as const
  const doings = { edit, react, pin, delete: remove }
  for (let acted = 0; acted < count;) {
    if (below(8) === 0 || articles().length < 6) await post()
    const kind = kinds[below(kinds.length)] ?? 'react'
    if (!(await doings[kind]())) continue
    done[kind]++
    acted++
  }
  return done

  async function post(): Promise<void> {
    const text = `${name} says ${seed}.${++textsCount}`
    setText(text)
    enter()
    await until(text, () => articles().some((one) => textOf(one) === text))
    done.post++
  }

  async function edit(): Promise<boolean> {
    const key = pick('[data-mine]')
    if (key === undefined || !(await press(key, 'Edit'))) return false
    const text = `${name} corrects ${seed}.${++textsCount}`
    await until('the text in the composer', () => box.value !== '')
    setText(text)
    enter()
    await until(text, () => textOf(find(key)) === text)
    return true
  }

  async function react(): Promise<boolean> {
    const key = pick('')
    if (key === undefined) return false
    const [chip] = find(key)?.querySelectorAll<HTMLElement>('li > button[aria-pressed]') ?? []
    if (chip !== undefined && below(3) === 0) {
      const [label, pressed] = [chip.textContent, chip.getAttribute('aria-pressed')]
      chip.click()
      await until('another count', () => {
        const [now] = find(key)?.querySelectorAll('li > button[aria-pressed]') ?? []
        return now?.textContent !== label || now?.getAttribute('aria-pressed') !== pressed
      })
      return !isGone(key)
    }
    const before = pressedIn(key)
    // No hand presses again before the choice of the last time is away.
    await until('no choice', () => document.querySelector('[role="dialog"][popover]') === null)
    if (!(await press(key, 'React'))) return false
    const choice = await until('the emoji', () =>
      isGone(key) ? GONE : seen('[role="dialog"] button'),
    )
    if (choice === GONE) return false
    // Not one that is this person's already: it would change nothing.
    const fresh = choice.slice(0, 6).filter((one) => !before.includes(one.textContent ?? ''))
    const emoji = fresh[below(fresh.length)]
    if (emoji === undefined) {
      choice[0]?.closest<HTMLElement>('[popover]')?.hidePopover()
      return false
    }
    emoji.click()
    await until('the reaction', () => pressedIn(key) !== before || isGone(key))
    return !isGone(key)
  }

  async function pin(): Promise<boolean> {
    const key = pick('')
    if (key === undefined) return false
    const before = isPinned(key)
    if (!(await press(key, before ? 'Unpin' : 'Pin'))) return false
    await until('the pin', () => isPinned(key) !== before || isGone(key))
    return !isGone(key)
  }

  async function remove(): Promise<boolean> {
    const key = pick('[data-mine]')
    if (key === undefined || !(await press(key, 'Delete'))) return false
    const [sure] = await until('the question', () =>
      seen('dialog button, [role="dialog"] button').filter((one) => labelOf(one) === 'Delete'),
    )
    sure?.click()
    await until('that it is gone', () => find(key)?.querySelector('[data-deleted]') ?? !find(key))
    return true
  }

  /** One of the message's own buttons, or of those behind the one for more. */
  async function press(key: string, what: string): Promise<boolean> {
    const buttons = [...(find(key)?.querySelectorAll<HTMLElement>('[role="group"] button') ?? [])]
    const own = buttons.find((one) => labelOf(one) === what)
    if (own !== undefined) {
      own.click()
      return true
    }
    buttons.find((one) => labelOf(one) === 'More')?.click()
    const items = await until('the menu', () => seen('[role="menuitem"]'))
    const item = items.find((one) => labelOf(one).startsWith(what))
    if (item === undefined) {
      mustFind<HTMLElement>(document, '[role="menu"]:popover-open').hidePopover()
      return false
    }
    item.click()
    return true
  }

  function pick(which: string): string | undefined {
    const all = articles().filter(
      (one) => one.matches(`article${which}`) && one.querySelector('[data-deleted]') === null,
    )
    return all[all.length - 1 - below(Math.min(40, all.length))]?.dataset['key']
  }

  function articles(): HTMLElement[] {
    return [...log.querySelectorAll<HTMLElement>('article[data-key]')]
  }

  function find(key: string): HTMLElement | undefined {
    return articles().find((one) => one.dataset['key'] === key)
  }

  /** Its author, on this side of the cut, or elsewhere as a line came back, was quicker. */
  function isGone(key: string): boolean {
    const article = find(key)
    return article === undefined || article.querySelector('[data-deleted]') !== null
  }

  function pressedIn(key: string): string {
    const chips = find(key)?.querySelectorAll('li > button[aria-pressed="true"]') ?? []
    return [...chips].map(({ textContent }) => textContent).join()
  }

  function isPinned(key: string): boolean {
    return find(key)?.querySelector('svg[aria-label="Pinned"]') !== null
  }

  function textOf(article: HTMLElement | undefined): string {
    return article?.querySelector('div[dir="auto"]')?.textContent ?? ''
  }

  function labelOf(one: Element): string {
    return (one.getAttribute('aria-label') ?? one.textContent ?? '').trim()
  }

  function seen(selector: string): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>(selector)].filter((one) =>
      one.checkVisibility({ visibilityProperty: true }),
    )
  }

  function setText(text: string): void {
    const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value') ?? {}
    set?.call(box, text)
    box.dispatchEvent(new Event('input', { bubbles: true }))
  }

  function enter(): void {
    box.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
    )
  }

  function below(end: number): number {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * end)
  }

  async function until<T>(what: string, look: () => T): Promise<T> {
    const startedAt = performance.now()
    for (;;) {
      const found = look()
      if (Array.isArray(found) ? found.length > 0 : Boolean(found)) return found
      if (performance.now() - startedAt > 60_000) throw new Error(`Waited in vain for ${what}.`)
      await somethingNew()
    }
  }

  /** A change of the page, or the next time it draws: what opens on top of it changes nothing in it. */
  function somethingNew(): Promise<void> {
    return new Promise((resolve) => {
      const observer = new MutationObserver(seen)
      observer.observe(document.body, { subtree: true, childList: true, attributes: true })
      requestAnimationFrame(seen)
      function seen(): void {
        observer.disconnect()
        resolve()
      }
    })
  }

  function mustFind<T extends Element>(within: ParentNode, selector: string): T {
    const found = within.querySelector<T>(selector)
    if (found === null) throw new Error(`There is no ${selector}.`)
    return found
  }
}
