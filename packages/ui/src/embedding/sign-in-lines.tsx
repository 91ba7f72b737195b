/** What is to be said of signing in to a page's chat: that it was refused, or that it is not known whose talk to show. */
import { useLanguage } from '../language/use-language.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './sign-in-lines.module.css'

/** One calm line: they write on as they are. */
export function SignInRefused({ isRefused }: { readonly isRefused: boolean }) {
  useLanguage()
  return (
    <p role="status" className={styles['refused']}>
      {isRefused && texts.embedded.signInRefused}
    </p>
  )
}

/** `isAway`: who is here cannot be asked now. */
export function WhoseIsUnknown({ isAway }: { readonly isAway: boolean }) {
  useLanguage()
  const says = texts.embedded
  return (
    <p role="status" className={styles['unknown']}>
      {isAway ? says.whoseAway : says.whose}
    </p>
  )
}
