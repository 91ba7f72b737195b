/** Offers commands while a part of the screen is shown. */
import { use, useEffect, useRef, type RefObject } from 'react'
import { CommandsContext, type CommandActs } from './command-center.ts'

/** `place`: only while focus is in it. */
export function useCommands(acts: CommandActs, place?: RefObject<Element | null>): void {
  const center = use(CommandsContext)
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  }, [acts])
  useEffect(
    () =>
      center.offer({
        acts: () => latest.current,
        place: place === undefined ? undefined : () => place.current,
      }),
    [center, place],
  )
}
