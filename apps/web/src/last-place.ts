/**
 * Where this person was when they last looked, so that the app opens there, and addresses that lead in
 * from outside: a link that the system hands to the open app, and `web+parley:` links.
 */
import type { Place } from '@parley/ui'
import { pathOf, placeAt } from './places.ts'

const KEY = 'parley/place'
const SCHEME = /^web\+parley:(?:\/\/)?\/?/u

/** Only what makes sense to come back to. */
export function rememberPlace(path: string): void {
  const place = placeAt(path)
  if (place.screen !== 'groups' && place.screen !== 'group') return
  // A message that was linked to is looked at once.
  const kept: Place =
    place.screen === 'group'
      ? { screen: place.screen, group: place.group }
      : { screen: place.screen }
  try {
    localStorage.setItem(KEY, pathOf(kept))
  } catch {
    // The next start shows the groups.
  }
}

export function forgetPlace(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Nothing was kept.
  }
}

/**
 * Before the first screen: an address without a place in it leads to where this person was, one handed
 * over by the system to what it names. Returns the path of a place that was remembered.
 */
export function openAtLastPlace(page: Window = window): string | undefined {
  const { location, history } = page
  const handed = new URLSearchParams(location.search).get('open')
  if (handed !== null) {
    history.replaceState(history.state, '', `/#${pathInLink(handed)}`)
    return undefined
  }
  if (location.hash !== '') return undefined
  const kept = keptPath()
  if (kept === undefined) return undefined
  history.replaceState(history.state, '', `/#${kept}`)
  return kept
}

/** `web+parley:join/…`, or an ordinary address of the app: the path behind its hash. */
export function pathInLink(link: string): string {
  const [, behind = ''] = link.split(/#\/?/u, 2)
  if (behind !== '') return `/${behind}`
  return SCHEME.test(link) ? `/${link.replace(SCHEME, '')}` : '/'
}

interface Launches {
  setConsumer(take: (launch: { readonly targetURL?: string }) => void): void
}

/** The installed app is open, and the system hands it a link: it goes there without beginning anew. */
export function onLaunch(go: (path: string) => void, page: Window = window): void {
  const { launchQueue } = page as { readonly launchQueue?: Launches }
  launchQueue?.setConsumer(({ targetURL }) => {
    if (targetURL === undefined) return
    const url = new URL(targetURL)
    const handed = url.searchParams.get('open')
    if (handed !== null) go(pathInLink(handed))
    // Its icon was pressed: it stays where it is.
    else if (url.hash !== '') go(pathInLink(url.hash))
  })
}

export function keptPath(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined
  } catch {
    return undefined
  }
}
