/**
 * What an invite link opens. It says at once when the link is damaged or lets nobody in any more, asks for a name
 * when there is none yet, and then joins and opens the group, offline too. Any page may lead here: whoever has a name
 * is asked first, unless they are in that group, or on the way into it.
 */
import {
  parseInviteLink,
  useName,
  useParley,
  type GroupInfo,
  type InvitationFault,
  type LinkEnd,
} from '@parley/react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { LanguageLine } from '../language/language-line.tsx'
import { JoinDialog } from '../later/parts.ts'
import { Centred } from '../shell/centred.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { FirstName } from '../welcome/first-name.tsx'
import styles from './join-screen.module.css'
import { useLinkEnd } from './use-link-end.ts'

export function JoinScreen({ code }: { code: string }) {
  const parley = useParley()
  const name = useName()
  const end = useLinkEnd(code)
  const [isWanted, setWanted] = useState(false)
  const parsed = parseInviteLink(code)
  const says = texts.welcome
  if (!parsed.ok) return <BrokenLink says={texts.join.faults[parsed.broke]} />
  if (end !== undefined && end !== 'looking')
    return <DeadLink end={end} mayJoin={name !== undefined} />
  if (name !== undefined && end === 'looking') return <Centred title={texts.join.working} />
  const isIn = isInOrComing(parley.openGroup(parsed.invitation.group)?.info.get())
  if (name !== undefined && (isWanted || isIn)) return <Joining code={code} />
  if (name !== undefined) return <AskFirst name={name} onJoin={() => setWanted(true)} />
  const enter = (said: string) => {
    setWanted(true)
    return parley.setName(said)
  }
  return (
    <Centred title={says.invited} hint={says.invitedHint} above={<LanguageLine />}>
      <FirstName enter={says.enterInvited} onName={enter} />
    </Centred>
  )
}

/** Whoever was in it and is not any more came to be so by somebody's decision. */
function isInOrComing(info: GroupInfo | undefined): boolean {
  return info !== undefined && info.state !== 'left' && info.state !== 'removed'
}

function AskFirst({ name, onJoin }: { name: string; onJoin: () => void }) {
  const { go } = useNavigation()
  return (
    <Centred title={texts.welcome.invited} hint={texts.join.as(name)} above={<LanguageLine />}>
      <div className={styles['ways']}>
        <Button look="main" autoFocus onClick={onJoin}>
          {texts.join.join}
        </Button>
        <Button onClick={() => go({ screen: 'groups' }, { replace: true })}>
          {texts.join.notNow}
        </Button>
      </div>
    </Centred>
  )
}

function Joining({ code }: { code: string }) {
  const parley = useParley()
  const { go } = useNavigation()
  const [broke, setBroke] = useState<InvitationFault | 'failed'>()
  const started = useRef(false)
  useEffect(() => {
    if (started.current) return
    started.current = true
    parley.join(code).then(
      (outcome) => {
        if (outcome.ok) go({ screen: 'group', group: outcome.group }, { replace: true })
        else setBroke(outcome.broke)
      },
      () => setBroke('failed'),
    )
  }, [parley, code, go])
  if (broke === undefined) return <Centred title={texts.join.working} />
  return <BrokenLink says={broke === 'failed' ? texts.join.failed : texts.join.faults[broke]} />
}

/** Nothing of the group is here: there is nothing to keep and nothing to take off a list. */
function DeadLink({ end, mayJoin }: { end: LinkEnd; mayJoin: boolean }) {
  const { go } = useNavigation()
  const [isOpen, setOpen] = useState(false)
  const says = texts.linkEnded
  return (
    <Centred title={says.title} hint={`${says.reasons[end]} ${says.ask}`} above={<LanguageLine />}>
      <div className={styles['ways']}>
        {mayJoin && (
          <Button look="main" onClick={() => setOpen(true)}>
            {says.newLink}
          </Button>
        )}
        <Button
          look={mayJoin ? 'plain' : 'main'}
          onClick={() => go({ screen: 'groups' }, { replace: true })}
        >
          {texts.join.home}
        </Button>
      </div>
      {isOpen && <JoinDialog onClose={() => setOpen(false)} />}
    </Centred>
  )
}

function BrokenLink({ says }: { says: string }) {
  const { go } = useNavigation()
  return (
    <Centred title={texts.join.brokenTitle} hint={says}>
      <Button look="main" onClick={() => go({ screen: 'groups' }, { replace: true })}>
        {texts.join.home}
      </Button>
    </Centred>
  )
}
