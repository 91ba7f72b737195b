/**
 * Everything one can do with a message, as one list: the bar beside it shows the first, the menu and the
 * sheet the rest, and the keys do the same. Each is also a command, from which it has its key and words.
 */
import type { ShownMessage } from '@parley/react'
import {
  CheckCheck,
  CircleDot,
  Copy,
  Pencil,
  Reply,
  SmilePlus,
  Trash2,
  type LucideIcon,
} from 'lucide-react'
import type { CommandId } from '../commands/commands.ts'
import type { MessageActs } from './acts.ts'

export interface MessageAct {
  readonly id: CommandId
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
  const { may } = acts
  const all: readonly (MessageAct & { readonly isOffered: boolean })[] = [
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
      isOffered: may.post,
      run: () => acts.reply(message),
    },
    {
      id: 'edit',
      Sign: Pencil,
      isOffered: may.post && message.isMine,
      run: () => acts.edit(message),
    },
    { id: 'copyText', Sign: Copy, isOffered: true, run: () => acts.copyText(message) },
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
      isOffered: !message.isMine,
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
  return all.filter(({ isOffered }) => isOffered)
}
