/** Said all the time while nothing is kept: what is written here goes with the window. */
import { useParley } from '@parley/react'
import { HardDrive } from 'lucide-react'
import styles from '../notices/notices.module.css'
import { texts } from '../texts/catalogue.ts'

export function UnkeptLine() {
  const { storage } = useParley()
  if (storage.isKept) return null
  return (
    <div className={styles['notice']}>
      <HardDrive size={18} aria-hidden />
      <p role="status" className={styles['words']}>
        {texts.unkept.say}
      </p>
    </div>
  )
}
