/** What needs saying about a group above its conversation; nothing while all is ordinary. */
import { useConnection, useGroupInfo, type Group } from '@parley/react'
import { CompletenessLine } from '../catching-up/completeness-line.tsx'
import { Button } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './state-lines.module.css'

export function StateLines({ group, waitsForKey }: { group: Group; waitsForKey: boolean }) {
  const info = useGroupInfo(group)
  const { state, unknownOrigin } = useConnection()
  const isConnected = state === 'connected'
  const isIn = info.state === 'ready'
  const isComing = info.state === 'joining' && info.linkFault === undefined
  return (
    <>
      {unknownOrigin !== undefined && (
        <p className={styles['line']} data-look="late" data-where="narrow" role="status">
          {texts.connection.unknownOrigin(unknownOrigin)}
        </p>
      )}
      {isComing && (
        <p className={styles['line']}>
          {isConnected ? texts.conversation.opening : texts.conversation.joining}
        </p>
      )}
      {isIn && (waitsForKey || info.waitsForKey) && (
        <p className={styles['line']} role="status">
          {info.waitsForKey ? texts.states.waitsForKey : texts.states.waitsForMore}
        </p>
      )}
      {isIn && <CompletenessLine group={group} />}
      {info.isUninvited && (
        <p className={styles['line']} data-look="late" role="status">
          {texts.states.uninvited}
        </p>
      )}
      {info.usesNewer && (
        <div className={styles['line']} data-look="late">
          <p>{texts.states.usesNewer}</p>
          <Button onClick={() => location.reload()}>{texts.states.reload}</Button>
        </div>
      )}
    </>
  )
}
