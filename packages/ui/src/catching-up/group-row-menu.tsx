/**
 * What one can do with a group without opening it: say that it is read or to be read again, keep it quiet, invite,
 * look who is in it, and go. The same acts as inside of it, behind the same questions.
 */
import { useParley, type Group, type GroupSummary } from '@parley/react'
import {
  Bell,
  BellOff,
  Check,
  CircleDot,
  EllipsisVertical,
  LogOut,
  Trash2,
  UserPlus,
  UsersRound,
} from 'lucide-react'
import { useState } from 'react'
import { Menu, type MenuItem } from '../controls/menu.tsx'
import { nameOf } from '../groups/group-name.ts'
import { ForgetDialog, InviteDialog, LeaveDialog } from '../later/parts.ts'
import { useNavigation } from '../shell/places.ts'
import { texts, type Texts } from '../texts/catalogue.ts'
import { inClass, WordsOf } from '../texts/words.tsx'
import styles from './group-row-menu.module.css'

type Asked = 'invite' | 'leave' | 'forget'

export function isUnread({ unreadCount, threadsUnread, markedUnread }: GroupSummary): boolean {
  return unreadCount + threadsUnread > 0 || markedUnread
}

export function GroupRowMenu({ group: summary }: { group: GroupSummary }) {
  const parley = useParley()
  const { go } = useNavigation()
  const [asked, setAsked] = useState<Asked>()
  const group = parley.openGroup(summary.id)
  const about = () => go({ screen: 'group', group: summary.id, side: { pane: 'about' } })
  return (
    <div className={styles['menu']} data-passing="gone">
      <Menu
        name={texts.marking.more(nameOf(summary))}
        icon={<EllipsisVertical size={18} aria-hidden />}
        items={() => (group === undefined ? [] : itemsOf({ summary, group, about, ask: setAsked }))}
      />
      {group !== undefined && asked !== undefined && (
        <WordsOf group={summary.id}>
          <Question group={group} asked={asked} onClose={() => setAsked(undefined)} />
        </WordsOf>
      )}
    </div>
  )
}

interface QuestionProps {
  readonly group: Group
  readonly asked: Asked
  readonly onClose: () => void
}

function Question({ asked, ...props }: QuestionProps) {
  const Dialog = { invite: InviteDialog, leave: LeaveDialog, forget: ForgetDialog }[asked]
  return <Dialog {...props} />
}

interface RowActs {
  readonly summary: GroupSummary
  readonly group: Group
  about(): void
  ask(what: Asked): void
}

/** As it is when somebody looks. */
function itemsOf({ summary, group, about, ask }: RowActs): readonly MenuItem[] {
  const info = group.info.get()
  const says = info.policy.asClass ? inClass() : texts
  const isIn = info.state === 'ready'
  const isFounder = info.me.role === 'founder'
  const mayForget =
    info.state === 'left' || info.state === 'removed' || (isFounder && info.people.length === 1)
  const forget = {
    name: says.states.forget,
    icon: <Trash2 size={18} aria-hidden />,
    isGrave: true,
    onChoose: () => ask('forget'),
  }
  if (!isIn) return [marking(summary, group), ...(mayForget ? [forget] : [])]
  const invite = {
    name: says.invite.title,
    icon: <UserPlus size={18} aria-hidden />,
    onChoose: () => ask('invite'),
  }
  const leave = {
    name: says.leaving.open,
    icon: <LogOut size={18} aria-hidden />,
    isGrave: true,
    onChoose: () => ask('leave'),
  }
  return [
    marking(summary, group),
    keeping(info.quietForMe, group, says.marking),
    ...(info.me.mayInvite ? [invite] : []),
    { name: says.group.tabList, icon: <UsersRound size={18} aria-hidden />, onChoose: about },
    ...(mayForget ? [forget] : []),
    ...(isFounder ? [] : [leave]),
  ]
}

/** What cannot be kept is told by a notice about storage. */
function marking(summary: GroupSummary, group: Group): MenuItem {
  const says = texts.marking
  return isUnread(summary)
    ? {
        name: says.read,
        icon: <Check size={18} aria-hidden />,
        onChoose: () => group.markAllRead(),
      }
    : {
        name: says.unread,
        icon: <CircleDot size={18} aria-hidden />,
        onChoose: () => void group.markUnread().catch(() => undefined),
      }
}

function keeping(isQuiet: boolean, group: Group, says: Texts['marking']): MenuItem {
  const Sign = isQuiet ? Bell : BellOff
  return {
    name: isQuiet ? says.loud : says.quiet,
    icon: <Sign size={18} aria-hidden />,
    onChoose: () => void group.setQuietForMe(!isQuiet).catch(() => undefined),
  }
}
