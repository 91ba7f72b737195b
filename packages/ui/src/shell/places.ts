/** Where a person is in the app. How a place is written as an address is the app's part, not ours. */
import type { GroupId } from '@parley/react'
import { createContext, use } from 'react'

export type Place =
  /** `start`: what one came to do, as from a shortcut on the app's icon. */
  | { readonly screen: 'groups'; readonly start?: 'new-group' | 'join-group' }
  | { readonly screen: 'group'; readonly group: GroupId }
  | { readonly screen: 'join'; readonly code: string }
  | { readonly screen: 'settings' }
  /** This device is to become one more of a person's; the code is '' until it is typed in. */
  | { readonly screen: 'link'; readonly code: string }
  | { readonly screen: 'recover' }
  /** A relay lets this browser found groups. */
  | { readonly screen: 'invited' }

export interface Navigation {
  go(place: Place, how?: { readonly replace: boolean }): void
  hrefOf(place: Place): string
}

export const NavigationContext = createContext<Navigation>({
  go: () => undefined,
  hrefOf: () => '#',
})

export function useNavigation(): Navigation {
  return use(NavigationContext)
}
