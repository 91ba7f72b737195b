/** That a group in the list has more to offer a finger that rests on it: told once, as of messages. */
import { useHoldHint } from '../conversation/use-hold-hint.ts'
import { keptHere } from '../shell/kept-here.ts'
import { usePlace } from '../shell/places.ts'

const told = keptHere('parley-hold-row-told')

/** A finger has done it, or a person has read of it. */
export function knowsHoldingRows(): void {
  told.set('known')
}

/** Whether to tell of it now: on a phone the list is out of sight while something is open. */
export function useRowHint(hasRows: boolean): boolean {
  const isSeen = usePlace().screen === 'groups'
  return useHoldHint(hasRows && isSeen, told)
}
