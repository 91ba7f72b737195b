/** What was just asked for shows at once; when it could not be had, what is true shows again. */
import { useState } from 'react'

/** `ask` is given the act; it may fail, somebody else says so. */
export function useAsked<T>(value: T) {
  const [asked, setAsked] = useState<{ readonly value: T }>()
  const ask = (next: T, act: (next: T) => Promise<void>) => {
    const mine = { value: next }
    setAsked(mine)
    void act(next).finally(() => setAsked((now) => (now === mine ? undefined : now)))
  }
  return { shown: asked === undefined ? value : asked.value, ask }
}
