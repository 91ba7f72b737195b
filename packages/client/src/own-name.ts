/** The name this person goes by on this device: on disk before it counts, the same in all tabs. */
import type { Device } from './device.ts'
import { newSettable, type Settable } from './live.ts'

export const NAME_KEY = 'name'

export interface OwnName {
  readonly live: Settable<string | undefined>
  load(): Promise<void>
  /** Rejects with StorageFailed. */
  keep(name: string): Promise<void>
  /** Of two names given at once in two tabs the one that is on disk counts, in both. */
  reread(): Promise<void>
}

/** `onNamed`: it is another one than before. */
export function newOwnName({ store, tabs }: Device, onNamed: () => void): OwnName {
  const live = newSettable<string | undefined>(undefined)

  function call(name: string): void {
    live.set(name)
    onNamed()
  }

  return {
    live,
    async load() {
      const name = await store.get(NAME_KEY)
      if (typeof name === 'string') live.set(name)
    },
    async keep(name) {
      await store.write([{ type: 'put', key: NAME_KEY, value: name }])
      tabs.post({ type: 'named' })
      call(name)
    },
    async reread() {
      const name = await store.get(NAME_KEY).catch(() => undefined)
      if (typeof name === 'string' && name !== live.get()) call(name)
    },
  }
}
