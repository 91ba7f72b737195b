/** Going to a place whose script is not here yet leaves the one before on the screen until it is. */
import { use, useEffect, useState, useSyncExternalStore } from 'react'
import type { Place } from '../shell/places.ts'
import { LaterContext } from './later-script.ts'

/** The place to draw; undefined while there was none before. */
export function useReadyPlace(place: Place): Place | undefined {
  const script = use(LaterContext)
  const { state } = useSyncExternalStore(script.subscribe, script.get, script.get)
  const isReady = !isLater(place) || !(state === 'away' || state === 'coming')
  const [drawn, setDrawn] = useState(isReady ? place : undefined)
  if (isReady && drawn !== place) setDrawn(place)
  useEffect(() => {
    if (!isReady) script.fetch()
  }, [isReady, script])
  return isReady ? place : drawn
}

/** Fetches the later script once the first screen is drawn and the page has nothing else to do. */
export function useLaterFetched(): void {
  const script = use(LaterContext)
  useEffect(() => onceIdle(() => script.fetch()), [script])
}

function isLater(place: Place): boolean {
  if (place.screen === 'group') return place.side !== undefined
  return place.screen !== 'groups' && place.screen !== 'join'
}

/** However busy the page is, it is not put off for longer. */
const LATEST_MS = 1_000

/** Not every browser says when it is idle. Returns a way to forget it. */
export function onceIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(act, LATEST_MS)
    return () => clearTimeout(timer)
  }
  const asked = requestIdleCallback(act, { timeout: LATEST_MS })
  return () => cancelIdleCallback(asked)
}
