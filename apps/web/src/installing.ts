/**
 * Becoming one of a device's apps. Browsers that ask say so by an event, which is kept for a calm moment; on
 * iOS a person has to do it by hand, and an app that is not installed there may lose its data in a week.
 */
import { newSettable, type Live } from '@parley/client'
import type { Installing } from '@parley/ui'

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
  readonly userChoice: Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

export interface Installation {
  readonly installing: Live<Installing>
  readonly mayHint: Live<boolean>
  install(): Promise<void>
  declineHint(): void
  /** Somebody has begun to live here: now it may be spoken of. */
  hint(): void
}

const DECLINED = 'parley/no-install-hint'

/** Called before anything else: the event comes once, and early. */
export function watchInstalling(): Installation {
  const installing = newSettable<Installing>(stateAtStart())
  const mayHint = newSettable(false)
  let kept: InstallPrompt | undefined
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    kept = event as InstallPrompt
    installing.set('offered')
  })
  addEventListener('appinstalled', () => installing.set('installed'))

  function declineHint(): void {
    mayHint.set(false)
    remember()
  }

  return {
    installing,
    mayHint,
    async install() {
      const prompt = kept
      if (prompt === undefined) return
      kept = undefined // a browser asks once for each event
      await prompt.prompt()
      const { outcome } = await prompt.userChoice
      installing.set(outcome === 'accepted' ? 'installed' : 'none')
      declineHint()
    },
    declineHint,
    hint() {
      if (!isDeclined()) mayHint.set(true)
    },
  }
}

function stateAtStart(): Installing {
  const isApp = matchMedia('(display-mode: standalone)').matches
  const { standalone } = navigator as { readonly standalone?: boolean }
  if (isApp || standalone === true) return 'installed'
  // Safari on iOS alone says whether it is an app; no browser there says that it could be.
  return standalone === false ? 'by-hand' : 'none'
}

function isDeclined(): boolean {
  try {
    return localStorage.getItem(DECLINED) !== null
  } catch {
    return true // nowhere to remember a no
  }
}

function remember(): void {
  try {
    localStorage.setItem(DECLINED, 'yes')
  } catch {
    // It is hinted at again in the next session.
  }
}
