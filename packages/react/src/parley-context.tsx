/** Hands one open Parley to every component below. */
import { createContext, use, type ReactNode } from 'react'
import type { Parley } from '@parley/client'

const ParleyContext = createContext<Parley | undefined>(undefined)

export function ParleyProvider({ parley, children }: { parley: Parley; children: ReactNode }) {
  return <ParleyContext value={parley}>{children}</ParleyContext>
}

/** Throws outside a `ParleyProvider`: that is a mistake in the code, never a state of the app. */
export function useParley(): Parley {
  const parley = use(ParleyContext)
  if (parley === undefined) throw new Error('useParley needs a ParleyProvider above it.')
  return parley
}
