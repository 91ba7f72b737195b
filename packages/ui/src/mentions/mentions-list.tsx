/** What names this person, over all groups, newest first; pressing one leads to it. */
import { useMentions } from '@parley/react'
import { AtSign } from 'lucide-react'
import { Blank } from '../controls/blank.tsx'
import { EntryRow, EntryRows } from '../pins/entry-row.tsx'
import { useRevealing } from '../shell/revealing.ts'
import { texts } from '../texts/catalogue.ts'

export function MentionsList() {
  const mentions = useMentions()
  const { show } = useRevealing()
  const says = texts.mentions
  if (mentions.length === 0) {
    return (
      <Blank
        icon={<AtSign size={26} aria-hidden />}
        title={says.emptyTitle}
        hint={says.emptyHint}
      />
    )
  }
  return (
    <EntryRows name={says.list}>
      {mentions.map(({ group, groupName, message, thread, unread }) => (
        <EntryRow
          key={`${group}/${message.key}`}
          person={message.person}
          author={message.author}
          text={message.text}
          isDeleted={message.deleted}
          at={message.sentAt}
          where={
            <>
              <bdi>{groupName}</bdi>
              {thread !== undefined && ` · ${says.inThread}`}
            </>
          }
          unread={unread ? says.unread : undefined}
          onOpen={() => show({ group, key: message.key, thread })}
        />
      ))}
    </EntryRows>
  )
}
