/** One group in the list: its name, the last thing said or the draft, when, whether it went out, and how much is unread. */
import { useBlocked, useLive, useParley, type GroupSummary } from '@parley/react'
import { memo, type MouseEvent } from 'react'
import { GroupRowMenu, isUnread } from '../catching-up/group-row-menu.tsx'
import { UnreadSigns } from '../catching-up/unread-signs.tsx'
import { Avatar } from '../controls/avatar.tsx'
import { NotSentSign } from '../conversation/delivery.tsx'
import { useLongPress } from '../conversation/use-long-press.ts'
import { useLanguage } from '../language/use-language.ts'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { briefTime } from '../time/dates.ts'
import { RichText } from '../writing/rich-text.tsx'
import { glimpse } from '../writing/glimpse.ts'
import { nameOf } from './group-name.ts'
import styles from './group-row.module.css'
import { QuietSign } from './quiet-sign.tsx'
import { knowsHoldingRows } from './row-hint.ts'
import { stateWords } from './state-words.ts'

const GLIMPSE_CHARS = 120

interface GroupRowProps {
  readonly group: GroupSummary
  readonly isSelected: boolean
  readonly now: number
}

export const GroupRow = memo(function GroupRow({ group, isSelected, now }: GroupRowProps) {
  useLanguage()
  const { hrefOf } = useNavigation()
  const { lastMessage } = group
  return (
    <li className={styles['item']} {...useMenuPress()}>
      <a
        className={styles['row']}
        draggable={false}
        href={hrefOf({ screen: 'group', group: group.id })}
        aria-current={isSelected ? 'page' : undefined}
        data-unread={isUnread(group) ? '' : undefined}
      >
        <Avatar id={group.id} name={nameOf(group)} isGroup />
        <span className={styles['name']} dir="auto">
          {nameOf(group)}
        </span>
        <span className={styles['time']}>
          <QuietSign id={group.id} />
          {lastMessage !== undefined && (
            <span data-brief-at={lastMessage.sentAt}>{briefTime(lastMessage.sentAt, now)}</span>
          )}
          {lastMessage?.status === 'on-device' && !lastMessage.deleted && <NotSentSign />}
        </span>
        <span className={styles['last']}>
          <Glimpse group={group} isSelected={isSelected} />
        </span>
        <UnreadSigns group={group} />
      </a>
      <GroupRowMenu group={group} />
    </li>
  )
})

/** A finger that rests; a press of the second button, or the key that stands for it. */
function useMenuPress() {
  const press = useLongPress(
    (row) => {
      knowsHoldingRows()
      openMenu(row)
    },
    { on: 'li', but: 'button, dialog, [popover]', onLift: openMenu },
  )
  return {
    ...press,
    onContextMenu(event: MouseEvent<HTMLElement>): void {
      press.onContextMenu(event)
      if (event.isDefaultPrevented()) return
      // What a menu has opened stands in the row too, and a text in it has a menu of its own.
      if (event.target instanceof Element && event.target.closest('dialog') !== null) return
      event.preventDefault()
      openMenu(event.currentTarget)
    },
  }
}

/** Open it stays: a browser may take the finger's lifting for a press beside it, which closes it. */
function openMenu(row: HTMLElement): void {
  if (row.querySelector(':popover-open') !== null) return
  row.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.click()
}

function Glimpse({ group, isSelected }: { group: GroupSummary; isSelected: boolean }) {
  const blocked = useBlocked()
  const parley = useParley()
  const isDeviceRemoved = useLive(parley.own.isRemoved)
  const { draft, lastMessage, state } = group
  if (draft.trim() !== '' && !isSelected) {
    return (
      <>
        <span className={styles['draft']}>{`${texts.groups.draft}: `}</span>
        <RichText text={glimpse(draft, GLIMPSE_CHARS)} links={false} />
      </>
    )
  }
  if (group.linkEnded) return <span>{texts.linkEnded.row}</span>
  const departure =
    state === 'removed' || state === 'left'
      ? parley.openGroup(group.id)?.info.get().departure
      : undefined
  const words = stateWords({ state, departure }, isDeviceRemoved)
  if (words !== undefined && state !== 'joining') return <span>{words}</span>
  if (lastMessage === undefined) return <span>{words ?? texts.groups.nothingYet}</span>
  if (blocked.includes(lastMessage.person))
    return <em>{texts.blocking.folded(lastMessage.author)}</em>
  const author = lastMessage.isMine ? texts.groups.you : lastMessage.author
  return (
    <>
      <span className={styles['author']}>
        <bdi>{author}</bdi>
        {': '}
      </span>
      {lastMessage.deleted ? (
        <em>{texts.message.deleted}</em>
      ) : (
        <RichText text={glimpse(lastMessage.text, GLIMPSE_CHARS)} links={false} />
      )}
    </>
  )
}
