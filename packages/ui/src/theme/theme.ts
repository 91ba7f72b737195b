/**
 * Light or dark on this device: as its person chose, else as the system says. `styles/tokens.css` obeys
 * `data-theme` on the root, and with it scroll bars and fields do; what stands around the page is told by
 * its `theme-color`. `apps/web/src/boot.ts` has said it before the first paint.
 */
import { useSyncExternalStore } from 'react'
import { keptHere } from '../shell/kept-here.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const kept = keptHere('parley-theme')

/** The page looks as was chosen from now on, here or in another window. */
export function startTheme(): void {
  kept.subscribe(show)
  show()
}

export function useTheme(): Theme {
  return useSyncExternalStore(kept.subscribe, chosenTheme)
}

export function chooseTheme(theme: Theme): void {
  kept.set(theme === 'system' ? undefined : theme)
}

/** As if none had been chosen on this device. */
export function forgetTheme(): void {
  kept.set(undefined)
}

/** Untrusted: other versions and curious people write there too. */
function chosenTheme(): Theme {
  const chosen = kept.get()
  return THEMES.find((theme) => theme === chosen) ?? 'system'
}

function show(): void {
  const theme = chosenTheme()
  const page = document.documentElement
  if (theme === 'system') delete page.dataset['theme']
  else page.dataset['theme'] = theme
  for (const around of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]'))
    around.media = mediaFor(around.dataset['scheme'], theme)
}

/** When the colour that belongs to a scheme counts. */
function mediaFor(scheme: string | undefined, theme: Theme): string {
  if (theme === 'system') return `(prefers-color-scheme: ${scheme})`
  return scheme === theme ? 'all' : 'not all'
}
