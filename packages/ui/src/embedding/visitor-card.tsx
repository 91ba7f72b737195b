/** What a visitor meets first: a greeting, and under which name to write, if under any. */
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { NameForm } from '../controls/name-form.tsx'
import { useLanguage } from '../language/use-language.ts'
import { AloneContext } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { directionOf } from '../writing/direction.ts'
import styles from './visitor-card.module.css'

interface VisitorCardProps {
  /** In the words of the page; ours when it has none. */
  readonly greeting: string | undefined
  /** Rejects where it cannot be kept. */
  readonly onName: (name: string) => Promise<unknown>
  /** A name for whoever says none. */
  readonly newGuestName: () => string
}

export function VisitorCard({ greeting, onName, newGuestName }: VisitorCardProps) {
  useLanguage()
  const [fault, setFault] = useState<string>()
  const says = texts.embedded
  return (
    <AloneContext value>
      <div className={styles['page']}>
        <div className={styles['card']}>
          <p className={styles['greeting']} dir={directionOf(greeting ?? says.greeting)}>
            {greeting ?? says.greeting}
          </p>
          <NameForm
            label={texts.welcome.name}
            hint={says.nameHint}
            empty={texts.welcome.nameEmpty}
            failed={texts.welcome.failed}
            autoComplete="nickname"
            onName={onName}
          >
            <div className={styles['buttons']}>
              <Button
                onClick={() => {
                  setFault(undefined)
                  onName(newGuestName()).catch(() => setFault(texts.welcome.failed))
                }}
              >
                {says.anonymous}
              </Button>
              <Button type="submit" look="main">
                {texts.welcome.enterInvited}
              </Button>
            </div>
          </NameForm>
          <Fault says={fault} />
        </div>
      </div>
    </AloneContext>
  )
}
