/** What a visitor reads before they have written to whoever answers here. */
import { useLanguage } from '../language/use-language.ts'
import { texts } from '../texts/catalogue.ts'
import { directionOf } from '../writing/direction.ts'
import styles from './visitor-card.module.css'

/** `greeting`: in the words of the page; ours when it has none. */
export function DeskGreeting({ greeting }: { readonly greeting: string | undefined }) {
  useLanguage()
  const says = texts.desk
  return (
    <div className={styles['desk']}>
      <p className={styles['greeting']} dir={directionOf(greeting ?? says.greeting)}>
        {greeting ?? says.greeting}
      </p>
      <p className={styles['hint']}>{says.comeBack}</p>
    </div>
  )
}
