/** The links that still let people in: what each allows, how often it was used, and a way to end it. */
import { useGroupInfo, type Group, type InviteInfo } from '@parley/react'
import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { Ask } from '../controls/ask.tsx'
import { Button, IconButton } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import { moment } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import { isHandedOut } from './invite-kinds.ts'
import styles from './invite-panel.module.css'

interface InviteLinksProps {
  readonly group: Group
  /** The link that is on screen above. */
  readonly shown: string | undefined
  readonly onShow: (link: string | undefined) => void
}

export function InviteLinks({ group, shown, onShow }: InviteLinksProps) {
  const { invites } = useGroupInfo(group)
  const [asked, setAsked] = useState<InviteInfo>()
  const [isWithdrawn, setWithdrawn] = useState(false)
  const now = useNow()
  const says = texts.invite
  if (invites.length === 0 && !isWithdrawn) return null
  const withdraw = async ({ id, link }: InviteInfo) => {
    await group.withdrawInvite(id)
    setWithdrawn(true)
    if (link === shown) onShow(undefined)
  }
  return (
    <section aria-label={says.links}>
      <h3 className={styles['title']}>{says.links}</h3>
      <ul className={styles['links']}>
        {invites.map((invite) => (
          <li
            key={invite.id}
            data-shown={invite.link === shown && shown !== undefined ? '' : undefined}
          >
            <Words invite={invite} now={now} />
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
      <div role="status">{isWithdrawn && <p className={styles['hint']}>{says.withdrawn}</p>}</div>
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

function Words({ invite, now }: { invite: InviteInfo; now: number }) {
  const says = texts.invite
  const { role, needsApproval, expiresAt, usesCount, joinsCount, mine, by } = invite
  const allows = [
    texts.roles[role],
    ...(needsApproval ? [says.approved] : []),
    expiresAt === 0 ? says.endless : says.until(moment(expiresAt, now)),
  ]
  const used = usesCount === 0 ? says.joined(joinsCount) : says.joinedOf(joinsCount, usesCount)
  return (
    <div>
      <p>{says.optionsNow(allows)}</p>
      <p>{says.optionsNow([used, mine ? says.mine : says.madeBy(by)])}</p>
    </div>
  )
}
