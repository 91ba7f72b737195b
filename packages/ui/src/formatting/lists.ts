/** Lists: what begins an item, which lines belong to it, and where the list ends. */
import type { Found, Lines } from './lines.ts'
import type { Block, ListItem } from './tree.ts'

interface Marker {
  /** The bullet, or the sign behind the number: another one begins another list. */
  readonly sign: string
  /** Undefined for a bullet. */
  readonly number: number | undefined
  /** How far a line must be indented to belong to the item. */
  readonly indent: number
  /** What stands behind the marker. */
  readonly rest: string
}

const MARKER = /^( {0,3})(?:([-+*])|(\d{1,9})([.)]))(?:([ \t]+)(.*))?$/s

/** Whether this line ends a paragraph above it: an item with words in it, and no year at a line's start. */
export function beginsItem(line: string): boolean {
  const marker = markerOf(line)
  return marker !== undefined && marker.rest !== '' && (marker.number ?? 1) === 1
}

/** The list that begins in this line. */
export function listAt(
  { lines, depth, grammar }: Lines,
  at: number,
  blocksOf: (within: Lines) => readonly Block[],
): Found | undefined {
  const first = markerOf(lines[at] ?? '')
  if (first === undefined) return undefined
  // A dash alone is a dash.
  if (first.rest === '' && itemLines(lines, at, first).length === 1) return undefined
  const items: ListItem[] = []
  let end = at
  for (let next: number | undefined = at; next !== undefined;) {
    const marker = markerOf(lines[next] ?? '')
    if (marker?.sign !== first.sign) break
    const inside = itemLines(lines, next, marker)
    for (const line of inside) grammar.meter.steps += 1 + line.length
    end = next + inside.length
    const last = items.at(-1)?.number ?? -1
    items.push({
      number: Math.max(marker.number ?? 0, last + 1),
      blocks: blocksOf({ lines: inside, depth: depth + 1, grammar }),
    })
    next = nextFilled(lines, end)
  }
  return { block: { type: 'list', isOrdered: first.number !== undefined, items }, end }
}

function markerOf(line: string): Marker | undefined {
  const [, indent, bullet, digits, delimiter, blanks = '', rest = ''] = MARKER.exec(line) ?? []
  if (indent === undefined || isRule(line)) return undefined
  const width = indent.length + (bullet ?? `${digits}${delimiter}`).length
  // So many blanks belong to what stands there, such as drawings.
  const gap = blanks.includes('\t') || rest.trim() === '' || blanks.length > 4 ? 1 : blanks.length
  return {
    sign: bullet ?? delimiter ?? '',
    number: digits === undefined ? undefined : Number(digits),
    indent: width + gap,
    rest: rest.trim() === '' ? '' : `${blanks.slice(gap)}${rest}`,
  }
}

/** Three stars or dashes alone are a line somebody drew. */
function isRule(line: string): boolean {
  const signs = line.replace(/[ \t]/g, '')
  return (
    signs.length > 2 && (signs === '*'.repeat(signs.length) || signs === '-'.repeat(signs.length))
  )
}

/** The item's lines without marker and indentation, and without empty lines at the end. */
function itemLines(lines: readonly string[], at: number, marker: Marker): string[] {
  const inside = [marker.rest]
  let filled = 1
  for (let next = at + 1; next < lines.length; next++) {
    const line = lines[next] ?? ''
    if (line.trim() === '') {
      // An item without words ends with the first empty line.
      if (marker.rest === '' && filled === 1) break
      inside.push('')
      continue
    }
    const own = withoutIndent(line, marker.indent)
    if (own === undefined) break
    inside.push(own)
    filled = inside.length
  }
  return inside.slice(0, filled)
}

/** Undefined when the line is indented less. A tab goes to the next fourth place. */
function withoutIndent(line: string, indent: number): string | undefined {
  let column = 0
  for (let at = 0; at < line.length; at++) {
    if (column >= indent) return ' '.repeat(column - indent) + line.slice(at)
    const sign = line.charAt(at)
    if (sign !== ' ' && sign !== '\t') return undefined
    column += sign === '\t' ? 4 - (column % 4) : 1
  }
  return undefined
}

/** The next line that is not empty, when there is one. */
function nextFilled(lines: readonly string[], from: number): number | undefined {
  for (let at = from; at < lines.length; at++) if (lines[at]?.trim() !== '') return at
  return undefined
}
