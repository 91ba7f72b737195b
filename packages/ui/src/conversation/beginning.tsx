/** Stands above the first message there ever was. */
import { texts } from '../texts/catalogue.ts'
import styles from './beginning.module.css'

export function Beginning({ isEmpty = false }: { isEmpty?: boolean }) {
  return (
    <div className={styles['beginning']}>
      <p>{texts.conversation.beginning}</p>
      {isEmpty && <p>{texts.conversation.beginningHint}</p>}
    </div>
  )
}
