/** The pane beside a group's conversation: which one is open, and a way to open or close each. */
import type { GroupId } from '@parley/react'
import { useNavigation, usePlace, type Side } from './places.ts'

export interface SideState {
  readonly open: Side['pane'] | undefined
  /** Opens it; closes it where it is open already. */
  readonly toggle: (pane: Exclude<Side['pane'], 'thread'>) => void
}

export function useSide(group: GroupId): SideState {
  const place = usePlace()
  const { go, close } = useNavigation()
  const open = place.screen === 'group' && place.group === group ? place.side?.pane : undefined
  return {
    open,
    toggle: (pane) =>
      open === pane
        ? close({ screen: 'group', group })
        : go({ screen: 'group', group, side: { pane } }),
  }
}
