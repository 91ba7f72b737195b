/**
 * Shows a message wherever it stands: in which group, in the conversation or in a thread, loaded or not.
 * Whoever draws the conversation takes what is wanted, scrolls there, and lets go of it.
 */
import { useParley, type GroupId, type MessageKey } from '@parley/react'
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useNavigation, usePlace, type GroupPlace, type Side } from './places.ts'

export interface Target {
  readonly group: GroupId
  readonly key: MessageKey
  /** The message whose thread it stands in, where that is known. */
  readonly thread?: MessageKey | undefined
  /** Where it stood when a link to it was made. */
  readonly segment?: number | undefined
}

/** What came of it, where that has to be said: still looking, or why it cannot be shown. */
export interface RevealState {
  readonly group: GroupId
  readonly state: 'looking' | 'not-held' | 'none' | 'no-day' | 'day-not-held'
}

export interface Revealing {
  readonly wanted: Target | undefined
  readonly state: RevealState | undefined
  readonly show: (target: Target) => void
  /** The first message of the conversation from that moment on. */
  readonly showDay: (group: GroupId, dayAt: number) => void
  /** The one that is wanted is on its way to the screen. */
  readonly take: () => void
  readonly dismiss: () => void
}

export const RevealingContext = createContext<Revealing>({
  wanted: undefined,
  state: undefined,
  show: () => undefined,
  showDay: () => undefined,
  take: () => undefined,
  dismiss: () => undefined,
})

export function useRevealing(): Revealing {
  return use(RevealingContext)
}

/** For the shell, which holds it. */
export function useNewRevealing(): Revealing {
  const parley = useParley()
  const goTo = useGoTo()
  const [wanted, setWanted] = useState<Target>()
  const [state, setState] = useState<RevealState>()
  /** Only the last one asked for is shown. */
  const asked = useRef<object>(undefined)
  const show = useCallback(
    (target: Target) => {
      const { group: id, key, segment } = target
      asked.current = target
      setState(undefined)
      goTo(id, target.thread)
      const group = parley.openGroup(id)
      if (group === undefined) return
      if (target.thread !== undefined) return setWanted(target)
      setState({ group: id, state: 'looking' })
      void group.reveal(key, segment).then((found) => {
        if (asked.current !== target) return
        setState(found.where === 'here' ? undefined : { group: id, state: found.where })
        if (found.where !== 'here') return
        if (found.thread !== undefined) goTo(id, found.thread)
        setWanted({ ...target, thread: found.thread })
      })
    },
    [parley, goTo],
  )
  const showDay = useCallback(
    (id: GroupId, dayAt: number) => {
      const ask = (asked.current = {})
      goTo(id, undefined)
      setState({ group: id, state: 'looking' })
      void parley
        .openGroup(id)
        ?.revealDay(dayAt)
        .then((found) => {
          if (asked.current !== ask) return
          if (found.where !== 'here')
            return setState({
              group: id,
              state: found.where === 'none' ? 'no-day' : 'day-not-held',
            })
          setState(undefined)
          setWanted({ group: id, key: found.key })
        })
    },
    [parley, goTo],
  )
  return useMemo(
    () => ({
      wanted,
      state,
      show,
      showDay,
      take: () => setWanted(undefined),
      dismiss: () => setState(undefined),
    }),
    [wanted, state, show, showDay],
  )
}

/** On a wide window what stands beside the conversation stays there. */
function useGoTo(): (group: GroupId, thread: MessageKey | undefined) => void {
  const { go } = useNavigation()
  const place = usePlace()
  const now = useRef(place)
  useEffect(() => {
    now.current = place
  }, [place])
  return useCallback(
    (group, thread) => {
      const isWide = matchMedia('(min-width: 48rem)').matches
      const was = now.current
      const kept = isWide && was.screen === 'group' && was.group === group ? was.side : undefined
      const side: Side | undefined = thread === undefined ? kept : { pane: 'thread', root: thread }
      const next: GroupPlace = { screen: 'group', group, ...(side === undefined ? {} : { side }) }
      const isThere =
        was.screen === 'group' &&
        was.group === group &&
        was.at === undefined &&
        JSON.stringify(was.side) === JSON.stringify(side)
      if (!isThere) go(next, { replace: was.screen === 'group' && was.at !== undefined })
    },
    [go],
  )
}
