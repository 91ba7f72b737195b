/**
 * The button that invites, and the popover it opens: the conversation behind it stays in use. One press
 * gives a link at once; who wants another kind of link asks for it there.
 */
import type { Group } from '@parley/react'
import { UserPlus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { Button, IconButton } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './invite-button.module.css'
import { InvitePanel } from './invite-panel.tsx'

interface InviteButtonProps {
  readonly group: Group
  /** On a narrow screen the sign alone; the word still names the button. */
  readonly isBrief?: boolean
}

export function InviteButton({ group, isBrief = false }: InviteButtonProps) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        popoverTarget={id}
        icon={<UserPlus size={18} aria-hidden />}
        title={texts.invite.title}
      >
        <span className={isBrief ? styles['word'] : undefined}>{texts.invite.open}</span>
      </Button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={texts.invite.title}
        className={styles['panel']}
        onToggle={(event) => {
          // Not what folds inside: React hands its toggling on.
          if (event.target === event.currentTarget) setOpen(event.newState === 'open')
        }}
      >
        {isOpen && (
          <div className={styles['inside']}>
            <header>
              <h2>{texts.invite.title}</h2>
              <IconButton name={texts.dialog.close} popoverTarget={id} popoverTargetAction="hide">
                <X size={20} aria-hidden />
              </IconButton>
            </header>
            <InvitePanel group={group} />
          </div>
        )}
      </div>
    </>
  )
}
