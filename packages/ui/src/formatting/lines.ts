/** What the readers of blocks pass to each other. */
import type { Grammar } from './inline.ts'
import type { Block } from './tree.ts'

/** What a block's reader is given: the lines around it, and how deep it stands. */
export interface Lines {
  readonly lines: readonly string[]
  readonly depth: number
  readonly grammar: Grammar
}

/** A block, and the line behind it. */
export interface Found {
  readonly block: Block
  readonly end: number
}
