/** A name, and in: the first thing anybody sees. It needs no open Parley, so it is there before that is. */
import type { ReactNode } from 'react'
import { LanguageLine } from '../language/language-line.tsx'
import { useLanguage } from '../language/use-language.ts'
import { Centred } from '../shell/centred.tsx'
import app from '../shell/parley-app.module.css'
import type { Place } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { FirstName, type FirstNameProps } from './first-name.tsx'
import styles from './welcome.module.css'

interface FirstCardProps extends Pick<FirstNameProps, 'onName'> {
  readonly hrefOf: (place: Place) => string
  /** What else there is to say, above the form. */
  readonly children?: ReactNode
}

/** For a device on which there is nothing yet: the whole page. */
export function FirstScreen(props: Omit<FirstCardProps, 'children'>) {
  useLanguage()
  return (
    <div className={app['app']}>
      <FirstCard {...props} />
    </div>
  )
}

export function FirstCard({ hrefOf, onName, children }: FirstCardProps) {
  const says = texts.welcome
  return (
    <Centred title={texts.app} hint={says.promise} above={<LanguageLine />}>
      {children}
      <FirstName enter={says.enter} onName={onName} />
      <nav className={styles['other']} aria-label={says.other}>
        <a href={hrefOf({ screen: 'link', code: '' })}>{texts.linking.take}</a>
        <a href={hrefOf({ screen: 'recover' })}>{texts.recovering.open}</a>
      </nav>
    </Centred>
  )
}
