/**
 * Two people hold their screens side by side: the same numbers on both mean that nobody stands between
 * them. What was found is remembered on this person's devices.
 */
import type { Group, GroupPerson } from '@parley/react'
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './compare-dialog.module.css'

interface CompareDialogProps {
  readonly group: Group
  readonly person: GroupPerson
  readonly onClose: () => void
}

export function CompareDialog({ group, person, onClose }: CompareDialogProps) {
  const code = useSafetyCode(group, person)
  const { fault, attempt } = useAttempt()
  const [differs, setDiffers] = useState(false)
  const says = texts.verifying
  const { name, verified } = person
  const found = (isSame: boolean) => {
    setDiffers(!isSame)
    attempt(() => group.setVerified(person.person, isSame), isSame ? onClose : undefined)
  }
  return (
    <Modal title={says.title(name)} onClose={onClose}>
      {verified === 'changed' && <State isGood={false}>{says.changed(name)}</State>}
      <p className={styles['hint']}>{says.hint(name)}</p>
      {verified === 'yes' && <State isGood>{says.wasSame(name)}</State>}
      {code.state === 'shown' && <Code code={code.code} />}
      {differs && <State isGood={false}>{says.differs}</State>}
      <Fault says={code.state === 'failed' ? says.failed : fault} />
      <ModalButtons>
        {verified === 'yes' && (
          <Button onClick={() => attempt(() => group.setVerified(person.person, false))}>
            {says.forget}
          </Button>
        )}
        {verified !== 'yes' && !differs && (
          <Button onClick={() => found(false)}>{says.different}</Button>
        )}
        {verified !== 'yes' && (
          <Button look={differs ? 'plain' : 'main'} onClick={() => found(true)}>
            {says.same}
          </Button>
        )}
        {(differs || verified === 'yes') && (
          <Button look="main" onClick={onClose}>
            {says.close}
          </Button>
        )}
      </ModalButtons>
    </Modal>
  )
}

/** Read aloud group by group, not as one enormous number. */
function Code({ code }: { code: string }) {
  return (
    <p
      className={styles['code']}
      dir="ltr"
      role="img"
      aria-label={`${texts.verifying.code}: ${code}`}
    >
      {code.split(' ').map((digits, at) => (
        <span key={at}>{digits}</span>
      ))}
    </p>
  )
}

function State({ isGood, children }: { isGood: boolean; children: string }) {
  const Sign = isGood ? ShieldCheck : ShieldAlert
  return (
    <p className={styles['state']} data-good={isGood ? '' : undefined} role="status">
      <Sign size={18} aria-hidden />
      <span>{children}</span>
    </p>
  )
}

type CodeState =
  | { readonly state: 'making' | 'failed' }
  | { readonly state: 'shown'; readonly code: string }

function useSafetyCode(group: Group, { person, verified }: GroupPerson): CodeState {
  const [code, setCode] = useState<CodeState>({ state: 'making' })
  const isChanged = verified === 'changed'
  useEffect(() => {
    let isGone = false
    group.safetyCode(person).then(
      (made) => !isGone && setCode({ state: 'shown', code: made }),
      () => !isGone && setCode({ state: 'failed' }),
    )
    return () => {
      isGone = true
    }
  }, [group, person, isChanged])
  return code
}
