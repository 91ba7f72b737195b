/**
 * A disk that is none: where a browser's storage does not open, one can still talk, as the person one was if
 * that is known, with what a relay keeps. Alone: other windows are other devices' business. Rule SP9.
 */
import type { ClientPorts } from '../device.ts'
import { newMemoryDocStore } from '../docs/memory-doc-store.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { newMemoryTabs } from '../tabs/memory-tabs.ts'
import { browserSpare } from './browser-spare.ts'

export function unkeptDisk(
  keptAs: string,
): Pick<ClientPorts, 'store' | 'docStore' | 'tabs' | 'spare'> {
  const { get } = browserSpare(keptAs)
  return {
    store: newMemoryStore(),
    docStore: newMemoryDocStore(),
    tabs: newMemoryTabs().open(),
    spare: { get, set: () => undefined },
  }
}
