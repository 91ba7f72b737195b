/**
 * The acts that lead from a message to elsewhere: its thread, the pins, another day, other groups, the
 * clipboard.
 */
import type { Group, ShownMessage } from '@parley/react'
import { useCallback, useMemo, useState } from 'react'
import { copyText } from '../formatting/copy-text.ts'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import type { MessageActs } from './acts.ts'
import { copyLink } from './copy-link.ts'
import type { Outcome } from './use-outcome.ts'

type FurtherActs = Pick<
  MessageActs,
  'openThread' | 'togglePin' | 'forward' | 'copyText' | 'copyLink' | 'goToDay'
>

export function useFurtherActs(group: Group, { say, attempt }: Outcome) {
  const { go } = useNavigation()
  const [forwarding, setForwarding] = useState<ShownMessage>()
  const [asking, setAsking] = useState<{ readonly dayAt?: number | undefined }>()
  const acts = useMemo<FurtherActs>(
    () => ({
      openThread: (root) =>
        go({ screen: 'group', group: group.id, side: { pane: 'thread', root } }),
      togglePin: ({ key, pinned }) => attempt(pinned ? group.unpin(key) : group.pin(key)),
      forward: setForwarding,
      goToDay: (dayAt) => setAsking({ dayAt }),
      copyText: ({ text }) =>
        void copyText(text).then((done) =>
          say(done ? texts.formatting.copied : texts.formatting.notCopied),
        ),
      copyLink: ({ key }) => void copyLink(group, key).then(say),
    }),
    [group, go, say, attempt],
  )
  const leaveForwarding = useCallback(() => setForwarding(undefined), [])
  const leaveAsking = useCallback(() => setAsking(undefined), [])
  return { acts, open: { forwarding, leaveForwarding, asking, leaveAsking } }
}
