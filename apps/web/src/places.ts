/** A place in the app as a hash path, and back. Whatever an address says, it leads somewhere. */
import type { GroupId, MessageKey } from '@parley/client'
import type { GroupPlace, Place, Side } from '@parley/ui'

export function pathOf(place: Place): string {
  switch (place.screen) {
    case 'groups':
      return `/${place.start ?? ''}`
    case 'group':
      return `/g/${place.group}${sidePath(place)}`
    case 'join':
      return `/join/${place.code}`
    case 'link':
      return `/link/${place.code}`
    case 'board':
      return `/board/${place.group}`
    case 'support':
      return `/support/${place.team}`
    case 'class':
    case 'mentions':
    case 'settings':
    case 'recover':
    case 'invited':
      return `/${place.screen}`
  }
}

export function placeAt(path: string): Place {
  const [, group, rest = ''] = /^\/g\/([\w-]+)(?:\/(.*))?$/s.exec(path) ?? []
  if (group !== undefined) return groupPlace(group as GroupId, rest)
  const [, code] = /^\/join\/(.*)$/s.exec(path) ?? []
  if (code !== undefined) return { screen: 'join', code }
  const [, link] = /^\/link\/(.*)$/s.exec(path) ?? []
  if (link !== undefined) return { screen: 'link', code: link }
  const [, board] = /^\/board\/([\w-]+)$/.exec(path) ?? []
  if (board !== undefined) return { screen: 'board', group: board as GroupId }
  const [, team] = /^\/support\/([\w-]+)$/.exec(path) ?? []
  if (team !== undefined) return { screen: 'support', team: team as GroupId }
  if (path === '/class') return { screen: 'class' }
  if (path === '/new-group') return { screen: 'groups', start: 'new-group' }
  if (path === '/join-group') return { screen: 'groups', start: 'join-group' }
  if (path === '/mentions') return { screen: 'mentions' }
  if (path === '/settings') return { screen: 'settings' }
  if (path === '/recover') return { screen: 'recover' }
  if (path === '/invited') return { screen: 'invited' }
  return { screen: 'groups' }
}

/** What stands beside the conversation, and the message a link leads to. */
function sidePath({ side, at }: GroupPlace): string {
  if (at !== undefined) return `/m/${at.segment}/${at.key}`
  if (side === undefined) return ''
  return side.pane === 'thread' ? `/t/${side.root}` : `/${side.pane}`
}

const KEY = '[\\w-]+/[\\w-]+'
const MESSAGE = new RegExp(`^m/(\\d{1,9})/(${KEY})$`)
const THREAD = new RegExp(`^t/(${KEY})$`)

/** Whatever stands behind the group, the group is there. */
function groupPlace(group: GroupId, rest: string): GroupPlace {
  const place = { screen: 'group', group } as const
  const [, segment, key] = MESSAGE.exec(rest) ?? []
  if (key !== undefined)
    return { ...place, at: { key: key as MessageKey, segment: Number(segment) } }
  const [, root] = THREAD.exec(rest) ?? []
  if (root !== undefined) return { ...place, side: { pane: 'thread', root: root as MessageKey } }
  const side = SIDES.find(({ pane }) => pane === rest)
  return side === undefined ? place : { ...place, side }
}

const SIDES: readonly Exclude<Side, { pane: 'thread' }>[] = [
  { pane: 'threads' },
  { pane: 'pins' },
  { pane: 'mentions' },
  { pane: 'announcements' },
  { pane: 'questions' },
  { pane: 'about' },
]
