/** Links to messages: one that led here is shown, and one pressed in the app opens in it. */
import { parseMessageLink } from '@parley/react'
import { useEffect, useEffectEvent, type MouseEvent } from 'react'
import { useNavigation, type Place } from './places.ts'
import type { Revealing } from './revealing.ts'

/** Returns what hears of every press on a link. */
export function useLinkedMessage(place: Place, { show }: Revealing): (event: MouseEvent) => void {
  const { go } = useNavigation()
  const at = place.screen === 'group' ? place.at : undefined
  const onLed = useEffectEvent(() => {
    if (place.screen !== 'group' || place.at === undefined) return
    show({ group: place.group, ...place.at })
  })
  useEffect(() => {
    if (at !== undefined) onLed()
  }, [at])
  return (event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null || new URL(link.href).origin !== location.origin) return
    const linked = parseMessageLink(link.href)
    if (linked === undefined) return
    event.preventDefault()
    const { group, key, segment } = linked
    go({ screen: 'group', group, at: { key, segment } })
  }
}
