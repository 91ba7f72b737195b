import { expect, test } from 'vitest'
import type { TabMessage } from '../ports.ts'
import { newMemoryTabs } from './memory-tabs.ts'
import { tabChannelContract } from './tab-channel.contract.ts'

const hub = newMemoryTabs()
tabChannelContract('memory', () => hub.open())

test('[TB4] the simulation decides when a message arrives, and a tab closed by then misses it', () => {
  const queue: (() => void)[] = []
  const { open } = newMemoryTabs((run) => queue.push(run))
  const [left, right, third] = [open(), open(), open()]
  const heard: string[] = []
  const note = (who: string) => (message: TabMessage) => heard.push(`${who} ${message.type}`)
  right.onMessage(note('right'))
  third.onMessage(note('third'))
  left.post({ type: 'hello' })
  expect(heard).toEqual([])
  third.close()
  queue.forEach((run) => run())
  expect(heard).toEqual(['right hello'])
})
