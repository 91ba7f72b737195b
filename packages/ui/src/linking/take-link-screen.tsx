/**
 * On a new device: takes the link from a QR code, or the short code typed in, compares six digits with
 * the other device, and then this device is that person's.
 */
import { useParley, type Linking } from '@parley/react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { ModalButtons } from '../controls/modal.tsx'
import { TextField } from '../controls/text-field.tsx'
import { Centred } from '../shell/centred.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { Busy, LinkingView } from './linking-view.tsx'
import styles from './take-link-screen.module.css'

type Taken =
  | { readonly state: 'asking'; readonly fault?: string; readonly typed: string }
  | { readonly state: 'linking'; readonly linking: Linking }

/** `code`: from the address, when a QR code led here; '' when it is typed in. */
export function TakeLinkScreen({ code }: { code: string }) {
  const { taken, take, again, leave } = useTakenLink(code)
  const says = texts.linking
  if (taken.state === 'asking') {
    return (
      <Centred title={says.takeTitle} hint={says.takeHint}>
        <CodeForm fault={taken.fault} first={taken.typed} onCode={take} onBack={leave} />
      </Centred>
    )
  }
  return (
    <Centred title={says.takeTitle}>
      <LinkingView
        linking={taken.linking}
        isNew
        waiting={({ isUnanswered = false }) => (
          <>
            <Busy says={isUnanswered ? says.takeUnanswered : says.takeWaiting} />
            {isUnanswered && <Button onClick={again}>{says.takeOther}</Button>}
            <Button onClick={leave}>{texts.dialog.cancel}</Button>
          </>
        )}
        done={
          <ModalButtons>
            <Button look="main" autoFocus onClick={leave}>
              {says.finish}
            </Button>
          </ModalButtons>
        }
        onAgain={again}
      />
    </Centred>
  )
}

interface CodeFormProps {
  readonly fault: string | undefined
  /** What was typed before, to be mended. */
  readonly first: string
  readonly onCode: (code: string) => void
  readonly onBack: () => void
}

function CodeForm({ fault, first, onCode, onBack }: CodeFormProps) {
  const [code, setCode] = useState(first)
  const [isEmpty, setEmpty] = useState(false)
  const says = texts.linking
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setEmpty(code.trim() === '')
        if (code.trim() !== '') onCode(code.trim())
      }}
    >
      <TextField
        label={says.takeCode}
        fault={isEmpty ? says.takeEmpty : fault}
        value={code}
        autoFocus
        autoCapitalize="characters"
        spellCheck={false}
        dir="ltr"
        enterKeyHint="go"
        onChange={(event) => {
          setCode(event.target.value)
          setEmpty(false)
        }}
      />
      <Button type="submit" look="main">
        {says.takeGo}
      </Button>
      <Button onClick={onBack}>{texts.recovering.back}</Button>
    </form>
  )
}

function useTakenLink(code: string) {
  const { own } = useParley()
  const { go } = useNavigation()
  const [taken, setTaken] = useState<Taken>({ state: 'asking', typed: '' })
  const typed = useRef('')
  const open = useRef<Linking>(undefined)
  const take = (text: string) => {
    typed.current = text
    const linking = own.takeLink(text)
    if ('broke' in linking) {
      return setTaken({ state: 'asking', typed: text, fault: texts.linking.faults[linking.broke] })
    }
    open.current = linking
    setTaken({ state: 'linking', linking })
  }
  const takeFirst = useRef(take)
  const hasTaken = useRef(false)
  useEffect(() => {
    if (code !== '' && !hasTaken.current) takeFirst.current(code)
    hasTaken.current = true
    return undefined
  }, [code])
  useEffect(() => () => open.current?.cancel(), [])
  return {
    taken,
    take,
    again: () => {
      open.current?.cancel()
      setTaken({ state: 'asking', typed: typed.current })
    },
    leave: () => go({ screen: 'groups' }, { replace: true }),
  }
}
