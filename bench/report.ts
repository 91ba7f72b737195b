/** What a bench found, as data; and the same as a table to read. */

export type Cell = string | number | undefined
export type Row = Readonly<Record<string, Cell>>

export interface Report {
  readonly title: string
  /** What was measured, and how, in a sentence or two. */
  readonly says: string
  /** The first row's names are the columns; what a row lacks stays empty. */
  readonly rows: readonly Row[]
  readonly goals: readonly Goal[]
}

export interface Goal {
  readonly says: string
  readonly met: boolean
}

export function markdownOf({ title, says, rows, goals }: Report): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    `## ${title}`,
    '',
    says,
    '',
    line(columns),
    line(columns.map((_, at) => (at === 0 ? '---' : '---:'))),
    ...rows.map((row) => line(columns.map((column) => textOf(row[column])))),
    ...(goals.length === 0 ? [] : ['']),
    ...goals.map((goal) => `- ${goal.met ? 'met' : '**not met**'}: ${goal.says}`),
    '',
  ].join('\n')
}

function textOf(cell: Cell): string {
  if (cell === undefined) return ''
  return typeof cell === 'number' ? cell.toLocaleString('en-US') : cell
}
