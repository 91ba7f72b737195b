/** Gives the people of a group colours that tell them apart, in whatever shows them within. */
import { useComers, type GroupId } from '@parley/react'
import { useState, type ReactNode } from 'react'
import { ColoursContext, coloursOf } from '../controls/colours.ts'

interface GroupColoursProps {
  readonly id: GroupId | undefined
  readonly children: ReactNode
}

export function GroupColours({ id, children }: GroupColoursProps) {
  return <ColoursContext value={useColours(id)}>{children}</ColoursContext>
}

/** The same map for the same people: whatever else changes in a group, no sign is drawn anew for it. */
function useColours(id: GroupId | undefined): ReadonlyMap<string, number> {
  const comers = useComers(id)
  const [given, setGiven] = useState(() => ({ comers, colours: coloursOf(comers) }))
  if (given.comers === comers) return given.colours
  const isSame =
    given.comers.length === comers.length && given.comers.every((one, at) => one === comers[at])
  const next = { comers, colours: isSame ? given.colours : coloursOf(comers) }
  setGiven(next)
  return next.colours
}
