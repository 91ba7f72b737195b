/** A newer version lies ready: said once, calmly, with a button that loses nothing. */
import { useLive } from '@parley/react'
import { use, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { texts } from '../texts/catalogue.ts'
import { type Host, HostContext } from './host.ts'
import styles from './host-line.module.css'

export function UpdateLine() {
  const host = use(HostContext)
  return host === undefined ? null : <OfferedUpdate host={host} />
}

function OfferedUpdate({ host }: { host: Host }) {
  const hasUpdate = useLive(host.hasUpdate)
  const [isLater, setLater] = useState(false)
  const { fault, attempt } = useAttempt(texts.update.failed)
  const says = texts.update
  if (!hasUpdate || isLater) return null
  return (
    <div className={styles['line']}>
      <p role="status">{says.ready}</p>
      <Fault says={fault} />
      <div className={styles['ways']}>
        <Button look="main" onClick={() => attempt(() => host.update())}>
          {says.take}
        </Button>
        <Button onClick={() => setLater(true)}>{says.later}</Button>
      </div>
    </div>
  )
}
