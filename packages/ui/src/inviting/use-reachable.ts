/** Where a link leads others that leads only to this computer from here: the same, at addresses they reach. */
import { use, useEffect, useState } from 'react'
import { HostContext } from '../shell/host.ts'
import { isLocalLink } from './invite-kinds.ts'

const NONE: readonly string[] = []

/**
 * The link at each address under which others reach this computer, the likeliest first; none if it is not known, and
 * `undefined` until that is told.
 */
export function useReachable(link: string): readonly string[] | undefined {
  const host = use(HostContext)
  const [told, setTold] = useState<readonly string[]>()
  const isLocal = isLocalLink(link)
  useEffect(() => {
    if (!isLocal) return undefined
    let isWanted = true
    const tell = (addresses: readonly string[]) => isWanted && setTold(addresses)
    host?.addresses?.().then(tell, () => tell(NONE))
    return () => {
      isWanted = false
    }
  }, [host, isLocal])
  if (!isLocal || host?.addresses === undefined) return NONE
  return told?.map((address) => linkAt(link, address))
}

function linkAt(link: string, origin: string): string {
  return origin + link.slice(new URL(link).origin.length)
}
