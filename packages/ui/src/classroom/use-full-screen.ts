/** Whether the page fills the screen, and a way to change that; `undefined` where the browser cannot. */
import { useSyncExternalStore } from 'react'

export interface FullScreen {
  readonly isFull: boolean
  toggle(): void
}

export function useFullScreen(): FullScreen | undefined {
  const isFull = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null)
  if (!document.fullscreenEnabled) return undefined
  return { isFull, toggle }
}

function subscribe(onChange: () => void): () => void {
  document.addEventListener('fullscreenchange', onChange)
  return () => document.removeEventListener('fullscreenchange', onChange)
}

/** A browser may refuse, and then nothing has changed. */
function toggle(): void {
  const done =
    document.fullscreenElement === null
      ? document.documentElement.requestFullscreen()
      : document.exitFullscreen()
  done.catch(() => undefined)
}
