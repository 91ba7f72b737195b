/** Where an arrow key leads in a grid of several sections, each with rows of its own. */

export interface Spot {
  readonly section: number
  readonly index: number
}

export interface Grid {
  /** How many there are in each section. */
  readonly lengths: readonly number[]
  readonly columns: number
  readonly isRightToLeft: boolean
}

/** The same spot when there is nothing further; undefined for a key that does not move. */
export function moved(grid: Grid, from: Spot, key: string): Spot | undefined {
  const forward = grid.isRightToLeft ? 'ArrowLeft' : 'ArrowRight'
  const back = grid.isRightToLeft ? 'ArrowRight' : 'ArrowLeft'
  switch (key) {
    case forward:
      return next(grid, from)
    case back:
      return previous(grid, from)
    case 'ArrowDown':
      return below(grid, from)
    case 'ArrowUp':
      return above(grid, from)
    case 'Home':
      return { section: filled(grid, 0, 1) ?? from.section, index: 0 }
    case 'End': {
      const section = filled(grid, grid.lengths.length - 1, -1) ?? from.section
      return { section, index: lengthOf(grid, section) - 1 }
    }
    default:
      return undefined
  }
}

function next(grid: Grid, from: Spot): Spot {
  if (from.index + 1 < lengthOf(grid, from.section)) return { ...from, index: from.index + 1 }
  const section = filled(grid, from.section + 1, 1)
  return section === undefined ? from : { section, index: 0 }
}

function previous(grid: Grid, from: Spot): Spot {
  if (from.index > 0) return { ...from, index: from.index - 1 }
  const section = filled(grid, from.section - 1, -1)
  return section === undefined ? from : { section, index: lengthOf(grid, section) - 1 }
}

function below(grid: Grid, from: Spot): Spot {
  const { columns } = grid
  const length = lengthOf(grid, from.section)
  const isLastRow = Math.floor(from.index / columns) === Math.floor((length - 1) / columns)
  if (!isLastRow) return { ...from, index: Math.min(from.index + columns, length - 1) }
  const section = filled(grid, from.section + 1, 1)
  if (section === undefined) return from
  return { section, index: Math.min(from.index % columns, lengthOf(grid, section) - 1) }
}

function above(grid: Grid, from: Spot): Spot {
  const { columns } = grid
  if (from.index >= columns) return { ...from, index: from.index - columns }
  const section = filled(grid, from.section - 1, -1)
  if (section === undefined) return from
  const length = lengthOf(grid, section)
  const lastRow = Math.floor((length - 1) / columns) * columns
  return { section, index: Math.min(lastRow + from.index, length - 1) }
}

/** The first section from here on with anything in it. */
function filled(grid: Grid, from: number, step: 1 | -1): number | undefined {
  for (let section = from; section >= 0 && section < grid.lengths.length; section += step)
    if (lengthOf(grid, section) > 0) return section
  return undefined
}

function lengthOf({ lengths }: Grid, section: number): number {
  return lengths[section] ?? 0
}
