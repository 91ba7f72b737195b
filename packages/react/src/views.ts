/** What a screen looks at, each as a hook over one live value. */
import type {
  Announcement,
  Candidate,
  Connection,
  Conversation,
  Group,
  GroupId,
  GroupInfo,
  GroupSummary,
  Hands,
  Here,
  LogEntry,
  Loss,
  MentionEntry,
  Notice,
  OwnDevice,
  PersonId,
  Picture,
  PhraseState,
  ShownMessage,
  ShownQuestion,
  ThreadSummary,
} from '@parley/client'
import { useCallback } from 'react'
import { useLive, useLooked } from './live.ts'
import { useParley } from './parley-context.tsx'

/** `undefined` until this person has said a name. */
export function useName(): string | undefined {
  return useLive(useParley().name)
}

/** Newest activity first. */
export function useGroups(): readonly GroupSummary[] {
  return useLive(useParley().groups)
}

/** Of a person or a group; the same object until it is another one. */
export function usePicture(id: string): Picture | undefined {
  const { profiles } = useParley()
  const get = useCallback(() => profiles.pictureOf(id as PersonId | GroupId), [profiles, id])
  return useLooked(profiles, get)
}

/** Which accent this person gave the group; `undefined`: none. */
export function useAccent(group: GroupId | undefined): number | undefined {
  const { profiles } = useParley()
  const get = useCallback(
    () => (group === undefined ? undefined : profiles.accentOf(group)),
    [profiles, group],
  )
  return useLooked(profiles, get)
}

/** Of a class. */
export function useHands({ lesson }: Group): Hands {
  return useLive(lesson.hands)
}

/** Newest first. */
export function useAnnouncements({ lesson }: Group): readonly Announcement[] {
  return useLive(lesson.announcements)
}

/** Of a class, as far as this person may read them; oldest first. */
export function useQuestions({ lesson }: Group): readonly ShownQuestion[] {
  return useLive(lesson.questions)
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

/** Newest activity first. */
export function useThreads(group: Group): readonly ThreadSummary[] {
  return useLive(group.threads)
}

/** Newest pin first. */
export function usePins(group: Group): readonly ShownMessage[] {
  return useLive(group.pins)
}

/** Messages that name this person, newest first. */
export function useMentions(): readonly MentionEntry[] {
  return useLive(useParley().mentions)
}

export function useGroupInfo(group: Group): GroupInfo {
  return useLive(group.info)
}

/** Everybody who is or was in the group, in the order in which they first came. */
export function useComers(id: GroupId | undefined): readonly PersonId[] {
  const parley = useParley()
  useLive(parley.groups)
  const info = id === undefined ? undefined : parley.openGroup(id)?.info
  const get = useCallback(() => info?.get().comers ?? NOBODY, [info])
  return useLooked(info ?? NOTHING, get)
}

const NOBODY: readonly PersonId[] = []
const NOTHING = { subscribe: () => () => undefined }

/** A group whose policy names a site that says who people are; `undefined` of every other. */
export function useSignedGroup(id: GroupId | undefined): GroupInfo | undefined {
  const parley = useParley()
  useLive(parley.groups)
  const info = id === undefined ? undefined : parley.openGroup(id)?.info
  const get = useCallback(() => {
    const now = info?.get()
    return now?.policy.site === undefined ? undefined : now
  }, [info])
  return useLooked(info ?? NOTHING, get)
}

/** Newest first. */
export function useLog(group: Group): readonly LogEntry[] {
  return useLive(group.log)
}

/** People of shared groups who are not in this one. */
export function useCandidates(group: Group): readonly Candidate[] {
  return useLive(group.candidates)
}

/** Others who are present now. */
export function useHere(group: Group): Here {
  return useLive(group.here)
}

export function useBlocked(): readonly PersonId[] {
  return useLive(useParley().blocked)
}

export function useOwnDevices(): readonly OwnDevice[] {
  return useLive(useParley().own.devices)
}

export function usePhrase(): PhraseState {
  return useLive(useParley().own.phrase)
}

/** Whether others are shown that this person is here or typing. */
export function usePresence(): boolean {
  return useLive(useParley().presence)
}

/** What the browser had deleted of this device, until it has been read. */
export function useLoss(): Loss | undefined {
  return useLive(useParley().storage.loss)
}
