/** Where a person is in the app. How a place is written as an address is the app's part, not ours. */
import type { GroupId, MessageKey } from '@parley/react'
import { createContext, use } from 'react'

export type Place =
  /** `start`: what one came to do, as from a shortcut on the app's icon. */
  | { readonly screen: 'groups'; readonly start?: 'new-group' | 'join-group' }
  | GroupPlace
  /** What mentions this person, over all groups. */
  | { readonly screen: 'mentions' }
  /** What visitors of a page wrote to that group's members. */
  | { readonly screen: 'support'; readonly team: GroupId }
  | { readonly screen: 'join'; readonly code: string }
  | { readonly screen: 'settings' }
  /** This device is to become one more of a person's; the code is '' until it is typed in. */
  | { readonly screen: 'link'; readonly code: string }
  | { readonly screen: 'recover' }
  /** A relay lets this browser found groups. */
  | { readonly screen: 'invited' }
  /** A teacher's own: founds the class that the relay runs, or shows its board. */
  | { readonly screen: 'class' }
  /** How to come into a group, large, for a whole room. */
  | { readonly screen: 'board'; readonly group: GroupId }

export interface GroupPlace {
  readonly screen: 'group'
  readonly group: GroupId
  /** What stands beside the conversation; on a phone, in its place. */
  readonly side?: Side
  /** A link to this message led here: it is to be shown, once. */
  readonly at?: MessagePlace
}

export type Side =
  | { readonly pane: 'thread'; readonly root: MessageKey }
  | { readonly pane: 'threads' | 'pins' | 'mentions' | 'announcements' | 'questions' | 'about' }

export interface MessagePlace {
  readonly key: MessageKey
  readonly segment: number
}

export interface Navigation {
  go(place: Place, how?: { readonly replace: boolean }): void
  hrefOf(place: Place): string
  /** To that place: back to it when one came from there, so that the way back stays short. */
  close(to: Place): void
  /** To wherever in the app one came from; to that place when one came from outside. */
  back(otherwise: Place): void
}

export const NavigationContext = createContext<Navigation>({
  go: () => undefined,
  hrefOf: () => '#',
  close: () => undefined,
  back: () => undefined,
})

export function useNavigation(): Navigation {
  return use(NavigationContext)
}

export const PlaceContext = createContext<Place>({ screen: 'groups' })

export function usePlace(): Place {
  return use(PlaceContext)
}

/**
 * Whether this group stands alone, in a page that is not ours: there are no other groups to go to, and no
 * address that leads to a message.
 */
export const AloneContext = createContext(false)

/** What a place was opened from, as a window shows them: nothing for the outermost. */
export function outerPlace(place: Place): Place | undefined {
  if (place.screen === 'groups') return undefined
  if (place.screen === 'group' && place.side !== undefined)
    return { screen: 'group', group: place.group }
  if (place.screen === 'board') return { screen: 'group', group: place.group }
  return { screen: 'groups' }
}

/** Different for what looks different: on a phone each is a screen of its own. */
export function screenOf(place: Place): string {
  if (place.screen === 'support') return `support/${place.team}`
  if (place.screen !== 'group') return place.screen
  const { group, side } = place
  if (side === undefined) return `group/${group}`
  return `group/${group}/${side.pane}${side.pane === 'thread' ? `/${side.root}` : ''}`
}

/** Beside the group that is open, where there is one: the list stays while one reads. */
export function mentionsPlace(open: GroupId | undefined): Place {
  if (open === undefined) return { screen: 'mentions' }
  return { screen: 'group', group: open, side: { pane: 'mentions' } }
}
