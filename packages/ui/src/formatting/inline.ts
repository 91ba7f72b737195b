/**
 * What stands in a paragraph: read once from left to right into tokens, paired, and made a tree.
 *
 * Total and linear: any text has a tree, no letter is looked at more than so many times, and nesting ends
 * at a depth that can be drawn. What pairs with nothing is text.
 */
import { bareAddressAt, bracketedAddress, shownTarget } from './addresses.ts'
import { destinationAt } from './destinations.ts'
import type { MentionNames, MessageMention } from './mentions.ts'
import type { Meter } from './meter.ts'
import { pairRuns, runAt, type Run } from './runs.ts'

/** What the grammar depends on besides the text. */
export interface Grammar {
  readonly names: MentionNames
  /** What a link to this address leads to; undefined: it stays text. */
  hrefOf(address: string): string | undefined
  readonly meter: Meter
}

export type Token =
  | { readonly type: 'text'; text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'mention'; readonly mention: MessageMention }
  | { readonly type: 'address'; readonly text: string; readonly href: string; inLink: boolean }
  | Bracket
  | Run
  | { readonly type: 'link-end' }

interface Bracket {
  readonly type: 'bracket'
  /** How many runs were waiting before it. */
  readonly runsBelow: number
  /** Set once it turned out to begin a link. */
  href: string | undefined
  target: string | undefined
}

const PUNCTUATION = /[!-/:-@[-`{-~]/
const PLAIN = /[^\\`*_~[\]<@hH]+/y
const AUTOLINK =
  /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9.-]{1,252})>/iy

/** The tokens of a paragraph's text, runs paired and links made. */
export function tokensOf(text: string, grammar: Grammar): readonly Token[] {
  const reader = new Reader(text, grammar)
  while (reader.at < text.length) reader.next()
  pairRuns(reader.runs, 0, grammar.meter)
  return reader.tokens
}

class Reader {
  at = 0
  readonly tokens: Token[] = []
  readonly runs: Run[] = []
  readonly #text: string
  readonly #grammar: Grammar
  /** Places in `tokens` of brackets that may still begin a link. */
  readonly #brackets: number[] = []
  readonly #ticks: Map<number, number[]>

  constructor(text: string, grammar: Grammar) {
    this.#text = text
    this.#grammar = grammar
    this.#ticks = tickRuns(text, grammar.meter)
  }

  next(): void {
    const { meter } = this.#grammar
    meter.steps++
    switch (this.#text.charAt(this.at)) {
      case '\\':
        return this.#escape()
      case '`':
        return this.#code()
      case '*':
      case '_':
      case '~':
        return this.#run()
      case '[':
        this.#brackets.push(this.tokens.length)
        this.tokens.push({
          type: 'bracket',
          runsBelow: this.runs.length,
          href: undefined,
          target: undefined,
        })
        this.at++
        return
      case ']':
        return this.#closeBracket()
      case '<':
        return this.#autolink()
      case '@':
        return this.#mention()
      case 'h':
      case 'H':
        return this.#address()
    }
    PLAIN.lastIndex = this.at
    const [plain = ''] = PLAIN.exec(this.#text) ?? []
    meter.steps += plain.length
    this.#take(plain.length)
  }

  /** So many letters are text. */
  #take(count: number): void {
    this.#say(this.#text.slice(this.at, this.at + count))
    this.at += count
  }

  #say(text: string): void {
    const last = this.tokens.at(-1)
    if (last?.type === 'text') last.text += text
    else this.tokens.push({ type: 'text', text })
  }

  /** The shrug, ¯\_(ツ)_/¯, keeps its arm. */
  #escape(): void {
    const next = this.#text.charAt(this.at + 1)
    if (!PUNCTUATION.test(next)) return this.#take(1)
    if (this.#text.charAt(this.at - 1) === '¯') return this.#take(2)
    this.#say(next)
    this.at += 2
  }

  #code(): void {
    const text = this.#text
    let start = this.at
    while (text.charAt(start) === '`') start++
    const length = start - this.at
    this.#grammar.meter.steps += length
    const ends = this.#ticks.get(length) ?? []
    while ((ends.at(-1) ?? Infinity) < start) ends.pop()
    const end = ends.at(-1)
    if (end === undefined) return this.#take(length)
    this.tokens.push({ type: 'code', text: withoutPadding(text.slice(start, end)) })
    this.#grammar.meter.steps += end - start
    this.at = end + length
  }

  #run(): void {
    const run = runAt(this.#text, this.at, this.#grammar.meter)
    this.tokens.push(run)
    this.at += run.count
    if (run.canOpen || run.canClose) this.runs.push(run)
  }

  #closeBracket(): void {
    const { hrefOf, meter } = this.#grammar
    const begin = this.#brackets.pop()
    const bracket = begin === undefined ? undefined : this.tokens[begin]
    if (
      begin === undefined ||
      bracket?.type !== 'bracket' ||
      this.#text.charAt(this.at + 1) !== '('
    )
      return this.#take(1)
    const destination = destinationAt(this.#text, this.at + 2, meter)
    const href = destination && hrefOf(destination.address)
    if (destination === undefined || href === undefined) return this.#take(1)
    const words = this.#wordsFrom(begin + 1)
    bracket.href = href
    bracket.target = shownTarget(words, href)
    pairRuns(this.runs, bracket.runsBelow, meter)
    this.tokens.push({ type: 'link-end' })
    this.#brackets.length = 0 // no link in a link
    this.at = destination.end
  }

  /** The words of a link; addresses among them lead where it leads. */
  #wordsFrom(begin: number): string {
    let words = ''
    for (const token of this.tokens.slice(begin)) {
      this.#grammar.meter.steps++
      if (token.type === 'address') token.inLink = true
      if (token.type === 'mention') words += `@${token.mention.name}`
      if ('text' in token) words += token.text
      if (token.type === 'run') words += token.sign.repeat(token.count)
      if (token.type === 'bracket') words += '['
    }
    return words
  }

  #autolink(): void {
    AUTOLINK.lastIndex = this.at
    const [whole, address = ''] = AUTOLINK.exec(this.#text) ?? []
    this.#grammar.meter.steps += whole?.length ?? 0
    const href = whole === undefined ? undefined : this.#grammar.hrefOf(bracketedAddress(address))
    if (whole === undefined || href === undefined) return this.#take(1)
    this.tokens.push({ type: 'address', text: address, href, inLink: false })
    this.at += whole.length
  }

  #mention(): void {
    const { names, meter } = this.#grammar
    const mention = names.find(this.#text, this.at + 1, meter)
    if (mention === undefined) return this.#take(1)
    this.tokens.push({ type: 'mention', mention })
    this.at += 1 + mention.name.length
  }

  #address(): void {
    const found = bareAddressAt(this.#text, this.at)
    if (found === undefined) return this.#take(1)
    this.#grammar.meter.steps += found.seen.length
    const { url, seen } = found
    const href = url === '' ? undefined : this.#grammar.hrefOf(url)
    if (href === undefined) return this.#take(seen.length)
    this.tokens.push({ type: 'address', text: url, href, inLink: false })
    this.at += url.length
  }
}

/** Length → where runs of so many backticks begin, the last one first. */
function tickRuns(text: string, meter: Meter): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const { 0: run, index } of [...text.matchAll(/`+/g)].toReversed()) {
    const starts = found.get(run.length)
    if (starts === undefined) found.set(run.length, [index])
    else starts.push(index)
  }
  meter.steps += text.length
  return found
}

/** One blank at each end only keeps the code from its backticks. */
function withoutPadding(code: string): string {
  const isPadded = /^[ \n].*[ \n]$/s.test(code) && code.trim() !== ''
  return isPadded ? code.slice(1, -1) : code
}
