/**
 * Under the name of the group, whether what one writes goes out now, and who else could read it where that
 * is not sealed; nothing once one is out of it.
 */
import {
  ParleyProvider,
  useGroup,
  useGroupInfo,
  type Group,
  type GroupId,
  type Parley,
} from '@parley/react'
import { LockKeyholeOpen } from 'lucide-react'
import { ConnectionStatus } from '../connection/connection-status.tsx'
import { useLanguage } from '../language/use-language.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './embedded-status.module.css'

export function EmbeddedStatus({ parley, id }: { readonly parley: Parley; readonly id: GroupId }) {
  useLanguage()
  return (
    <ParleyProvider parley={parley}>
      <OfGroup id={id} />
    </ParleyProvider>
  )
}

function OfGroup({ id }: { id: GroupId }) {
  const group = useGroup(id)
  return group === undefined ? null : <WhileIn group={group} />
}

function WhileIn({ group }: { group: Group }) {
  const { state, encrypted } = useGroupInfo(group)
  if (state === 'left' || state === 'removed' || state === 'closed') return null
  return (
    <div className={styles['status']}>
      {!encrypted && (
        <span className={styles['open']} title={texts.rules.notEncrypted}>
          <LockKeyholeOpen size={12} aria-hidden />
          {texts.rules.notEncryptedMark}
        </span>
      )}
      <ConnectionStatus />
    </div>
  )
}
