/** Asks whether somebody really wants to leave a group, and tells what stays behind. */
import { useGroupInfo, type Group, type GroupInfo } from '@parley/react'
import { Ask } from '../controls/ask.tsx'
import { useWords } from '../texts/words.tsx'

interface LeaveDialogProps {
  readonly group: Group
  readonly onLeft?: () => void
  readonly onClose: () => void
}

export function LeaveDialog({ group, onLeft, onClose }: LeaveDialogProps) {
  const texts = useWords()
  const info = useGroupInfo(group)
  const says = texts.leaving
  return (
    <Ask
      title={says.title}
      act={says.leave}
      onAct={() => group.leave().then(onLeft)}
      onClose={onClose}
    >
      {leavesNobodyInCharge(info) && <p data-warning>{says.ownerAlone}</p>}
      <p>{says.hint}</p>
    </Ask>
  )
}

function leavesNobodyInCharge({ me, people }: GroupInfo): boolean {
  const isOwner = (role: string | undefined) => role === 'founder' || role === 'owner'
  const others = people.filter(({ isMe }) => !isMe)
  return me.role === 'owner' && others.length > 0 && !others.some(({ role }) => isOwner(role))
}
