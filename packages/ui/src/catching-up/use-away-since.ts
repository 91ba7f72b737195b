/** Since when there is something unread, for who comes back after a while; `undefined` for everybody else. */
import { useLive, useParley } from '@parley/react'
import { useNow } from '../time/use-now.ts'

/** Younger than this, nobody needs to be told; the button beside the way to groups leads there all the same. */
const AWAY_MS = 3_600_000

export function useAwaySince(): number | undefined {
  const { groups } = useLive(useParley().catchUp)
  const now = useNow()
  const since = Math.min(...groups.map((group) => group.since))
  return groups.length > 0 && now - since > AWAY_MS ? since : undefined
}
