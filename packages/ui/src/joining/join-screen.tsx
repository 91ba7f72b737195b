/**
 * What an invite link opens. It says at once when the link is damaged, asks for a name when there is
 * none yet, and then joins and opens the group, offline too.
 */
import { parseInviteLink, useName, useParley, type InvitationFault } from '@parley/react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { LanguageLine } from '../language/language-line.tsx'
import { Centred } from '../shell/centred.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { FirstName } from '../welcome/first-name.tsx'

export function JoinScreen({ code }: { code: string }) {
  const parley = useParley()
  const name = useName()
  const parsed = parseInviteLink(code)
  const says = texts.welcome
  if (!parsed.ok) return <BrokenLink says={texts.join.faults[parsed.broke]} />
  if (name !== undefined) return <Joining code={code} />
  return (
    <Centred title={says.invited} hint={says.invitedHint} above={<LanguageLine />}>
      <FirstName enter={says.enterInvited} onName={(said) => parley.setName(said)} />
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
