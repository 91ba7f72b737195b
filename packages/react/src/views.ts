/** What a screen looks at, each as a hook over one live value. */
import type { Connection, Conversation, Group, GroupId, GroupSummary, Notice } from '@parley/client'
import { useLive } from './live.ts'
import { useParley } from './parley-context.tsx'

/** `undefined` until this person has said a name. */
export function useName(): string | undefined {
  return useLive(useParley().name)
}

/** Newest activity first. */
export function useGroups(): readonly GroupSummary[] {
  return useLive(useParley().groups)
}

export function useConnection(): Connection {
  return useLive(useParley().connection)
}

export function useNotices(): readonly Notice[] {
  return useLive(useParley().notices)
}

/** The group, `undefined` when this device is not in it. Looks again whenever the list of groups changes. */
export function useGroup(id: GroupId): Group | undefined {
  const parley = useParley()
  useLive(parley.groups)
  return parley.openGroup(id)
}

export function useConversation(group: Group): Conversation {
  return useLive(group.conversation)
}
