/**
 * What the page around the app can do for it: take a newer version, be put among a device's apps. Where
 * there is no such page, as in a test, nothing of it is offered.
 */
import type { ClassDoor, Group, Live, MessageId } from '@parley/react'
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
  /**
   * Goes on with what was written to this group before the app was there: in this box, or, where there is none
   * because nothing can be sent now, in the draft.
   */
  goOnEarly?(group: Group, box?: EarlyBox): void
  readonly classroom?: Classroom
  /**
   * Origins at which others reach this page, the likeliest first, when it was opened at a name of this computer
   * alone and its relay tells them. None otherwise. Never rejects.
   */
  addresses?(): Promise<readonly string[]>
}

/** The main composer of a group. */
export interface EarlyBox {
  readonly element: HTMLTextAreaElement
  /** All that is in it from now on. */
  readonly write: (text: string) => void
  /** What could not be sent goes before what is in it; with what was wrong, where that is known. */
  readonly putBack: (text: string, error?: unknown) => void
  /** Slow mode: one that was sent waits, and the next must not be. */
  readonly mustWait: () => boolean
  /** It is on the screen when this returns, and on the disk when it resolves. */
  readonly send: (text: string, id: MessageId) => Promise<void>
}

/** The relay of this page, where it runs a class on somebody's laptop. */
export interface Classroom {
  /** Looked up while somebody listens; `undefined` before it is known, and where there is none. */
  readonly here: Live<ClassHere | undefined>
  /** Whether the relay takes groups that this browser founds; true where it cannot be asked. Never rejects. */
  mayFound(): Promise<boolean>
  /** Rejects where the relay does not take it. */
  layDown(door: ClassDoor): Promise<void>
  /** What lies there under this name, untrusted. Rejects when that is not to be learnt now. */
  look(id: string): Promise<Uint8Array | undefined>
}

export interface ClassHere {
  /** As the command was told. */
  readonly name: string
  /** Where others in this network open the app, the best first; none while the laptop is in none. */
  readonly addresses: readonly string[]
  /** Another one when the relay was started anew, and has forgotten what was laid down. */
  readonly run: string
}

export const HostContext = createContext<Host | undefined>(undefined)
