/**
 * Everything one can do with a message, as one list: the bar beside it shows the first, the menu and the
 * sheet the rest, and the keys do the same. Each is also a command, from which it has its key and words.
 */
import type { ShownMessage } from '@parley/react'
import {
  CheckCheck,
  CircleDot,
  Copy,
  Forward,
  Link2,
  MessagesSquare,
  Pencil,
  Pin,
  PinOff,
  Reply,
  SmilePlus,
  Trash2,
  type LucideIcon,
} from 'lucide-react'
import type { CommandId } from '../commands/commands.ts'
import { texts } from '../texts/catalogue.ts'
import type { MessageActs } from './acts.ts'

export interface MessageAct {
  readonly id: CommandId
  /** Where its words are not those of the command. */
  readonly name?: string
  readonly Sign: LucideIcon
  /** In the bar beside the message, where there is room for few. */
  readonly isFirst?: boolean
  readonly isGrave?: boolean
  /** What it opens, for a screen reader. */
  readonly opens?: 'dialog'
  /** `beside`: what was pressed, or the message itself. */
  readonly run: (beside: HTMLElement) => void
}

/** Only what may be done with this message now; nothing with a deleted one. */
export function actsOn(message: ShownMessage, acts: MessageActs): readonly MessageAct[] {
  if (message.deleted) return []
  return [...answers(message, acts), ...others(message, acts)].filter(({ isOffered }) => isOffered)
}

interface Offer extends MessageAct {
  readonly isOffered: boolean
}

function answers(message: ShownMessage, acts: MessageActs): readonly Offer[] {
  const { may } = acts
  return [
    {
      id: 'react',
      Sign: SmilePlus,
      isFirst: true,
      opens: 'dialog',
      isOffered: may.react,
      run: (beside) => acts.chooseEmoji(message, beside),
    },
    {
      id: 'reply',
      Sign: Reply,
      isFirst: true,
      isOffered: message.inThread === undefined ? may.post : may.thread,
      run: () => acts.reply(message),
    },
    {
      id: 'thread',
      Sign: MessagesSquare,
      isFirst: true,
      isOffered: message.inThread === undefined && (may.thread || message.thread !== undefined),
      run: () => acts.openThread(message.key),
    },
  ]
}

function others(message: ShownMessage, acts: MessageActs): readonly Offer[] {
  const { may } = acts
  return [
    {
      id: 'edit',
      Sign: Pencil,
      isOffered: (message.inThread === undefined ? may.post : may.thread) && message.isMine,
      run: () => acts.edit(message),
    },
    {
      id: 'pin',
      Sign: message.pinned ? PinOff : Pin,
      name: message.pinned ? texts.pins.unpin : texts.pins.pin,
      isOffered: may.pin,
      run: () => acts.togglePin(message),
    },
    {
      id: 'forward',
      Sign: Forward,
      opens: 'dialog',
      isOffered: may.leave,
      run: () => acts.forward(message),
    },
    { id: 'copyText', Sign: Copy, isOffered: true, run: () => acts.copyText(message) },
    { id: 'copyLink', Sign: Link2, isOffered: may.leave, run: () => acts.copyLink(message) },
    {
      id: 'whoHas',
      Sign: CheckCheck,
      opens: 'dialog',
      isOffered: message.isMine && message.othersCount > 0,
      run: () => acts.showWho(message),
    },
    {
      id: 'markUnread',
      Sign: CircleDot,
      isOffered: may.leave && !message.isMine,
      run: () => acts.markUnread(message),
    },
    {
      id: 'delete',
      Sign: Trash2,
      isGrave: true,
      opens: 'dialog',
      isOffered: message.mayDelete,
      run: (beside) => acts.askToDelete(message, beside),
    },
  ]
}
