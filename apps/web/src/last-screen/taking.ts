/**
 * What is on the screen, as a drawing: the newest rows of a conversation and what stands around them. What
 * holds for a moment only (`data-passing`) is left out, or its place kept without what is in it.
 */
import { keptWords } from '@parley/ui'
import {
  BELOW,
  isDrawnLook,
  isDrawnTag,
  SIZES,
  type Drawing,
  type Drawn,
  type Look,
} from './drawing.ts'
import { KEPT_WORDS, SENDS, WRITABLE } from './early-box.ts'

/** The rows of the log are kept from the newest up, as many as fit. */
export function drawingOf(app: Element, log: Element, mostBytes: number): Drawing | undefined {
  for (let rows = rowsIn(log).length; rows > 0; rows = Math.floor(rows * 0.8)) {
    const drawing = new Taker(log, rows).take(app)
    if (new Blob([JSON.stringify(drawing)]).size <= mostBytes) return drawing
  }
  return undefined
}

/** What is in sight, and a little above it. */
function rowsIn(log: Element): readonly Element[] {
  const { top, bottom, height } = log.getBoundingClientRect()
  const rows = Array.from(log.querySelectorAll('article'), (one) => one.parentElement)
  return rows
    .filter((row) => row !== null)
    .filter((row) => {
      const at = row.getBoundingClientRect()
      return at.bottom > top - height / 8 && at.top < bottom
    })
}

class Taker {
  readonly #log: Element
  readonly #rowCount: number
  readonly #looks = new Map<string, number>()
  readonly #pieces = new Map<string, number>()

  constructor(log: Element, rowCount: number) {
    this.#log = log
    this.#rowCount = rowCount
  }

  take(app: Element): Drawing | undefined {
    const root = this.#of(app)
    if (root === undefined) return undefined
    return { looks: listOf<Look>(this.#looks), pieces: listOf<Drawn>(this.#pieces), root }
  }

  #of(node: Node): Drawn | undefined {
    if (node instanceof Text) return node.data === '' ? undefined : node.data
    if (!(node instanceof HTMLElement || node instanceof SVGElement)) return undefined
    const tag = node.localName
    const passing = node.dataset['passing']
    // What stands beside the conversation is not watched, and does not open with it.
    if (node.dataset['pane'] === 'side') return undefined
    if (!isDrawnTag(tag) || passing === 'gone' || isUnseen(node)) return undefined
    if (passing === 'place') return [tag, this.#look(node, sizeOf(node))]
    if (node instanceof HTMLTextAreaElement) return [tag, this.#look(node, boxLook(node))]
    if (node instanceof HTMLButtonElement && node.type === 'submit')
      return [tag, this.#look(node, buttonLook(node)), ...this.#inside(node.childNodes)]
    if (node === this.#log) return this.#rows(node)
    const drawn: Drawn = [tag, this.#look(node), ...this.#inside(node.childNodes)]
    return tag === 'svg' ? numberOf(this.#pieces, drawn) : drawn
  }

  #inside(nodes: Iterable<Node>): Drawn[] {
    return Array.from(nodes, (one) => this.#of(one)).filter((one) => one !== undefined)
  }

  /** However the list places its rows, here one stands below the other, and above them is as much as there was. */
  #rows(log: HTMLElement | SVGElement): Drawn {
    const rows = rowsIn(log).slice(-this.#rowCount)
    const first = log.firstElementChild
    const above = first?.querySelector('article') === null ? [first] : []
    const height = [...above, ...rows].reduce((sum, one) => sum + heightOf(one), 0)
    const unseen = Math.max(0, Math.round(log.scrollHeight - height))
    const below = (rows.at(-1)?.getBoundingClientRect().bottom ?? 0) - bottomOf(log)
    return [
      'div',
      this.#look(log, { [BELOW]: String(Math.max(0, Math.round(below))) }),
      ...this.#inside(above),
      ['div', this.#look(undefined, { 'block-size': pixels(unseen) })],
      ['div', this.#look(), ...this.#inside(rows)],
    ]
  }

  #look(element?: HTMLElement | SVGElement, more: Look = {}): number {
    const said = Array.from(element?.attributes ?? [], ({ name, value }) => {
      return [name, name === 'href' ? '#' : value] as const
    })
    const sizes = SIZES.map((name) => [name, element?.style.getPropertyValue(name) ?? ''] as const)
    const kept = [...said, ...sizes].filter(
      ([name, value]) => !NOT_KEPT.has(name) && isDrawnLook(name, value),
    )
    return numberOf(this.#looks, { ...Object.fromEntries(kept), ...more })
  }
}

/** What was begun in it is not on any screen before the app knows of it; an empty one may be written into. */
function boxLook(box: HTMLTextAreaElement): Look {
  const size = { 'block-size': pixels(heightOf(box)) }
  const { placeholder, ariaLabel } = box
  if (box.value !== '' || box.disabled || ariaLabel === null) return size
  const words = { [KEPT_WORDS]: keptWords() }
  return {
    ...size,
    ...words,
    [WRITABLE]: '',
    placeholder,
    'aria-label': ariaLabel,
    enterkeyhint: 'send',
  }
}

function buttonLook({ ariaLabel }: HTMLButtonElement): Look {
  return ariaLabel === null ? {} : { [SENDS]: '', 'aria-label': ariaLabel }
}

/** Which message it is, what it is lit up for, and what stands beside the conversation: the next start is without. */
const NOT_KEPT = new Set([
  ...['data-key', 'data-flash', 'data-passing', 'data-side'],
  // Of a box only, and said there.
  ...['aria-label', 'placeholder', 'enterkeyhint'],
])

function sizeOf(element: Element): Look {
  const { width } = element.getBoundingClientRect()
  return { 'inline-size': pixels(width), 'block-size': pixels(heightOf(element)) }
}

/** Where its inside ends: without its lower edge. */
function bottomOf(element: Element): number {
  return element.getBoundingClientRect().top + element.clientTop + element.clientHeight
}

function heightOf(element: Element): number {
  return element.getBoundingClientRect().height
}

function pixels(size: number): string {
  return `${Math.round(size * 10) / 10}px`
}

/** Not drawn at all, for screen readers only, or said once. */
function isUnseen(element: Element): boolean {
  if (element.getAttribute('role') === 'alert') return true
  const { display, position, clipPath } = getComputedStyle(element)
  return display === 'none' || (position === 'absolute' && clipPath !== 'none')
}

function numberOf(known: Map<string, number>, one: unknown): number {
  const text = JSON.stringify(one)
  const number = known.get(text) ?? known.size
  known.set(text, number)
  return number
}

function listOf<T>(known: ReadonlyMap<string, number>): readonly T[] {
  return Array.from(known.keys(), (text) => JSON.parse(text) as T)
}
