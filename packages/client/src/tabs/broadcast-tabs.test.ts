import { expect, test, vi } from 'vitest'
import { openBroadcastTabs } from './broadcast-tabs.ts'
import { tabChannelContract } from './tab-channel.contract.ts'
import { parseTabMessage } from './tab-message.ts'

tabChannelContract('BroadcastChannel', () => openBroadcastTabs('parley-test'))

test('[TB5] what has no type is nobody’s message', () => {
  for (const data of [undefined, null, 'text', 7, {}, { type: 1 }, [], Uint8Array.of(1)])
    expect(parseTabMessage(data)).toBeUndefined()
  expect(parseTabMessage({ type: 'later', more: 1 })).toEqual({ type: 'later', more: 1 })
})

test('[TB5] a browser without BroadcastChannel has one tab that works', () => {
  vi.stubGlobal('BroadcastChannel', undefined)
  const channel = openBroadcastTabs('parley-test')
  channel.onMessage(() => undefined)()
  channel.post({ type: 'hello' })
  channel.close()
  vi.unstubAllGlobals()
  expect(typeof BroadcastChannel).toBe('function')
})
