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
  /** http(s) address of the relay; the page's own origin when it is not given. Links then lead to it. */
  readonly relay?: string
  /**
   * Another name is another person, and shares nothing with the rest of this origin: a page of somebody
   * else's may have a Parley of its own.
   */
  readonly keptAs?: string
  /** The browser's own WebSocket when it is not given. */
  readonly dial?: Dial
  /** What else is known of the network, beside what the browser says. */
  onNetwork?(listen: (online: boolean) => void): Stop
  /** Nothing is written to any disk: for a browser whose storage does not open. */
  readonly isUnkept?: boolean
}

/** Rejects with `StorageFailed` or `IdentityDamaged`: what to tell the person is in their texts. */
export async function openBrowserParley({
  relay,
  keptAs = 'parley',
  dial = browserDial,
  onNetwork: alsoOnNetwork,
  isUnkept = false,
}: BrowserParley = {}): Promise<Parley> {
  const url = new URL(relay ?? location.origin)
  const disk = isUnkept
    ? await import('./unkept-disk.ts').then(({ unkeptDisk }) => unkeptDisk(keptAs))
    : await browserDisk(keptAs)
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
    appUrl: relay === undefined ? location.href.replace(/[#?].*$/, '') : `${url.origin}/`,
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

async function browserDisk(
  keptAs: string,
): Promise<Pick<ClientPorts, 'store' | 'docStore' | 'tabs' | 'spare'>> {
  return {
    store: await openIdbStore({ name: keptAs, clock: browserClock }),
    docStore: openYjsDocStore({ clock: browserClock, prefix: docPrefixOf(keptAs) }),
    tabs: openBroadcastTabs(keptAs),
    spare: browserSpare(keptAs),
  }
}

/** The app's own documents have none. */
function docPrefixOf(keptAs: string): string {
  return keptAs === 'parley' ? '' : `${keptAs}/`
}
