/**
 * That a message has more to offer a finger that rests on it, or a row of a list has: told once on this device,
 * and over when it is known or what it stands in is left.
 */
import { use, useEffect, useState, useSyncExternalStore } from 'react'
import { AloneContext } from '../shell/places.ts'
import { keptHere, type KeptHere } from '../shell/kept-here.ts'

const ofMessages = keptHere('parley-hold-told')

/** A finger has done it, or a person has read of it. */
export function knowsHolding(): void {
  ofMessages.set('known')
}

/** Whether to tell of it now. */
export function useHoldHint(hasAny: boolean, told: KeptHere = ofMessages): boolean {
  const is = useSyncExternalStore(told.subscribe, told.get)
  const [isHere, setHere] = useState(false)
  const isAlone = use(AloneContext)
  const isAsked = is === undefined && hasAny && !isAlone
  useEffect(() => {
    if (!isAsked || !matchMedia('(pointer: coarse)').matches) return
    told.set('told')
    setHere(true)
  }, [isAsked, told])
  return isHere && is === 'told'
}
