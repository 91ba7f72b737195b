/** Whether a group that is founded here goes anywhere: at a class's laptop only its teacher's do. */
import { useParley, type GroupSummary } from '@parley/react'
import { use, useEffect, useState } from 'react'
import { HostContext } from '../shell/host.ts'
import { useClassHere } from './use-class-here.ts'

interface Founding {
  /** Who has come by the address of a class, and has to say which. */
  readonly isNewInClass: boolean
  readonly mayFound: boolean
}

/** A class is in a network of its own, or known for one by a group that is here; nobody else is asked. */
export function useFounding(groups: readonly GroupSummary[]): Founding {
  const parley = useParley()
  const host = use(HostContext)
  const [mayFound, setMayFound] = useState(true)
  const isPlain = !window.isSecureContext
  const isNewInClass = useClassHere({ isAsked: isPlain && groups.length === 0 }) !== undefined
  const isAsked =
    isPlain || groups.some(({ id }) => parley.openGroup(id)?.info.get().policy.asClass === true)
  useEffect(() => {
    if (isAsked) void host?.classroom?.mayFound().then(setMayFound)
  }, [host, isAsked])
  return { isNewInClass, mayFound: mayFound && !isNewInClass }
}
