/** How wide the outer panes are on this device. Whatever was kept, they stay within sensible limits. */
import { useMemo, useState, type CSSProperties } from 'react'
import { keptHere } from './kept-here.ts'

export interface PaneLimits {
  readonly least: number
  readonly most: number
  readonly usual: number
}

/** In CSS pixels. */
export const PANE_LIMITS = {
  groups: { least: 240, most: 480, usual: 336 },
  side: { least: 304, most: 640, usual: 400 },
} as const satisfies Record<string, PaneLimits>

export type OuterPane = keyof typeof PANE_LIMITS
export type PaneWidths = Readonly<Record<OuterPane, number>>

const kept = keptHere('parley-pane-widths')

/** Untrusted: other versions and curious people write here too. */
export function parseWidths(text: string | undefined): PaneWidths {
  let read: unknown
  try {
    read = JSON.parse(text ?? '')
  } catch {
    read = undefined
  }
  const widths = typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {}
  const width = (pane: OuterPane) => {
    const one = widths[pane]
    return typeof one === 'number' ? within(one, pane) : PANE_LIMITS[pane].usual
  }
  return { groups: width('groups'), side: width('side') }
}

/** A whole number inside the limits of that pane. */
export function within(width: number, pane: OuterPane): number {
  const { least, most, usual } = PANE_LIMITS[pane]
  return Number.isFinite(width) ? Math.round(Math.min(most, Math.max(least, width))) : usual
}

export interface PaneSizes {
  readonly widths: PaneWidths
  readonly style: CSSProperties
  readonly resize: (pane: OuterPane, width: number) => void
}

export function usePaneWidths(): PaneSizes {
  const [widths, setWidths] = useState(() => parseWidths(kept.get()))
  return useMemo(
    () => ({
      widths,
      style: {
        '--groups-width': `${widths.groups}px`,
        '--side-width': `${widths.side}px`,
      } as CSSProperties,
      resize(pane, width) {
        const next = { ...widths, [pane]: within(width, pane) }
        setWidths(next)
        kept.set(JSON.stringify(next))
      },
    }),
    [widths],
  )
}
