import { expect, test } from 'vitest'
import { type NetworkHint, isOffline, onNetwork } from './network.ts'

test('[BR8] what the browser says about network and page is passed on until nobody listens', () => {
  const hints: NetworkHint[] = []
  const stop = onNetwork((hint) => hints.push(hint))
  dispatchEvent(new Event('offline'))
  dispatchEvent(new Event('online'))
  document.dispatchEvent(new Event('visibilitychange'))
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  expect(hints).toEqual(['offline', 'online', 'awake', 'awake'])
  stop()
  dispatchEvent(new Event('offline'))
  expect(hints).toHaveLength(4)
  expect(isOffline()).toBe(false)
})
