/**
 * What the page around the app can do for it: take a newer version, be put among a device's apps. Where
 * there is no such page, as in a test, nothing of it is offered.
 */
import type { Live } from '@parley/react'
import { createContext } from 'react'

/**
 * offered: the browser asks the person when it is told to · by-hand: there is a way, and the person has to
 * go it · installed: this is the installed app · none: nothing is known of a way.
 */
export type Installing = 'offered' | 'by-hand' | 'installed' | 'none'

export interface Host {
  /** A newer version lies ready on this device. */
  readonly hasUpdate: Live<boolean>
  /** The page begins anew, with everything that was begun kept. Rejects where that could not be kept. */
  update(): Promise<void>
  readonly installing: Live<Installing>
  /** The browser asks. */
  install(): Promise<void>
  /** It is a calm moment to speak of installing, and nobody has said no. */
  readonly mayHint: Live<boolean>
  /** Not offered by itself again. */
  declineHint(): void
}

export const HostContext = createContext<Host | undefined>(undefined)
