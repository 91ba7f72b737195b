/** Parley in a browser: every port by what the browser has, secure context or not. */
import { pureVerifier, sign } from '@parley/signing'
import type { ClientPorts } from '../device.ts'
import { openYjsDocStore } from '../docs/yjs-doc-store.ts'
import type { Parley } from '../model.ts'
import { openParley } from '../parley.ts'
import type { Dial, Stop } from '../ports.ts'
import { openIdbStore } from '../stores/idb-store.ts'
import { openBroadcastTabs } from '../tabs/broadcast-tabs.ts'
import { browserAgreement } from './agreement.ts'
import { browserBreathe } from './breathe.ts'
import { browserClock } from './clock.ts'
import { deviceNameOf } from './device-name.ts'
import { browserDial } from './dial.ts'
import { isOffline, onNetwork } from './network.ts'
import { browserSpare } from './browser-spare.ts'
import { askToPersist, roomHere } from './persistence.ts'
import { browserRandom } from './random.ts'
import { browserStretch } from './stretch.ts'
import { browserVerifier } from './verifier.ts'

export interface BrowserParley {
  /** http(s) address of the relay; the page's own origin when it is not given. */
  readonly relay?: string
  /** The browser's own WebSocket when it is not given. */
  readonly dial?: Dial
  /** What else is known of the network, beside what the browser says. */
  onNetwork?(listen: (online: boolean) => void): Stop
  /** Nothing is written to any disk: for a browser whose storage does not open. */
  readonly isUnkept?: boolean
}

/** Rejects with `StorageFailed` or `IdentityDamaged`: what to tell the person is in their texts. */
export async function openBrowserParley({
  relay = location.origin,
  dial = browserDial,
  onNetwork: alsoOnNetwork,
  isUnkept = false,
}: BrowserParley = {}): Promise<Parley> {
  const url = new URL(relay)
  const disk = isUnkept
    ? await import('./unkept-disk.ts').then(({ unkeptDisk }) => unkeptDisk())
    : await browserDisk()
  const deviceName = deviceNameOf(navigator.userAgent)
  const ports: ClientPorts = {
    ...(deviceName === undefined ? {} : { deviceName }),
    ...disk,
    isUnkept,
    room: roomHere,
    persist: askToPersist,
    clock: browserClock,
    breathe: browserBreathe,
    stretch: browserStretch(),
    random: browserRandom,
    dial,
    verify: browserVerifier(),
    verifyNow: pureVerifier,
    signer: sign,
    agree: browserAgreement(),
    relayUrl: `${url.protocol === 'https:' ? 'wss:' : 'ws:'}//${url.host}/`,
    origin: url.origin,
    appUrl: location.href.replace(/[#?].*$/, ''),
    onNetwork(listen) {
      if (isOffline()) listen(false)
      const stopAlso = alsoOnNetwork?.(listen)
      const stop = onNetwork((hint) => listen(hint !== 'offline'))
      return () => {
        stop()
        stopAlso?.()
      }
    },
  }
  return openParley(ports)
}

async function browserDisk(): Promise<Pick<ClientPorts, 'store' | 'docStore' | 'tabs' | 'spare'>> {
  return {
    store: await openIdbStore({ name: 'parley', clock: browserClock }),
    docStore: openYjsDocStore({ clock: browserClock, prefix: '' }),
    tabs: openBroadcastTabs('parley'),
    spare: browserSpare,
  }
}
