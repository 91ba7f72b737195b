/** Whether the window shows one pane at a time, as a phone does. The style sheets say the same width. */
import { useSyncExternalStore } from 'react'

const NARROW = '(max-width: 47.99rem)'

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
}

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(NARROW)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}
