/** The button that invites: the kind of link one chose last is chosen already, so one press more makes it. */
import type { Group } from '@parley/react'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useCommands } from '../commands/use-commands.ts'
import { Button } from '../controls/button.tsx'
import { InviteDialog } from '../later/parts.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './invite-button.module.css'

interface InviteButtonProps {
  readonly group: Group
  /** On a narrow screen the sign alone; the word still names the button. */
  readonly isBrief?: boolean
}

export function InviteButton({ group, isBrief = false }: InviteButtonProps) {
  const [isOpen, setOpen] = useState(false)
  useCommands({ invite: () => setOpen(true) })
  return (
    <>
      <Button
        icon={<UserPlus size={18} aria-hidden />}
        title={texts.invite.title}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <span className={isBrief ? styles['word'] : undefined}>{texts.invite.open}</span>
      </Button>
      {isOpen && <InviteDialog group={group} onClose={() => setOpen(false)} />}
    </>
  )
}
