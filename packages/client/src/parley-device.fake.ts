/** A whole client over a disk in memory, out of reach of any relay: for tests of what works offline. */
import { pureVerifier, sign, toAsync } from '@parley/signing'
import { type FakeClock, newFakeClock } from './browser/clock.fake.ts'
import type { ClientPorts } from './device.ts'
import { newMemoryDocStore } from './docs/memory-doc-store.ts'
import { randomFrom } from './identity/identity.fake.ts'
import type { Parley } from './model.ts'
import { openParley } from './parley.ts'
import type { Socket } from './ports.ts'
import { MemoryDisk } from './stores/memory-disk.ts'
import { newMemoryStore } from './stores/memory-store.ts'
import { newMemoryTabs } from './tabs/memory-tabs.ts'

export interface OfflineBrowser {
  readonly disk: MemoryDisk
  readonly clock: FakeClock
  openTab(): Promise<Parley>
}

/** `change`: what is different about each tab's ports. */
export function newOfflineBrowser(
  seed: string,
  change: (ports: ClientPorts) => ClientPorts = (ports) => ports,
): OfflineBrowser {
  const disk = new MemoryDisk()
  const tabs = newMemoryTabs()
  const clock = newFakeClock()
  let tabsCount = 0

  function ports(): ClientPorts {
    const process = disk.newProcess()
    return {
      store: newMemoryStore(process),
      docStore: newMemoryDocStore(process),
      tabs: tabs.open(),
      clock,
      random: randomFrom(`${seed} tab ${tabsCount++}`),
      dial: () => deadSocket,
      verify: toAsync(pureVerifier),
      verifyNow: pureVerifier,
      signer: sign,
      relayUrl: 'ws://nowhere.test/',
      origin: 'http://nowhere.test',
      appUrl: 'http://nowhere.test/',
    }
  }

  return { disk, clock, openTab: () => openParley(change(ports())) }
}

/** Never opens, never closes: a tunnel. */
const deadSocket: Socket = {
  send: () => undefined,
  close: () => undefined,
  onOpen: () => undefined,
  onMessage: () => undefined,
  onClose: () => undefined,
}
