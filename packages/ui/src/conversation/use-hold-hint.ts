/**
 * That a message has more to offer a finger that rests on it: told once on this device, and over when it is
 * known or the conversation is left.
 */
import { use, useEffect, useState, useSyncExternalStore } from 'react'
import { AloneContext } from '../shell/places.ts'
import { keptHere } from '../shell/kept-here.ts'

const told = keptHere('parley-hold-told')

/** A finger has done it, or a person has read of it. */
export function knowsHolding(): void {
  told.set('known')
}

/** Whether to tell of it now. */
export function useHoldHint(hasMessages: boolean): boolean {
  const is = useSyncExternalStore(told.subscribe, told.get)
  const [isHere, setHere] = useState(false)
  const isAlone = use(AloneContext)
  const isAsked = is === undefined && hasMessages && !isAlone
  useEffect(() => {
    if (!isAsked || !matchMedia('(pointer: coarse)').matches) return
    told.set('told')
    setHere(true)
  }, [isAsked])
  return isHere && is === 'told'
}
