import type { JetStreamStatus } from '@parley/relay/jetstream'
import { expect, test } from 'vitest'
import { watchNats, wordsOfLagging } from './nats-watch.ts'

const UP: JetStreamStatus = { connected: true, server: 'a:4222', replicas: 3, reconnects: 0 }

/** What the log says while this is the reason, a second each; `undefined`: all is well. */
function saidOf(
  reasons: readonly (string | undefined)[],
  some: Partial<JetStreamStatus> = {},
): readonly string[] {
  let second = 0
  let look = (): void => undefined
  const said: string[] = []
  const stop = watchNats({
    journal: {
      status() {
        const reason = reasons[second]
        return { ...UP, ...some, ...(reason !== undefined && { connected: false, reason }) }
      },
    },
    log: (event) => event.type === 'nats' && said.push(event.says),
    now: () => second * 1_000,
    every(_, run) {
      look = run
      return () => (look = () => undefined)
    },
  })
  for (; second < reasons.length; second++) look()
  stop()
  return said
}

test('[RW34] the log says once why NATS takes nothing, and once when it does again', () => {
  expect(saidOf([undefined, 'gone', 'gone', 'gone', 'gone', undefined, undefined])).toEqual([
    'takes nothing: gone',
    'is back after 4 s, by way of a:4222',
  ])
})

test('[RW34] another reason is said too, and what one server answered is none', () => {
  expect(saidOf(['gone', 'gone', 'no leader (timeout)', 'no leader (busy)', undefined])).toEqual([
    'takes nothing: gone',
    'takes nothing: no leader (timeout)',
    'is back after 4 s, by way of a:4222',
  ])
})

test('[RW34] a moment without a leader is no news', () => {
  expect(saidOf([undefined, 'no leader', undefined, undefined, 'gone', undefined])).toEqual([])
})

test('[RW34] that one server keeps everything is said at the start', () => {
  expect(saidOf([undefined], { replicas: 1 })).toEqual([
    'keeps each message on one server: none may fail. While it is away nothing is taken, and its disk is the only one',
  ])
  expect(saidOf([undefined])).toEqual([])
})

test('[RW34] servers that lack something are named', () => {
  expect(wordsOfLagging({ replicas: 3, lagging: ['n2'] })).toBe(
    '2 of 3 servers have everything; n2 is away or catching up',
  )
  expect(wordsOfLagging({ replicas: 5, lagging: ['a', 'b'] })).toContain('3 of 5 servers have')
  expect(wordsOfLagging({ replicas: 3, lagging: [] })).toBe(undefined)
  expect(wordsOfLagging({ replicas: 3 })).toBe(undefined)
})
