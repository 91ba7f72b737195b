/** That Parley can stand among a device's apps: offered where the list of groups is, and never twice. */
import { useLive } from '@parley/react'
import { use } from 'react'
import { Button } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import { type Host, HostContext } from './host.ts'
import styles from './host-line.module.css'

export function InstallHint() {
  const host = use(HostContext)
  return host === undefined ? null : <OfferedInstall host={host} />
}

function OfferedInstall({ host }: { host: Host }) {
  const installing = useLive(host.installing)
  const mayHint = useLive(host.mayHint)
  const says = texts.install
  if (!mayHint || (installing !== 'offered' && installing !== 'by-hand')) return null
  return (
    <div className={styles['line']}>
      <p>
        <strong>{says.title}</strong> {installing === 'offered' ? says.why : says.byHand}
      </p>
      <div className={styles['ways']}>
        {installing === 'offered' && (
          <Button look="main" onClick={() => void host.install()}>
            {says.install}
          </Button>
        )}
        <Button onClick={() => host.declineHint()}>
          {installing === 'offered' ? says.notNow : says.understood}
        </Button>
      </div>
    </div>
  )
}
