/** What every tab channel does. Run by the one in memory and by BroadcastChannel. */
import { expect, test, vi } from 'vitest'
import type { TabChannel, TabMessage } from '../ports.ts'

function listening(channel: TabChannel): TabMessage[] {
  const heard: TabMessage[] = []
  channel.onMessage((message) => heard.push(message))
  return heard
}

/** `open` is called once for each tab of one person. */
export function tabChannelContract(kind: string, open: () => TabChannel): void {
  test(`[TB1] ${kind}: every other tab hears what one says, in order, and it does not hear itself`, async () => {
    const channels = [open(), open(), open()] as const
    const [own, ...others] = channels.map(listening)
    const said = Array.from({ length: 20 }, (_, index) => ({ type: 'count', index }))
    for (const message of said) channels[0].post(message)
    await vi.waitFor(() => {
      for (const heard of others) expect(heard).toEqual(said)
    })
    expect(own).toEqual([])
    for (const channel of channels) channel.close()
  })

  test(`[TB2] ${kind}: a message is a copy, bytes included`, async () => {
    const [left, right, third] = [open(), open(), open()]
    const [heard, heardToo] = [listening(right), listening(third)]
    const bytes = Uint8Array.of(1, 2, 3)
    left.post({ type: 'update', bytes })
    bytes.fill(9)
    await vi.waitFor(() => expect(heardToo).toHaveLength(1))
    await vi.waitFor(() =>
      expect(heard).toEqual([{ type: 'update', bytes: Uint8Array.of(1, 2, 3) }]),
    )
    expect(heard[0]).not.toBe(heardToo[0])
    for (const channel of [left, right, third]) channel.close()
  })

  test(`[TB3] ${kind}: who stopped listening, or closed, hears and says nothing more`, async () => {
    const [left, right, third] = [open(), open(), open()]
    const [deaf, heard]: TabMessage[][] = [[], listening(third)]
    const stop = right.onMessage((message) => deaf?.push(message))
    stop()
    stop()
    left.post({ type: 'first' })
    await vi.waitFor(() => expect(heard).toEqual([{ type: 'first' }]))
    expect(deaf).toEqual([])

    left.close()
    left.close()
    left.post({ type: 'from beyond' })
    right.post({ type: 'second' })
    await vi.waitFor(() => expect(heard).toHaveLength(2))
    expect(heard).toEqual([{ type: 'first' }, { type: 'second' }])
    right.close()
    third.close()
  })
}
