/**
 * A piece of a page as data: elements by their names, how they look, and texts. It is drawn again by
 * making elements and text nodes, never by reading markup.
 *
 * What comes from a disk may be damaged or somebody else's work. Every name and value stands in a table
 * below, and one that does not makes the whole of it nothing.
 */
import { briefTime, dayName } from '@parley/ui'

/** A text, a piece by its number, or an element: its name, its look by number, and what is in it. */
export type Drawn = string | number | readonly Drawn[]

/** Attributes and sizes by their names. */
export type Look = Readonly<Record<string, string>>

export interface Drawing {
  readonly looks: readonly Look[]
  /** What stands in it more than once. */
  readonly pieces: readonly Drawn[]
  readonly root: Drawn
}

const SVG = 'http://www.w3.org/2000/svg'
const SVG_TAGS = new Set('svg g path circle ellipse rect line polyline polygon'.split(' '))
const HTML_TAGS = new Set(
  (
    'a article aside b bdi blockquote br button code del div em footer form h1 h2 h3 h4 header hr i input ' +
    'label li main mark nav ol p pre s section small span strong sub sup textarea time u ul'
  ).split(' '),
)

const TRUTH = /^(?:true|false|page)$/
/** Words to be read, on one line. */
const WORDS = /^[^\p{C}\p{Zl}\p{Zp}]{1,80}$/u
const NUMBERS = /^[\w\s.,#%+-]+$/
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  ...{ class: /^[\w -]+$/, dir: /^(?:ltr|rtl|auto)$/, lang: /^[\w-]{2,35}$/, rows: /^[1-9]$/ },
  // Looks like a link, and leads nowhere.
  href: /^#$/,
  ...{ 'aria-current': TRUTH, 'aria-disabled': TRUTH, 'aria-expanded': TRUTH },
  ...{ 'aria-pressed': TRUTH, 'aria-selected': TRUTH },
  ...{ 'aria-label': WORDS, placeholder: WORDS, enterkeyhint: /^send$/ },
  'data-kept-words': WORDS,
  ...Object.fromEntries(
    (
      'viewBox width height d cx cy r rx ry x y x1 x2 y1 y2 points opacity stroke stroke-width ' +
      'stroke-linecap stroke-linejoin'
    )
      .split(' ')
      .map((name) => [name, NUMBERS]),
  ),
  fill: /^(?:none|currentColor|var\(--[\w-]+\))$/,
}
export const SIZES = ['block-size', 'inline-size', '--groups-width', '--side-width'] as const
const SIZE = /^\d{1,7}(?:\.\d+)?px$/
const MARK = /^data-[a-z]+(?:-[a-z]+)*$/
const MARK_SAYS = /^[\w .:-]{0,60}$/

/** More is no screen of ours. */
const MOST_ELEMENTS = 4_000
const MOST_DEPTH = 60

/** What scrolls, and how many pixels of it are out of sight at its end. */
export const BELOW = 'data-below'
/** Whose text is the name of a day or a time of the list, and says something else on another day. */
const DAY_AT = 'data-day-at'
const BRIEF_AT = 'data-brief-at'

/** Whether an element of that name may stand in a drawing. */
export function isDrawnTag(tag: string): boolean {
  return HTML_TAGS.has(tag) || SVG_TAGS.has(tag)
}

/** Whether a drawing may say this of how an element looks. */
export function isDrawnLook(name: string, value: string): boolean {
  if (isSize(name)) return SIZE.test(value)
  if (Object.hasOwn(ATTRIBUTES, name)) return ATTRIBUTES[name]?.test(value) === true
  return MARK.test(name) && MARK_SAYS.test(value)
}

function isSize(name: string): boolean {
  return SIZES.some((size) => size === name)
}

/** What an untrusted drawing shows, on no page yet; `undefined` when anything about it is odd. */
export function drawnFrom(drawing: unknown, now: number): Element | undefined {
  try {
    const { looks, pieces, root } = Object(drawing) as Record<string, unknown>
    if (!Array.isArray(looks) || !Array.isArray(pieces)) return undefined
    const drawn = new Drawer(looks, pieces, now).draw(root, 0)
    return drawn instanceof Element ? drawn : undefined
  } catch (error) {
    if (error instanceof Odd) return undefined
    throw error
  }
}

class Odd extends Error {}

class Drawer {
  readonly #looks: readonly unknown[]
  readonly #pieces: readonly unknown[]
  readonly #now: number
  #count = 0

  constructor(looks: readonly unknown[], pieces: readonly unknown[], now: number) {
    this.#looks = looks
    this.#pieces = pieces
    this.#now = now
  }

  draw(one: unknown, depth: number): Node {
    if (++this.#count > MOST_ELEMENTS || depth > MOST_DEPTH) throw new Odd()
    if (typeof one === 'string') return document.createTextNode(one)
    if (typeof one === 'number') return this.draw(this.#pieces[one], depth + 1)
    if (!Array.isArray(one)) throw new Odd()
    const [tag, look, ...inside]: unknown[] = one
    if (typeof tag !== 'string' || !isDrawnTag(tag) || typeof look !== 'number') throw new Odd()
    const element = SVG_TAGS.has(tag)
      ? document.createElementNS(SVG, tag)
      : document.createElement(tag)
    this.#dress(element, this.#looks[look])
    element.append(...inside.map((each) => this.draw(each, depth + 1)))
    sayTimes(element, this.#now)
    return element
  }

  #dress(element: HTMLElement | SVGElement, look: unknown): void {
    if (typeof look !== 'object' || look === null) throw new Odd()
    for (const [name, value] of Object.entries(look)) {
      if (typeof value !== 'string' || !isDrawnLook(name, value)) throw new Odd()
      if (isSize(name)) element.style.setProperty(name, value)
      else element.setAttribute(name, value)
    }
  }
}

/** "Today" may be yesterday by now. */
function sayTimes(element: Element, now: number): void {
  const [day, brief] = [DAY_AT, BRIEF_AT].map((name) => momentOf(element.getAttribute(name)))
  if (day !== undefined) element.textContent = dayName(day, now)
  if (brief !== undefined) element.textContent = briefTime(brief, now)
}

function momentOf(text: string | null): number | undefined {
  if (text === null) return undefined
  const at = Number(text)
  if (!/^\d{1,16}$/.test(text) || at > 8.64e15) throw new Odd()
  return at
}
