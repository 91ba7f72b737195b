/** Reading in a group of the Parley in memory: what is unread in it, and who has a message. */
import type {
  CatchUp,
  Completeness,
  Conversation,
  Group,
  GroupId,
  MissedGroup,
  WhoHas,
} from '@parley/react'
import { newCell, type Cell } from './cell.ts'

export interface FakeReading extends Pick<Group, 'markAllRead' | 'markUnread' | 'whoHas'> {
  readonly completeness: Cell<Completeness>
  readonly isMarkedUnread: Cell<boolean>
  readonly who: Cell<WhoHas | undefined>
}

export function newFakeReading(
  change: (conversation: Partial<Conversation>) => void,
  onChange: () => void,
): FakeReading {
  const isMarkedUnread = newCell(false)
  const who = newCell<WhoHas | undefined>(undefined)
  return {
    completeness: newCell<Completeness>({ knownUntil: undefined, isInStep: true, missing: false }),
    isMarkedUnread,
    who,
    whoHas: () => who,
    markAllRead() {
      isMarkedUnread.set(false)
      change({ firstUnread: undefined, late: [] })
    },
    async markUnread() {
      isMarkedUnread.set(true)
      onChange()
    },
  }
}

interface Readable {
  readonly id: GroupId
  readonly conversation: Cell<Conversation>
  readonly info: Cell<{ readonly name: string }>
}

/** What of these groups was not read, by where the line of each stands. */
export function missedIn(groups: Iterable<Readable>): CatchUp {
  return { groups: [...groups].flatMap((group) => missed(group) ?? []) }
}

function missed({ id, conversation, info }: Readable): MissedGroup | undefined {
  const { messages, firstUnread, late } = conversation.get()
  const at = messages.findIndex(({ key }) => key === firstUnread)
  const unread = at < 0 ? [] : messages.slice(at).filter(({ isMine }) => !isMine)
  const lateOnes = messages.filter(({ key }) => late.includes(key))
  if (unread.length + lateOnes.length === 0) return undefined
  return {
    group: id,
    name: info.get().name,
    since: Math.min(...[...unread, ...lateOnes].map(({ sentAt }) => sentAt)),
    unreadCount: unread.length,
    firstUnread,
    threads: [],
    late: lateOnes.map((message) => ({ message, segment: 0, thread: undefined })),
    mentions: unread
      .filter(({ mentionsMe }) => mentionsMe)
      .map((message) => ({ message, segment: 0, thread: undefined })),
  }
}
