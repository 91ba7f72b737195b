/**
 * How this device stands to its relay, as a user interface sees it. When the relay was heard last is kept, so that it is
 * known after a start without a network, too. Rule LK39.
 */
import type { Device } from './device.ts'
import { newDerived } from './live.ts'
import type { Connection, Live } from './model.ts'
import type { Stop } from './ports.ts'

export interface ConnectionWatch extends Live<Connection> {
  /** What was kept is read, and the relay listened for. Returns a way to stop. */
  open(): Promise<Stop>
}

/** While the relay is heard, the moment is written down this often: a device may be switched off any time. */
const KEEP_EVERY_MS = 60_000
const HEARD = 'heard'

export function newConnectionWatch(device: Device): ConnectionWatch {
  const { link, store, clock } = device
  let before: number | undefined
  let kept: number | undefined
  const live = newDerived(() => connectionOf(device, before))

  /** If this is not kept, the next start offline tells of an earlier moment, which is true as well. */
  function keep(): void {
    const { heardAt } = link.state()
    if (heardAt === undefined || heardAt === kept) return
    kept = heardAt
    store.writeSoon([{ type: 'put', key: HEARD, value: heardAt }]).catch(() => undefined)
  }

  return {
    get: live.get,
    subscribe: live.subscribe,
    async open() {
      const told = await store.get(HEARD)
      if (typeof told === 'number') before = told
      live.invalidate()
      const stopHearing = link.onState(() => {
        keep()
        live.invalidate()
      })
      const stopKeeping = clock.every(KEEP_EVERY_MS, keep)
      return () => {
        stopHearing()
        stopKeeping()
        keep()
      }
    },
  }
}

function connectionOf({ link, origin }: Device, before: number | undefined): Connection {
  const { isUnknownOrigin, state, heardAt = before } = link.state()
  const unknown = isUnknownOrigin ? { unknownOrigin: origin.replace(/^ws/, 'http') } : {}
  return { state, heardAt, ...unknown }
}
