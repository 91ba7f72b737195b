/** The same, with a way to ask how far one has everything. */
import type { Group } from '@parley/react'
import { useState } from 'react'
import { ConnectionCard } from '../later/parts.ts'
import { texts } from '../texts/catalogue.ts'
import { ConnectionStatus, Dot } from './connection-status.tsx'
import styles from './connection-status.module.css'

interface AskedConnectionProps {
  /** Of which it is asked; without one, of the relay. */
  readonly group?: Group
  /** Nothing stands beside it: a sign alone would say too little. */
  readonly isAlone?: boolean
}

export function AskedConnection({ group, isAlone }: AskedConnectionProps) {
  const [beside, setBeside] = useState<HTMLElement>()
  const name = texts.connection.ask
  return (
    <>
      <ConnectionStatus
        isAlone={isAlone}
        sign={
          <button
            type="button"
            className={styles['ask']}
            aria-label={name}
            aria-haspopup="dialog"
            onClick={({ currentTarget }) => setBeside(currentTarget)}
          >
            <Dot />
          </button>
        }
      />
      {beside !== undefined && (
        <ConnectionCard group={group} beside={beside} onClose={() => setBeside(undefined)} />
      )}
    </>
  )
}
