/**
 * The line between two panes, to be moved by a mouse, a finger or the arrow keys. Home and End go to
 * the limits; a double press brings the usual width back.
 */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { texts } from '../texts/catalogue.ts'
import { PANE_LIMITS, type OuterPane, type PaneSizes } from './pane-widths.ts'
import styles from './pane-separator.module.css'

const STEP_PX = 16

interface PaneSeparatorProps {
  /** The one whose width it changes. */
  readonly pane: OuterPane
  readonly sizes: PaneSizes
}

export function PaneSeparator({ pane, sizes: { widths, resize } }: PaneSeparatorProps) {
  const grip = useRef<{ readonly at: number; readonly width: number }>(undefined)
  const { least, most, usual } = PANE_LIMITS[pane]
  const width = widths[pane]
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const steps = { ArrowLeft: -STEP_PX, ArrowRight: STEP_PX }[event.key]
    const to = { Home: least, End: most, Enter: usual }[event.key]
    if (steps === undefined && to === undefined) return
    event.preventDefault()
    resize(pane, to ?? width + (steps ?? 0) * towards(pane, event.currentTarget))
  }
  const onPointerMove = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => {
    if (grip.current === undefined) return
    const moved = clientX - grip.current.at
    resize(pane, grip.current.width + moved * towards(pane, currentTarget))
  }
  const letGo = () => {
    grip.current = undefined
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={texts.shell.width[pane]}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={width}
      aria-valuetext={texts.shell.pixels(width)}
      title={texts.shell.width[pane]}
      className={styles['separator']}
      data-pane={pane}
      onKeyDown={onKeyDown}
      onDoubleClick={() => resize(pane, usual)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        grip.current = { at: event.clientX, width }
      }}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
    />
  )
}

/** 1 where the pane grows to the right, -1 where it grows to the left. */
function towards(pane: OuterPane, element: HTMLElement): 1 | -1 {
  const isRightToLeft = getComputedStyle(element).direction === 'rtl'
  return (pane === 'groups') === isRightToLeft ? -1 : 1
}
