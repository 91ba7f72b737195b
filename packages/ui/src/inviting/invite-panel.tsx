/**
 * The invite link, to be copied. A popover: the conversation behind it stays in use. Copying works on
 * plain http too, where browsers offer no clipboard: the link is selected, and copied the old way.
 */
import type { Group } from '@parley/react'
import { Check, Copy, UserPlus, X } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { Button, IconButton } from '../controls/button.tsx'
import { Hidden } from '../controls/hidden.tsx'
import { TextField } from '../controls/text-field.tsx'
import { texts } from '../texts/catalogue.ts'
import { copyFrom } from './copy-from.ts'
import styles from './invite-panel.module.css'

export function InviteButton({ group }: { group: Group }) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        popoverTarget={id}
        icon={<UserPlus size={18} aria-hidden />}
        title={texts.invite.title}
      >
        <span className={styles['word']}>{texts.invite.open}</span>
      </Button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={texts.invite.title}
        className={styles['panel']}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {isOpen && <InviteBody group={group} panel={id} />}
      </div>
    </>
  )
}

type CopyState = 'idle' | 'copied' | 'by-hand'

function InviteBody({ group, panel }: { group: Group; panel: string }) {
  const input = useRef<HTMLDivElement>(null)
  const [link, setLink] = useState<string>()
  const [hasFailed, setFailed] = useState(false)
  const [copying, setCopying] = useState<CopyState>('idle')
  useEffect(() => {
    let isGone = false
    group.inviteLink().then(
      (made) => !isGone && setLink(made),
      () => !isGone && setFailed(true),
    )
    return () => {
      isGone = true
    }
  }, [group])
  const CopySign = copying === 'copied' ? Check : Copy
  const copy = () => {
    const field = input.current?.querySelector('input')
    if (field) void copyFrom(field).then((done) => setCopying(done ? 'copied' : 'by-hand'))
  }
  return (
    <div className={styles['inside']} ref={input}>
      <header>
        <h2>{texts.invite.title}</h2>
        <IconButton name={texts.dialog.close} popoverTarget={panel} popoverTargetAction="hide">
          <X size={20} aria-hidden />
        </IconButton>
      </header>
      <p>{texts.invite.hint}</p>
      {hasFailed && <p role="alert">{texts.invite.failed}</p>}
      {link !== undefined && (
        <div className={styles['link']}>
          <TextField
            label={texts.invite.link}
            value={link}
            readOnly
            autoFocus
            dir="ltr"
            onFocus={(event) => event.target.select()}
          />
          <Button look="main" icon={<CopySign size={18} aria-hidden />} onClick={copy}>
            {copying === 'copied' ? texts.invite.copied : texts.invite.copy}
          </Button>
        </div>
      )}
      <div aria-live="polite" className={styles['outcome']}>
        {copying === 'by-hand' && <p>{texts.invite.copyByHand}</p>}
        {copying === 'copied' && <Hidden>{texts.invite.copied}</Hidden>}
      </div>
      <p className={styles['warning']}>{texts.invite.warning}</p>
    </div>
  )
}
