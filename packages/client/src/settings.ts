/**
 * What this person has chosen for themselves: whom they blocked, which groups keep quiet, whom they
 * verified. Kept on this device; nobody else is told.
 */
import type { DeviceStore, Stop, TabChannel } from './ports.ts'

export interface Settings {
  /** As far as it is known here; `undefined` when it was never said. */
  get(key: string): unknown
  keys(prefix: string): readonly string[]
  /** `undefined` unsays it. On disk when resolved. */
  set(key: string, value: unknown): Promise<void>
  onChange(listen: () => void): Stop
}

const PREFIX = 'setting/'

export async function openSettings(store: DeviceStore, tabs: TabChannel): Promise<Settings> {
  const values = new Map<string, unknown>()
  const listeners = new Set<() => void>()

  function hold(key: string, value: unknown): void {
    if (value === undefined) values.delete(key)
    else values.set(key, value)
    for (const listen of listeners) listen()
  }

  for (const [key, value] of await store.list(PREFIX)) values.set(key.slice(PREFIX.length), value)
  tabs.onMessage(({ type, key, value }) => {
    if (type === 'setting' && typeof key === 'string') hold(key, value)
  })

  return {
    get: (key) => values.get(key),
    keys: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
    async set(key, value) {
      const at = PREFIX + key
      await store.write([
        value === undefined ? { type: 'delete', key: at } : { type: 'put', key: at, value },
      ])
      hold(key, value)
      tabs.post({ type: 'setting', key, value })
    },
    onChange(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
}
