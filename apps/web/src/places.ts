/** A place in the app as a hash path, and back. Whatever an address says, it leads somewhere. */
import type { GroupId } from '@parley/client'
import type { Place } from '@parley/ui'

export function pathOf(place: Place): string {
  switch (place.screen) {
    case 'groups':
      return `/${place.start ?? ''}`
    case 'group':
      return `/g/${place.group}`
    case 'join':
      return `/join/${place.code}`
    case 'link':
      return `/link/${place.code}`
    case 'settings':
    case 'recover':
    case 'invited':
      return `/${place.screen}`
  }
}

export function placeAt(path: string): Place {
  const [, group] = /^\/g\/([\w-]+)$/.exec(path) ?? []
  if (group !== undefined) return { screen: 'group', group: group as GroupId }
  const [, code] = /^\/join\/(.*)$/s.exec(path) ?? []
  if (code !== undefined) return { screen: 'join', code }
  const [, link] = /^\/link\/(.*)$/s.exec(path) ?? []
  if (link !== undefined) return { screen: 'link', code: link }
  if (path === '/new-group') return { screen: 'groups', start: 'new-group' }
  if (path === '/join-group') return { screen: 'groups', start: 'join-group' }
  if (path === '/settings') return { screen: 'settings' }
  if (path === '/recover') return { screen: 'recover' }
  if (path === '/invited') return { screen: 'invited' }
  return { screen: 'groups' }
}
