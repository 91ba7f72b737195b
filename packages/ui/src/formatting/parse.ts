/**
 * Untrusted text to a tree of few known parts: the one door to Parley's message grammar.
 *
 * Pure, total and linear: it never throws, whatever the text; it looks at each character a bounded number
 * of times; and every letter that is not markup is in the tree, in its order.
 */
import { safeHref } from './addresses.ts'
import { blocksOf } from './blocks.ts'
import { mentionNames, type MessageMention } from './mentions.ts'
import type { Meter } from './meter.ts'
import type { Block } from './tree.ts'

export interface ParseOptions {
  /** Who the message says it mentions: only these names light up. */
  readonly mentions?: readonly MessageMention[]
  /** Which addresses may be links; http, https and mailto unless a test says otherwise. */
  readonly hrefOf?: (address: string) => string | undefined
  readonly meter?: Meter
}

export function parseMessage(text: string, options: ParseOptions = {}): readonly Block[] {
  const grammar = {
    names: mentionNames(options.mentions ?? []),
    hrefOf: options.hrefOf ?? safeHref,
    meter: options.meter ?? { steps: 0 },
  }
  return blocksOf({ lines: text.split(/\r\n?|\n/), depth: 0, grammar })
}
