/** Below the text box: what is wrong, what cannot be sent, or, near the limit, how long the text is. */
import { MAX_TEXT_BYTES } from '@parley/react'
import { texts } from '../texts/catalogue.ts'
import { isNearLimit } from '../writing/text-size.ts'
import styles from './composer.module.css'

interface FootProps {
  readonly id: string
  readonly fault: string | undefined
  readonly bytes: number
  /** Files were pasted or dropped. */
  readonly hasFiles: boolean
}

export function Foot({ id, fault, bytes, hasFiles }: FootProps) {
  const isNear = isNearLimit(bytes, MAX_TEXT_BYTES)
  return (
    <div id={id}>
      <p role="status" className={styles['note']}>
        {hasFiles && texts.writing.noFiles}
      </p>
      {fault !== undefined && (
        <p role="alert" className={styles['fault']}>
          {fault}
        </p>
      )}
      {fault === undefined && isNear && (
        <p className={styles['count']}>{texts.composer.count(bytes, MAX_TEXT_BYTES)}</p>
      )}
    </div>
  )
}
