/** The commands that lead from one place to another, and those of the group that is open. */
import { useGroups, type GroupSummary } from '@parley/react'
import type { CommandActs } from '../commands/command-center.ts'
import { useCommands } from '../commands/use-commands.ts'
import { mentionsPlace, outerPlace, useNavigation, type GroupPlace, type Place } from './places.ts'
import type { AboutPart, Part, SettingsPart } from './wanted-part.ts'

export function useShellCommands(
  place: Place,
  panes: { readonly current: HTMLElement | null },
  want: (part: Part) => void,
): void {
  const navigation = useNavigation()
  const groups = useGroups()
  const open = place.screen === 'group' ? place.group : undefined
  const toNext = (step: 1 | -1, isWanted: (group: GroupSummary) => boolean) => {
    const next = nextGroup(groups, open, step, isWanted)
    if (next !== undefined) navigation.go({ screen: 'group', group: next })
    return next !== undefined
  }
  useCommands({
    nextGroup: () => toNext(1, () => true),
    previousGroup: () => toNext(-1, () => true),
    nextUnread: () => toNext(1, isUnread),
    previousUnread: () => toNext(-1, isUnread),
    mentions: () => navigation.go(mentionsPlace(open)),
    settings: () => navigation.go({ screen: 'settings' }),
    ...settingsActs((part) => {
      if (place.screen !== 'settings') navigation.go({ screen: 'settings' })
      want(part)
    }),
    back: (from) => {
      const outer = outerPlace(place)
      const isPhone = matchMedia('(max-width: 47.99rem)').matches
      const isOpen = (place.screen === 'group' && place.side !== undefined) || isPhone
      if (outer !== undefined && isOpen) return navigation.close(outer)
      return toComposer(panes.current, from)
    },
  })
  useGroupCommands(place.screen === 'group' ? place : undefined, want)
}

function settingsActs(to: (part: SettingsPart) => void): CommandActs {
  return {
    profile: () => to('profile'),
    status: () => to('status'),
    language: () => to('language'),
    theme: () => to('theme'),
    devices: () => to('devices'),
    phrase: () => to('phrase'),
    storage: () => to('storage'),
    presence: () => to('presence'),
  }
}

function useGroupCommands(place: GroupPlace | undefined, want: (part: Part) => void): void {
  const { go } = useNavigation()
  const toAbout = (group: GroupPlace['group'], part: AboutPart) => {
    if (place?.side?.pane !== 'about') go({ screen: 'group', group, side: { pane: 'about' } })
    want(part)
  }
  useCommands(
    place === undefined
      ? {}
      : {
          people: () => toAbout(place.group, 'people'),
          rules: () => toAbout(place.group, 'rules'),
          quiet: () => toAbout(place.group, 'quiet'),
          log: () => toAbout(place.group, 'log'),
          threads: () => go({ screen: 'group', group: place.group, side: { pane: 'threads' } }),
          pins: () => go({ screen: 'group', group: place.group, side: { pane: 'pins' } }),
        },
  )
}

function isUnread({ unreadCount, threadsUnread, markedUnread }: GroupSummary): boolean {
  return unreadCount > 0 || threadsUnread > 0 || markedUnread
}

/** Goes round; from no group to the first or the last. */
export function nextGroup(
  groups: readonly GroupSummary[],
  open: string | undefined,
  step: 1 | -1,
  isWanted: (group: GroupSummary) => boolean,
): GroupSummary['id'] | undefined {
  const at = groups.findIndex(({ id }) => id === open)
  const start = at < 0 && step < 0 ? groups.length : at
  for (let left = 1; left <= groups.length; left++) {
    const next = groups.at((start + step * left) % groups.length)
    if (next !== undefined && next.id !== open && isWanted(next)) return next.id
  }
  return undefined
}

/** From a message back to where one writes. */
function toComposer(panes: HTMLElement | null, from: Element | null): boolean {
  const pane = from?.closest('article')?.closest('[data-pane]')
  const composer = pane?.querySelector<HTMLElement>('form textarea')
  if (!composer || panes?.contains(composer) !== true) return false
  composer.focus()
  return true
}
