/** Stands above the first message there ever was. */
import { texts } from '../texts/catalogue.ts'
import styles from './beginning.module.css'

/** `hint`: what one can do about its being empty. */
export function Beginning({ hint }: { hint?: string | undefined }) {
  return (
    <div className={styles['beginning']}>
      <p>{texts.conversation.beginning}</p>
      {hint !== undefined && <p>{hint}</p>}
    </div>
  )
}
