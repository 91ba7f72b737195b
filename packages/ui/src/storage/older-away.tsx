/** At the upper end of what is here: that there is more, and where it is. */
import { useEffect, useState, type RefObject } from 'react'
import { texts } from '../texts/catalogue.ts'
import styles from './older-away.module.css'

interface OlderAwayProps {
  readonly isAway: boolean
  readonly log: RefObject<HTMLElement | null>
}

const NEAR_TOP_PX = 120

export function OlderAway({ isAway, log }: OlderAwayProps) {
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    const element = log.current
    if (!isAway || element === null) return undefined
    const look = () => setNear(element.scrollTop < NEAR_TOP_PX)
    look()
    element.addEventListener('scroll', look, { passive: true })
    return () => element.removeEventListener('scroll', look)
  }, [isAway, log])
  return (
    <p role="status" className={styles['away']} data-shown={isAway && isNear ? '' : undefined}>
      {isAway && isNear && texts.storage.olderAway}
    </p>
  )
}
