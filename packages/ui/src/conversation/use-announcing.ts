/** Whether what is being written goes out as an announcement: each one anew, by whoever may announce here. */
import type { GroupInfo, MessageKey } from '@parley/react'
import { useState } from 'react'
import type { ComposerMode } from './composer-mode.ts'

export interface Announcing {
  /** Offered here. */
  readonly may: boolean
  readonly isOn: boolean
  readonly set: (isOn: boolean) => void
}

interface WrittenPlace {
  readonly mode: ComposerMode
  readonly thread: MessageKey | undefined
}

export function useAnnouncing(
  { policy, me, state }: GroupInfo,
  { mode, thread }: WrittenPlace,
): Announcing {
  const [isOn, set] = useState(false)
  const isHere = state === 'ready' && thread === undefined && mode.type !== 'edit'
  const may = isHere && policy.asClass && me.mayModerate
  return { may, isOn: may && isOn, set }
}
