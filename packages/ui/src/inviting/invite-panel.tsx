/**
 * The link in use of the kind one chose last, or a way to make one of the kind that is chosen here. No
 * link comes into being before that is pressed. Below: the other links in use.
 */
import { useGroupInfo, type Group } from '@parley/react'
import { Presentation } from 'lucide-react'
import { useRef, useState } from 'react'
import { useClassHere } from '../classroom/use-class-here.ts'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { InviteKindFields } from './invite-kind-fields.tsx'
import { isLocalLink, lastKind, linkInUse, type InviteKind } from './invite-kinds.ts'
import { InviteLinks } from './invite-links.tsx'
import { useNow } from '../time/use-now.ts'
import styles from './invite-panel.module.css'
import { LocalLink } from './local-link.tsx'
import { LinkToCopy } from './link-to-copy.tsx'
import { makeLink } from './make-link.ts'

export function InvitePanel({ group }: { group: Group }) {
  const { policy, invites } = useGroupInfo(group)
  const { link, kind, hasFailed, choose, make, show } = useLink(group)
  const [isWithdrawn, setWithdrawn] = useState(false)
  const makeButton = useRef<HTMLButtonElement>(null)
  const says = texts.invite
  const isLocal = link !== undefined && isLocalLink(link)
  const isClass = useClassHere({ isAsked: isLocal }) !== undefined
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
      {isLocal && !isClass && <LocalLink key={link} link={link} />}
      {link !== undefined && (!isLocal || isClass) && (
        <LinkToCopy key={link} label={isLocal ? says.localLink : says.link} link={link} isFocused />
      )}
      {link !== undefined && <BoardButton group={group} link={link} />}
      {isLocal && isClass && (
        <p className={styles['warning']} role="note">
          {texts.classroom.localLink}
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
      <Fault says={hasFailed ? says.failed : undefined} />
      {link === undefined && (
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
      )}
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

/** The board shows the link that was made last. */
function BoardButton({ group, link }: { group: Group; link: string }) {
  const { go } = useNavigation()
  const now = useNow()
  if (link !== linkInUse(useGroupInfo(group), now)) return null
  return (
    <Button
      icon={<Presentation size={18} aria-hidden />}
      onClick={() => go({ screen: 'board', group: group.id })}
    >
      {texts.classroom.show}
    </Button>
  )
}

/** Two presses at once are one link. */
function useLink(group: Group) {
  const [kind, setKind] = useState<InviteKind>(() => lastKind(group.info.get()))
  const [link, setLink] = useState(() => linkInUse(group.info.get(), Date.now()))
  const [hasFailed, setFailed] = useState(false)
  const isMaking = useRef(false)
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
      if (isMaking.current) return
      isMaking.current = true
      setFailed(false)
      makeLink(group, kind)
        .then(setLink, () => setFailed(true))
        .finally(() => {
          isMaking.current = false
        })
    },
  }
}
