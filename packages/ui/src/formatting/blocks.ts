/**
 * A text's blocks: paragraphs, code between fences, quotes and lists, found line by line.
 *
 * Quotes and lists hold blocks again, so each reads its own lines without their marks; they nest so deep
 * and no deeper, which bounds the work. A line belongs to a quote or an item only if it is marked or
 * indented so: what somebody writes below a quote is never drawn into it. Rules: docs/formatting.md.
 */
import { beginsItem, listAt } from './lists.ts'
import { inlineTree } from './inline-tree.ts'
import type { Found, Lines } from './lines.ts'
import type { Block } from './tree.ts'

const MAX_DEPTH = 6
const FENCE = /^( {0,3})(?:(`{3,})([^`]*)|(~{3,})(.*))$/
const QUOTE = /^ {0,3}> ?/

export function blocksOf({ lines, depth, grammar }: Lines): readonly Block[] {
  const blocks: Block[] = []
  const mayNest = depth < MAX_DEPTH
  const within = { lines, depth, grammar }
  for (let at = 0; at < lines.length;) {
    const found =
      gapAt(within, at) ??
      codeAt(within, at) ??
      (mayNest ? (quoteAt(within, at) ?? listAt(within, at, blocksOf)) : undefined) ??
      paragraphAt(within, at, mayNest)
    blocks.push(found.block)
    at = found.end
  }
  return blocks
}

export function isBlank(line: string): boolean {
  return line.trim() === ''
}

function gapAt({ lines, grammar }: Lines, at: number): Found | undefined {
  let end = at
  for (; end < lines.length && isBlank(lines[end] ?? ''); end++)
    grammar.meter.steps += 1 + (lines[end]?.length ?? 0)
  return end === at ? undefined : { block: { type: 'gap', lineCount: end - at }, end }
}

/**
 * Code between fences. A closing fence may also stand at the end of the last line of code, as many type it;
 * without one the code ends with its surroundings.
 */
function codeAt({ lines, grammar }: Lines, at: number): Found | undefined {
  const [whole, indent = '', ticks, tickInfo, tildes = '', tildeInfo = ''] =
    FENCE.exec(lines[at] ?? '') ?? []
  if (whole === undefined) return undefined
  const fence = ticks ?? tildes
  const code: string[] = []
  let end = at + 1
  for (; end < lines.length; end++) {
    const line = lines[end] ?? ''
    grammar.meter.steps += 1 + line.length
    const last = closedBy(line, fence)
    if (last === undefined) {
      code.push(withoutIndent(line, indent.length))
      continue
    }
    if (last !== '') code.push(withoutIndent(last, indent.length))
    end++
    break
  }
  const info = (ticks === undefined ? tildeInfo : (tickInfo ?? '')).trim()
  return { block: { type: 'code-block', info, text: code.join('\n') }, end }
}

/** What stands before the fence that ends the code in this line; undefined when none does. */
function closedBy(line: string, fence: string): string | undefined {
  const sign = fence.charAt(0)
  const trimmed = line.trimEnd()
  let start = trimmed.length
  while (trimmed.charAt(start - 1) === sign) start--
  if (trimmed.length - start < fence.length) return undefined
  const before = trimmed.slice(0, start)
  if (/^ {0,3}$/.test(before)) return ''
  const isAttached = sign === '`' && !/\s$/.test(before) && !before.includes('`')
  return isAttached && !isBlank(before) ? before : undefined
}

function withoutIndent(line: string, count: number): string {
  let at = 0
  while (at < count && line.charAt(at) === ' ') at++
  return line.slice(at)
}

function quoteAt({ lines, depth, grammar }: Lines, at: number): Found | undefined {
  const inside: string[] = []
  let end = at
  for (; end < lines.length && QUOTE.test(lines[end] ?? ''); end++) {
    const line = lines[end] ?? ''
    grammar.meter.steps += 1 + line.length
    inside.push(line.replace(QUOTE, ''))
  }
  if (end === at) return undefined
  const blocks = blocksOf({ lines: inside, depth: depth + 1, grammar })
  return { block: { type: 'quote', blocks }, end }
}

function paragraphAt({ lines, grammar }: Lines, at: number, mayNest: boolean): Found {
  let end = at + 1
  for (; end < lines.length; end++) {
    const line = lines[end] ?? ''
    if (isBlank(line) || FENCE.test(line)) break
    if (mayNest && (QUOTE.test(line) || beginsItem(line))) break
  }
  const text = lines.slice(at, end).join('\n')
  grammar.meter.steps += 1 + text.length
  return { block: { type: 'paragraph', content: inlineTree(text, grammar) }, end }
}
