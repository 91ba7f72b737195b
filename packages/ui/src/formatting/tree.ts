/**
 * What a message's text is made of, once its markup is understood: blocks, and what stands in a line.
 *
 * Nothing here is HTML and nothing came from anywhere but the text: whoever draws it makes elements of
 * these few types. What is not markup is text, letter for letter. The grammar: docs/formatting.md.
 */
import type { MessageMention } from './mentions.ts'

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: Emphasis; readonly content: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | Link
  | { readonly type: 'mention'; readonly mention: MessageMention }

export type Emphasis = 'strong' | 'em' | 'strike'

export interface Link {
  readonly type: 'link'
  /** http, https or mailto, made by the URL parser. */
  readonly href: string
  readonly content: readonly Inline[]
  /** Where it really leads, when its words do not say so. */
  readonly target: string | undefined
}

export type Block =
  | { readonly type: 'paragraph'; readonly content: readonly Inline[] }
  /** Empty lines as they were typed. */
  | { readonly type: 'gap'; readonly lineCount: number }
  | CodeBlock
  | { readonly type: 'quote'; readonly blocks: readonly Block[] }
  | List

export interface CodeBlock {
  readonly type: 'code-block'
  /** What stands behind the fence that opens it, the language first; shown, so that no letter is lost. */
  readonly info: string
  readonly text: string
}

export interface List {
  readonly type: 'list'
  readonly isOrdered: boolean
  readonly items: readonly ListItem[]
}

export interface ListItem {
  /** In an ordered list: as typed, but always more than the one before. */
  readonly number: number
  readonly blocks: readonly Block[]
}
