/** A link at once, of the kind one chose last; below it which kind that is, and the other links in use. */
import { useGroupInfo, type Group } from '@parley/react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { texts } from '../texts/catalogue.ts'
import { InviteKindFields } from './invite-kind-fields.tsx'
import {
  comesByItself,
  isHandedOut,
  isLocalLink,
  isUsual,
  lastKind,
  optionsOf,
  type InviteKind,
} from './invite-kinds.ts'
import { InviteLinks } from './invite-links.tsx'
import styles from './invite-panel.module.css'
import { LinkToCopy } from './link-to-copy.tsx'

export function InvitePanel({ group }: { group: Group }) {
  const { policy, invites } = useGroupInfo(group)
  const { link, kind, hasFailed, choose, make, show } = useLink(group)
  const [isWithdrawn, setWithdrawn] = useState(false)
  const makeButton = useRef<HTMLButtonElement>(null)
  const says = texts.invite
  const shown = invites.find((invite) => invite.link !== undefined && invite.link === link)
  const needsApproval = shown?.needsApproval ?? kind.needsApproval
  const { role } = shown ?? kind
  const readable = policy.history === 'everything' ? says.warning : says.warningFromJoining
  return (
    <>
      <div role="status" className={styles['status']}>
        {isWithdrawn && <p className={styles['hint']}>{says.withdrawn}</p>}
      </div>
      <p className={styles['hint']}>{link === undefined ? says.hintBefore : says.hint}</p>
      <Fault says={hasFailed ? says.failed : undefined} />
      {link === undefined ? (
        <Button
          ref={makeButton}
          look="main"
          onClick={() => {
            setWithdrawn(false)
            make()
          }}
        >
          {says.make}
        </Button>
      ) : (
        <LinkToCopy key={link} label={says.link} link={link} isFocused />
      )}
      {link !== undefined && isLocalLink(link) && (
        <p className={styles['warning']} role="note">
          {says.localhost}
        </p>
      )}
      {role !== 'guest' && role !== 'member' && (
        <p className={styles['warning']}>{says.warningPower}</p>
      )}
      {link !== undefined && (
        <p className={styles[needsApproval ? 'hint' : 'warning']}>
          {needsApproval ? says.warningApproval : readable}
        </p>
      )}
      <InviteKindFields group={group} kind={kind} onChange={choose} />
      <InviteLinks
        group={group}
        shown={link}
        onShow={show}
        onWithdrawn={() => setWithdrawn(true)}
        focusAfter={makeButton}
      />
    </>
  )
}

/** The last kind of link comes by itself; one of another kind is made when asked for. */
function useLink(group: Group) {
  const [kind, setKind] = useState<InviteKind>(() => lastKind(group.info.get()))
  const [link, setLink] = useState<string>()
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    let isGone = false
    firstLink(group).then(
      (made) => !isGone && setLink((now) => now ?? made),
      () => !isGone && setFailed(true),
    )
    return () => {
      isGone = true
    }
  }, [group])
  return {
    kind,
    link,
    hasFailed,
    show: setLink,
    choose(next: InviteKind): void {
      setKind(next)
      setLink(undefined)
      setFailed(false)
    },
    make(): void {
      setFailed(false)
      group.invite(optionsOf(kind, Date.now())).then(setLink, () => setFailed(true))
    },
  }
}

/** The last link while it can be handed out, or one more of its kind. */
async function firstLink(group: Group): Promise<string | undefined> {
  const info = group.info.get()
  const kind = lastKind(info)
  if (isUsual(kind)) return group.inviteLink()
  const now = Date.now()
  const last = info.invites.find(({ id }) => id === info.lastInvite?.id)
  if (last !== undefined && isHandedOut(last, now)) return last.link
  return comesByItself(kind) ? group.invite(optionsOf(kind, now)) : undefined
}
