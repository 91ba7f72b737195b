/** The links that still let people in: what each allows, how often it was used, and a way to end it. */
import { useGroupInfo, type Group, type InviteInfo } from '@parley/react'
import { Link2 } from 'lucide-react'
import { Fragment, useEffect, useRef, useState, type RefObject } from 'react'
import { Ask } from '../controls/ask.tsx'
import { Button, IconButton } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import { useWords } from '../texts/words.tsx'
import { moment } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import { isHandedOut } from './invite-kinds.ts'
import styles from './invite-panel.module.css'

interface InviteLinksProps {
  readonly group: Group
  /** The link that is on screen above. */
  readonly shown: string | undefined
  readonly onShow: (link: string | undefined) => void
  readonly onWithdrawn: () => void
  /** Where one goes on after a withdrawal, while it is there. */
  readonly focusAfter: RefObject<HTMLElement | null>
}

export function InviteLinks(props: InviteLinksProps) {
  const texts = useWords()
  const { group, shown, onShow, onWithdrawn, focusAfter } = props
  const { invites } = useGroupInfo(group)
  const [asked, setAsked] = useState<InviteInfo>()
  const { heading, ended } = useFocusAfter(asked, focusAfter)
  const now = useNow()
  const says = texts.invite
  if (invites.length === 0 && asked === undefined) return null
  const withdraw = async ({ id, link }: InviteInfo) => {
    await group.withdrawInvite(id)
    ended()
    onWithdrawn()
    if (link === shown) onShow(undefined)
  }
  return (
    <section aria-label={says.links}>
      <h3 ref={heading} tabIndex={-1} className={styles['title']}>
        {says.links}
      </h3>
      <ul className={styles['links']}>
        {invites.map((invite) => (
          <li
            key={invite.id}
            data-shown={invite.link === shown && shown !== undefined ? '' : undefined}
          >
            <Words
              invite={invite}
              now={now}
              isShown={invite.link === shown && shown !== undefined}
            />
            {isHandedOut(invite, now) && invite.link !== shown && (
              <IconButton name={says.show} onClick={() => onShow(invite.link)}>
                <Link2 size={18} aria-hidden />
              </IconButton>
            )}
            {invite.mayWithdraw && (
              <Button onClick={() => setAsked(invite)}>{says.withdraw}</Button>
            )}
          </li>
        ))}
      </ul>
      {asked !== undefined && (
        <Ask
          title={says.withdrawTitle}
          act={says.withdraw}
          onAct={() => withdraw(asked)}
          onClose={() => setAsked(undefined)}
        >
          <Words invite={asked} now={now} />
          <p>{says.withdrawHint}</p>
        </Ask>
      )}
    </section>
  )
}

/** The button that asked goes with its link: focus goes on from there once the question is closed. */
function useFocusAfter(asked: InviteInfo | undefined, first: RefObject<HTMLElement | null>) {
  const heading = useRef<HTMLHeadingElement>(null)
  const hasEnded = useRef(false)
  useEffect(() => {
    if (asked !== undefined || !hasEnded.current) return
    hasEnded.current = false
    const next = first.current ?? heading.current
    next?.focus()
  }, [asked, first])
  return {
    heading,
    ended(): void {
      hasEnded.current = true
    },
  }
}

interface WordsProps {
  readonly invite: InviteInfo
  readonly now: number
  readonly isShown?: boolean
}

function Words({ invite, now, isShown = false }: WordsProps) {
  const texts = useWords()
  const says = texts.invite
  const { role, needsApproval, expiresAt, mine, by } = invite
  const allows = [
    texts.roles[role],
    ...(needsApproval ? [says.approved] : []),
    expiresAt === 0 ? says.endless : says.until(moment(expiresAt, now)),
  ]
  return (
    <div>
      <Parts parts={allows} />
      <Parts
        parts={[
          ...used(invite),
          mine ? says.mine : says.madeBy(by),
          ...(isShown ? [says.shown] : []),
        ]}
      />
    </div>
  )
}

/** Whoever only asked is not counted among those who are in. */
function used(invite: InviteInfo): readonly string[] {
  const { needsApproval, usesCount, joinsCount, inCount, askingCount } = invite
  const says = texts.invite
  if (!needsApproval)
    return [usesCount === 0 ? says.joined(joinsCount) : says.joinedOf(joinsCount, usesCount)]
  return [
    ...(usesCount === 0 ? [] : [says.cameOf(joinsCount, usesCount)]),
    says.letIn(inCount),
    ...(askingCount === 0 ? [] : [says.asking(askingCount)]),
  ]
}

/** A date stays in one piece. */
function Parts({ parts }: { parts: readonly string[] }) {
  return (
    <p>
      {parts.map((part, at) => (
        <Fragment key={part}>
          {at > 0 && ' · '}
          <span>{part}</span>
        </Fragment>
      ))}
    </p>
  )
}
