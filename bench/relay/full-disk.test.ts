/**
 * A disk that takes no more, under the real server: the kernel refuses what goes beyond a file's size, as it
 * does where no room is left.
 */
import { parseAcks, parseFrame } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newMessages } from '../loads/messages.ts'
import { newSociety } from '../people/society.ts'
import { PARLEY, PARLEY_PROGRAM, parleyCommand } from './contenders.ts'
import { newLatch, Stage } from './stage.ts'

/** Blocks of 512 bytes: enough to start and to found a group. */
const MOST_BLOCKS = 128
const MESSAGES = 400

test('[RW2] [RE16] [RE20] when the disk takes no more, /readyz says so and nothing is acknowledged that was not kept', async () => {
  const stage = await Stage.open(PARLEY, (folder) => (port) => {
    const { program, args, ...rest } = parleyCommand(folder, PARLEY_PROGRAM)(port)
    const limited = `ulimit -f ${MOST_BLOCKS}; exec "$0" "$@"`
    return { ...rest, program: '/bin/sh', args: ['-c', limited, program, ...args] }
  })
  try {
    const society = newSociety(2)
    const [founder] = society.people
    if (founder === undefined) return
    const address = `http://127.0.0.1:${stage.server.port}`
    await stage.found(society)
    expect((await fetch(`${address}/readyz`)).status).toBe(200)

    let acknowledged = 0
    const first = newLatch()
    const onAck = (frame: Uint8Array): void => {
      const parsed = parseFrame(frame)
      for (const { clock } of (parsed && parseAcks(parsed.payload)) ?? [])
        acknowledged = Math.max(acknowledged, clock)
      first.open()
    }
    const member = stage.enter({ person: founder, society, onAck })
    await member.joined()
    const messages = newMessages(stage, society, { by: [founder], count: MESSAGES })
    for (const [at, { frame }] of messages.entries()) {
      member.say(frame)
      if (at === 0) await Promise.race([first.opened, member.trouble])
    }
    await expect(member.trouble).rejects.toThrow('policy:busy')
    const answer = await fetch(`${address}/readyz`)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toEqual({ ready: false, because: 'the store could not be written' })
    expect((await fetch(`${address}/healthz`)).status).toBe(200)

    await stage.restart('kill') // with room again
    let records = 0
    const newcomer = stage.enter({
      person: founder,
      society,
      onSpans: (spans) => (records += spans.reduce((sum, { count }) => sum + count, 0)),
    })
    await newcomer.joined()
    expect(records - society.actions.length).toBeGreaterThanOrEqual(acknowledged)
    expect(acknowledged).toBeGreaterThan(0)
    expect(acknowledged).toBeLessThan(MESSAGES)
  } finally {
    await stage.close()
  }
})
