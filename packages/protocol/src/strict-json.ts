/**
 * JSON as RFC 8259 has it, and stricter where readers differ: a name said twice in one object, half a
 * surrogate pair, depth and bytes over the limit are faults. So everybody who reads a text reads the same.
 *
 * Objects are maps: no name in them is a property of anything.
 */
import { parseBytes } from './bytes.ts'

export type Json = null | boolean | number | string | readonly Json[] | ReadonlyMap<string, Json>

const MAX_DEPTH = 8
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const PLAIN = /[^"\\\u0000-\u001F]+/y
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** The value in untrusted UTF-8, or `undefined` for anything but one whole, unambiguous JSON text. */
export function parseStrictJson(bytes: Uint8Array): Json | undefined {
  const text = parseBytes(bytes, (reader) => reader.utf8(reader.left))
  if (text === undefined) return undefined
  const reader = new JsonReader(text)
  const value = reader.value(0)
  return reader.isDone() ? value : undefined
}

/** Stops for good at the first fault: from then on nothing is there any more. */
class JsonReader {
  readonly #text: string
  #at = 0
  #isBroken = false

  constructor(text: string) {
    this.#text = text
  }

  isDone(): boolean {
    this.#blanks()
    return !this.#isBroken && this.#at === this.#text.length
  }

  value(depth: number): Json | undefined {
    this.#blanks()
    if (depth > MAX_DEPTH) return this.#fail()
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(depth)
      case '[':
        return this.#array(depth)
      case '"':
        return this.#string()
      case 't':
        return this.#word('true', true)
      case 'f':
        return this.#word('false', false)
      case 'n':
        return this.#word('null', null)
      default:
        return this.#number()
    }
  }

  #object(depth: number): Json | undefined {
    const members = new Map<string, Json>()
    this.#at++
    if (this.#takes('}')) return members
    do {
      this.#blanks()
      const name = this.#string()
      if (name === undefined || members.has(name) || !this.#takes(':')) return this.#fail()
      const value = this.value(depth + 1)
      if (value === undefined) return undefined
      members.set(name, value)
    } while (this.#takes(','))
    return this.#takes('}') ? members : this.#fail()
  }

  #array(depth: number): Json | undefined {
    const items: Json[] = []
    this.#at++
    if (this.#takes(']')) return items
    do {
      const value = this.value(depth + 1)
      if (value === undefined) return undefined
      items.push(value)
    } while (this.#takes(','))
    return this.#takes(']') ? items : this.#fail()
  }

  #string(): string | undefined {
    if (this.#text[this.#at] !== '"') return this.#fail()
    this.#at++
    let text = ''
    for (;;) {
      text += this.#match(PLAIN)
      const letter = this.#text[this.#at++]
      if (letter === '"') return isWellFormed(text) ? text : this.#fail()
      const escaped = letter === '\\' ? this.#escaped() : undefined
      if (escaped === undefined) return this.#fail()
      text += escaped
    }
  }

  #escaped(): string | undefined {
    const letter = this.#text[this.#at++] ?? ''
    if (letter !== 'u') return ESCAPES.get(letter)
    const hex = this.#text.slice(this.#at, this.#at + 4)
    this.#at += 4
    return /^[0-9a-fA-F]{4}$/.test(hex) ? String.fromCharCode(Number.parseInt(hex, 16)) : undefined
  }

  #number(): number | undefined {
    const digits = this.#match(NUMBER)
    return digits === '' ? this.#fail() : Number(digits)
  }

  #word<T extends Json>(word: string, value: T): T | undefined {
    if (!this.#text.startsWith(word, this.#at)) return this.#fail()
    this.#at += word.length
    return value
  }

  #takes(sign: string): boolean {
    this.#blanks()
    if (this.#text[this.#at] !== sign) return false
    this.#at++
    return true
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  #blanks(): void {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? '-')) this.#at++
  }

  #fail(): undefined {
    this.#isBroken = true
    this.#at = this.#text.length
    return undefined
  }
}

function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)
}
