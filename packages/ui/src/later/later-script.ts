/**
 * The script of everything that no first screen needs: one file, fetched once the first screen is drawn,
 * kept by the service worker with the rest. Who needs a part of it sooner fetches it at once.
 */
import { createContext, type ComponentType } from 'react'
import type { PartProps } from './part-props.ts'

export type Contents = { readonly [Name in keyof PartProps]: ComponentType<PartProps[Name]> }

/** `retrying`: it failed, which whoever wants it has been told, and is asked for once more. */
export type Later =
  | { readonly state: 'away' | 'coming' | 'failed' | 'retrying' }
  | { readonly state: 'here'; readonly contents: Contents }

export interface LaterScript {
  get(): Later
  subscribe(onChange: () => void): () => void
  /** Once is enough; again after it failed. */
  fetch(): void
}

/** Nobody is there to fetch it: nothing of it is drawn. */
export const LaterContext = createContext<LaterScript>({
  get: () => NEVER,
  subscribe: () => () => undefined,
  fetch: () => undefined,
})

const NEVER: Later = { state: 'away' }

export function newLaterScript(fetchContents: () => Promise<Contents>): LaterScript {
  let later: Later = NEVER
  const listeners = new Set<() => void>()
  const turn = (next: Later) => {
    later = next
    for (const listen of listeners) listen()
  }
  return {
    get: () => later,
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    fetch() {
      const isAgain = later.state === 'failed'
      if (later.state !== 'away' && !isAgain) return
      if (isAgain) askForStylesAgain()
      turn({ state: isAgain ? 'retrying' : 'coming' })
      fetchContents().then(
        (contents) => turn({ state: 'here', contents }),
        () => turn({ state: 'failed' }),
      )
    },
  }
}

/** A script is asked for again by asking; its styles, once they failed, would be taken for fetched. */
function askForStylesAgain(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]'))
    if (link.sheet === null) link.replaceWith(link.cloneNode())
}
