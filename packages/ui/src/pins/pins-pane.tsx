/** Everything that is pinned in a group, newest pin first, with a way to each and to take it off. */
import { useGroup, useGroupInfo, usePins, type Group } from '@parley/react'
import { Pin, PinOff } from 'lucide-react'
import { Blank } from '../controls/blank.tsx'
import { IconButton } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import type { PaneSizes } from '../shell/pane-widths.ts'
import type { GroupPlace } from '../shell/places.ts'
import { useRevealing } from '../shell/revealing.ts'
import { SidePane } from '../shell/side-pane.tsx'
import { useWords } from '../texts/words.tsx'
import { EntryRow, EntryRows } from './entry-row.tsx'

export function PinsPane({ place, sizes }: { place: GroupPlace; sizes: PaneSizes }) {
  const texts = useWords()
  const group = useGroup(place.group)
  return group === undefined ? null : (
    <SidePane place={place} sizes={sizes} title={texts.shell.sideOf.pins}>
      <PinList group={group} />
    </SidePane>
  )
}

function PinList({ group }: { group: Group }) {
  const texts = useWords()
  const pins = usePins(group)
  const { state, me } = useGroupInfo(group)
  const { show } = useRevealing()
  const { fault, attempt } = useAttempt(texts.message.failed)
  const mayUnpin = state === 'ready' && (me.mayPost || me.bar === 'slow')
  const says = texts.pins
  if (pins.length === 0) {
    return (
      <Blank icon={<Pin size={26} aria-hidden />} title={says.emptyTitle} hint={says.emptyHint} />
    )
  }
  return (
    <>
      <Fault says={fault} />
      <EntryRows name={says.list}>
        {pins.map((message) => (
          <EntryRow
            key={message.key}
            person={message.person}
            author={message.author}
            text={message.text}
            isDeleted={message.deleted}
            at={message.sentAt}
            onOpen={() => show({ group: group.id, key: message.key, thread: message.inThread })}
            act={
              mayUnpin && (
                <IconButton
                  name={says.unpin}
                  onClick={() => attempt(() => group.unpin(message.key))}
                >
                  <PinOff size={17} aria-hidden />
                </IconButton>
              )
            }
          />
        ))}
      </EntryRows>
    </>
  )
}
