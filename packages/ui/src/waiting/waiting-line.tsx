/** Above the conversation: that somebody waits to be let in, and the way to the list of them. */
import { useGroupInfo, type Group } from '@parley/react'
import { DoorOpen } from 'lucide-react'
import { Button } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import { nameOfRequest } from './request-name.ts'
import styles from './waiting-line.module.css'

const NAMED = 2

export function WaitingLine({ group, onLook }: { group: Group; onLook: () => void }) {
  const { requests, me, state } = useGroupInfo(group)
  const says = texts.waiting
  if (state !== 'ready' || !me.mayModerate || requests.length === 0) return null
  const isFew = requests.length <= NAMED && requests.every(({ name }) => name !== '')
  return (
    <section className={styles['line']} aria-label={says.title}>
      <DoorOpen size={18} aria-hidden />
      <p aria-live="polite">
        {isFew ? says.line(requests.map(nameOfRequest)) : says.lineMany(requests.length)}
      </p>
      <Button onClick={onLook}>{says.look}</Button>
    </section>
  )
}
