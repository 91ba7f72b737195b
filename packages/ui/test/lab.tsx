/**
 * The lab: every screen of the app over a Parley in memory. `npx vite packages/ui/test`, then
 * `/lab.html?scene=conversation&theme=dark`. `window.lab` moves the world.
 */
import { ParleyApp, type Place, type Side, startTheme } from '../src/index.ts'
import { chooseLanguage } from '../src/language/language.ts'
import { isLanguage } from '../src/texts/languages.ts'
import '../src/styles/base.css'
import { useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import type { GroupId, MessageKey } from '@parley/react'
import { SCENES } from './scenes.ts'

const query = new URLSearchParams(location.search)
const world = (SCENES[query.get('scene') ?? 'conversation'] ?? SCENES['conversation'])?.()
startTheme()
const theme = query.get('theme')
if (theme !== null) document.documentElement.dataset['theme'] = theme
if (query.get('scene') === 'rtl' || query.get('dir') === 'rtl') document.documentElement.dir = 'rtl'
const language = query.get('lang') ?? ''
if (isLanguage(language)) await chooseLanguage(language)
if (world !== undefined) {
  location.hash = world.at
  Object.assign(window, { lab: world.parley })
}

const go = (place: Place) => {
  location.hash = pathOf(place)
}
const navigation = { go, hrefOf: (place: Place) => `#${pathOf(place)}`, close: go, back: go }

function pathOf(place: Place): string {
  if (place.screen === 'group') {
    const { group, side } = place
    if (side === undefined) return `/g/${group}`
    return `/g/${group}/${side.pane}${side.pane === 'thread' ? `/${side.root}` : ''}`
  }
  if (place.screen === 'board') return `/board/${place.group}`
  if (place.screen === 'support') return `/support/${place.team}`
  if ('code' in place) return `/${place.screen}/${place.code}`
  return place.screen === 'groups' ? '/' : `/${place.screen}`
}

function placeOf(hash: string): Place {
  const [, screen, rest = '', pane, ...key] = decodeURIComponent(hash).slice(1).split('/')
  if (screen === 'g') {
    const group = { screen: 'group', group: rest as GroupId } as const
    if (pane === undefined) return group
    if (pane === 'thread') return { ...group, side: { pane, root: key.join('/') as MessageKey } }
    return { ...group, side: { pane } as Exclude<Side, { pane: 'thread' }> }
  }
  if (screen === 'board') return { screen, group: rest as GroupId }
  if (screen === 'support') return { screen, team: rest as GroupId }
  if (screen === 'mentions' || screen === 'class') return { screen }
  if (screen === 'join' || screen === 'link') return { screen, code: rest }
  return screen === 'settings' || screen === 'recover' ? { screen } : { screen: 'groups' }
}

function Lab() {
  const hash = useSyncExternalStore(
    (onChange) => {
      addEventListener('hashchange', onChange)
      return () => removeEventListener('hashchange', onChange)
    },
    () => location.hash,
  )
  if (world === undefined) return null
  return (
    <ParleyApp
      parley={world.parley}
      place={placeOf(hash)}
      navigation={navigation}
      onErase={async () => location.reload()}
      {...(world.host === undefined ? {} : { host: world.host })}
    />
  )
}

const root = document.getElementById('app')
if (root !== null) createRoot(root).render(<Lab />)
