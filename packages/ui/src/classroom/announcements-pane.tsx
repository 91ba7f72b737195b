/** Everything that was announced in a class, newest first, with a way to where it stands. */
import { useAnnouncements, useGroup, useGroupInfo, type Group } from '@parley/react'
import { Megaphone } from 'lucide-react'
import { Blank } from '../controls/blank.tsx'
import { EntryRow, EntryRows } from '../pins/entry-row.tsx'
import type { PaneSizes } from '../shell/pane-widths.ts'
import type { GroupPlace } from '../shell/places.ts'
import { useRevealing } from '../shell/revealing.ts'
import { SidePane } from '../shell/side-pane.tsx'
import { texts } from '../texts/catalogue.ts'

export function AnnouncementsPane({ place, sizes }: { place: GroupPlace; sizes: PaneSizes }) {
  const group = useGroup(place.group)
  return group === undefined ? null : (
    <SidePane place={place} sizes={sizes} title={texts.shell.sideOf.announcements}>
      <Announced group={group} />
    </SidePane>
  )
}

function Announced({ group }: { group: Group }) {
  const announcements = useAnnouncements(group)
  const { me } = useGroupInfo(group)
  const { show } = useRevealing()
  const says = texts.lesson
  if (announcements.length === 0)
    return (
      <Blank
        icon={<Megaphone size={26} aria-hidden />}
        title={says.noAnnouncements}
        hint={me.mayModerate ? says.announceHint : says.noAnnouncementsHint}
      />
    )
  return (
    <EntryRows name={says.announcements}>
      {announcements.map(({ message, unread }) => (
        <EntryRow
          key={message.key}
          person={message.person}
          author={message.author}
          text={message.text}
          isDeleted={message.deleted}
          at={message.sentAt}
          below={message.thread && texts.threads.replies(message.thread.count)}
          unread={unread ? texts.mentions.unread : undefined}
          onOpen={() => show({ group: group.id, key: message.key })}
        />
      ))}
    </EntryRows>
  )
}
