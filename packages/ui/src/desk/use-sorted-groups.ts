/** The groups of the list, and those of the desks, sorted once for each change. */
import { useGroups } from '@parley/react'
import { useMemo } from 'react'
import { type Sorted, sortedOut } from './talks.ts'

export function useSortedGroups(): Sorted {
  const all = useGroups()
  return useMemo(() => sortedOut(all), [all])
}
