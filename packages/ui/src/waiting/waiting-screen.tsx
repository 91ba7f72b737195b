/** For whoever has asked to come in: no reason to stay and watch, and a way to take it back. */
import { useLive, type Group } from '@parley/react'
import { Hourglass, LockKeyhole } from 'lucide-react'
import { useState } from 'react'
import { Ask } from '../controls/ask.tsx'
import { Blank } from '../controls/blank.tsx'
import { Button } from '../controls/button.tsx'
import { KeptDraft } from '../conversation/kept-draft.tsx'
import { useHasWritten } from '../conversation/use-has-written.ts'
import { useNavigation } from '../shell/places.ts'
import { useWords } from '../texts/words.tsx'

interface WaitingScreenProps {
  readonly group: Group
  /** The request stays on this device until the group is unlocked. */
  readonly isLockedOut: boolean
}

export function WaitingScreen({ group, isLockedOut }: WaitingScreenProps) {
  const texts = useWords()
  const says = texts.waiting
  const hasWritten = useHasWritten(group)
  return (
    <Blank
      icon={
        isLockedOut ? <LockKeyhole size={26} aria-hidden /> : <Hourglass size={26} aria-hidden />
      }
      title={isLockedOut ? says.lockedTitle : says.screenTitle}
      hint={isLockedOut ? says.lockedHint : says.screenHint}
      below={
        <>
          {hasWritten && <p>{says.kept}</p>}
          <KeptDraft group={group} says={texts.linkEnded.keptDraft} />
        </>
      }
    >
      <Withdrawal group={group} />
    </Blank>
  )
}

function Withdrawal({ group }: { group: Group }) {
  const texts = useWords()
  const { go } = useNavigation()
  const [isAsked, setAsked] = useState(false)
  const hasWritten = useHasWritten(group)
  const hasDraft = useLive(group.draft).trim() !== ''
  const says = texts.waiting
  const withdraw = async () => {
    await group.withdrawRequest()
    go({ screen: 'groups' }, { replace: true })
  }
  return (
    <>
      <Button onClick={() => setAsked(true)}>{says.withdraw}</Button>
      {isAsked && (
        <Ask
          title={says.withdrawTitle}
          act={says.withdrawAct}
          isGrave={false}
          onAct={withdraw}
          onClose={() => setAsked(false)}
        >
          <p>{says.withdrawHint}</p>
          {(hasWritten || hasDraft) && <p>{says.withdrawLoses}</p>}
        </Ask>
      )}
    </>
  )
}
