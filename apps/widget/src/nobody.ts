/** Somebody of whom the page says nothing: most visitors of most pages. */
import type { Visitor } from './visit.ts'
import { siteStorage, usersKey } from './visitor.ts'

/** A user of the site was in this browser; `home`: the name of the first place. */
export function hasUsers(home: string): boolean {
  return (siteStorage()?.getItem(usersKey(home)) ?? null) !== null
}

/** `keptAs`: `undefined` while it is not known who is here. */
export function nobody(keptAs: string | undefined): Visitor {
  return {
    keptAs,
    isNobodys: true,
    isExpected: false,
    isRefused: false,
    meet: () => undefined,
    join: () => undefined,
    nameSaid: async () => '',
    settled: async () => undefined,
  }
}
