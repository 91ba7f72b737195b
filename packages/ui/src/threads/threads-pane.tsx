/** The threads of a group, the unread ones first: what each answers, and what was said there last. */
import { useGroup, useThreads, type Group, type ThreadSummary } from '@parley/react'
import { MessagesSquare } from 'lucide-react'
import { Blank } from '../controls/blank.tsx'
import { EntryRow, EntryRows } from '../pins/entry-row.tsx'
import type { PaneSizes } from '../shell/pane-widths.ts'
import { useNavigation, type GroupPlace } from '../shell/places.ts'
import { SidePane } from '../shell/side-pane.tsx'
import { useWords } from '../texts/words.tsx'

export function ThreadsPane({ place, sizes }: { place: GroupPlace; sizes: PaneSizes }) {
  const texts = useWords()
  const group = useGroup(place.group)
  return group === undefined ? null : (
    <SidePane place={place} sizes={sizes} title={texts.shell.sideOf.threads}>
      <ThreadList group={group} />
    </SidePane>
  )
}

function ThreadList({ group }: { group: Group }) {
  const texts = useWords()
  const threads = useThreads(group)
  const { go } = useNavigation()
  const says = texts.threads
  if (threads.length === 0) {
    return (
      <Blank
        icon={<MessagesSquare size={26} aria-hidden />}
        title={says.emptyTitle}
        hint={says.emptyHint}
      />
    )
  }
  return (
    <EntryRows name={says.list}>
      {unreadFirst(threads).map((thread) => (
        <EntryRow
          key={thread.root}
          person={thread.rootMessage?.person}
          author={thread.rootMessage?.author}
          text={thread.rootMessage?.text}
          isDeleted={thread.rootMessage?.deleted === true}
          at={thread.last?.sentAt}
          below={says.replies(thread.count)}
          last={thread.last}
          unread={thread.unreadCount > 0 ? says.unread(thread.unreadCount) : undefined}
          unreadCount={thread.unreadCount}
          onOpen={() =>
            go({ screen: 'group', group: group.id, side: { pane: 'thread', root: thread.root } })
          }
        />
      ))}
    </EntryRows>
  )
}

/** Otherwise as they came: newest activity first. */
function unreadFirst(threads: readonly ThreadSummary[]): readonly ThreadSummary[] {
  const isUnread = ({ unreadCount }: ThreadSummary) => unreadCount > 0
  return [...threads.filter(isUnread), ...threads.filter((thread) => !isUnread(thread))]
}
