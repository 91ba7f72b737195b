/** Where a link leads others that leads only to this computer from here: the same, at addresses they reach. */
import { use, useEffect, useState } from 'react'
import { HostContext } from '../shell/host.ts'
import { isLocalLink } from './invite-kinds.ts'

/** The link at each address under which others reach this computer, the likeliest first; none if it is not known. */
export function useReachable(link: string): readonly string[] {
  const host = use(HostContext)
  const [addresses, setAddresses] = useState<readonly string[]>([])
  const isLocal = isLocalLink(link)
  useEffect(() => {
    if (!isLocal) return undefined
    let isWanted = true
    host?.addresses?.().then(
      (told) => isWanted && setAddresses(told),
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [host, isLocal])
  return isLocal ? addresses.map((address) => linkAt(link, address)) : []
}

function linkAt(link: string, origin: string): string {
  return origin + link.slice(new URL(link).origin.length)
}
