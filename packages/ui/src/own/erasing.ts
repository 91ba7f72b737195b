/** Deleting all that Parley keeps in this browser is the app's part; where nobody can, it is not offered. */
import { createContext } from 'react'

/** Closes everything and deletes it; the page begins anew then. Rejects while another page holds on to it. */
export type Erase = () => Promise<void>

export const EraseContext = createContext<Erase | undefined>(undefined)
