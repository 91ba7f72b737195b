/**
 * The tree of a paragraph from its tokens. Emphasis nests only so deep: below that its signs are shown as
 * they were typed, because no screen can show more, and drawing thousands of levels would stop the browser.
 */
import { shownTarget } from './addresses.ts'
import { type Grammar, type Token, tokensOf } from './inline.ts'
import type { Run } from './runs.ts'
import type { Emphasis, Inline } from './tree.ts'

const MAX_NESTED = 8
const SIGNS: Readonly<Record<Emphasis, number>> = { em: 1, strong: 2, strike: 2 }

export function inlineTree(text: string, grammar: Grammar): readonly Inline[] {
  const builder = new Builder()
  for (const token of tokensOf(text, grammar)) {
    grammar.meter.steps++
    builder.add(token)
  }
  return builder.root
}

interface Level {
  readonly content: Inline[]
  /** An emphasis too deep to draw: it is closed by its signs, which go where the text goes. */
  readonly isDrawn: boolean
}

class Builder {
  readonly root: Inline[] = []
  readonly #levels: Level[] = [{ content: this.root, isDrawn: true }]
  #drawn = 0

  add(token: Token): void {
    switch (token.type) {
      case 'text':
        return this.#say(token.text)
      case 'code':
      case 'mention':
        return this.#put(token)
      case 'address':
        return token.inLink ? this.#say(token.text) : this.#address(token.text, token.href)
      case 'bracket':
        if (token.href === undefined) return this.#say('[')
        return this.#open((content) => ({
          type: 'link',
          href: token.href ?? '',
          target: token.target,
          content,
        }))
      case 'link-end':
        return this.#close()
      case 'run':
        return this.#run(token)
    }
  }

  #address(text: string, href: string): void {
    const content = [{ type: 'text', text } as const]
    this.#put({ type: 'link', href, target: shownTarget(text, href), content })
  }

  /** Closes from the inside out, then says what is left, then opens from the outside in. */
  #run(run: Run): void {
    for (const emphasis of run.closes) {
      if (this.#levels.at(-1)?.isDrawn === false) this.#say(run.sign.repeat(SIGNS[emphasis]))
      else this.#drawn--
      this.#close()
    }
    if (run.left > 0) this.#say(run.sign.repeat(run.left))
    for (const emphasis of run.opens.toReversed()) {
      if (this.#drawn < MAX_NESTED) {
        this.#drawn++
        this.#open((content) => ({ type: emphasis, content }))
        continue
      }
      this.#say(run.sign.repeat(SIGNS[emphasis]))
      this.#levels.push({ content: this.#content, isDrawn: false })
    }
  }

  #open(made: (content: Inline[]) => Inline): void {
    const content: Inline[] = []
    this.#put(made(content))
    this.#levels.push({ content, isDrawn: true })
  }

  #close(): void {
    if (this.#levels.length > 1) this.#levels.pop()
  }

  get #content(): Inline[] {
    return this.#levels.at(-1)?.content ?? this.root
  }

  #put(inline: Inline): void {
    this.#content.push(inline)
  }

  #say(text: string): void {
    const content = this.#content
    const last = content.at(-1)
    if (last?.type === 'text')
      content[content.length - 1] = { type: 'text', text: last.text + text }
    else content.push({ type: 'text', text })
  }
}
