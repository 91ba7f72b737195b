/** The class that the relay of this page runs; `undefined` before that is known, and where there is none. */
import { useLive, type Live } from '@parley/react'
import { use } from 'react'
import { type ClassHere, HostContext } from '../shell/host.ts'

const NONE: Live<undefined> = { get: () => undefined, subscribe: () => () => undefined }

/** `isAsked`: where it is false the relay is not asked for it. */
export function useClassHere({ isAsked = true } = {}): ClassHere | undefined {
  const host = use(HostContext)
  return useLive<ClassHere | undefined>((isAsked ? host?.classroom?.here : undefined) ?? NONE)
}
