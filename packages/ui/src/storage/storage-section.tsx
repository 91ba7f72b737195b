/** What Parley keeps on this device, by group, and how to have it take less. */
import { useLive, useParley, type StorageUse } from '@parley/react'
import { use, useEffect, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { Section } from '../controls/section.tsx'
import { SelectField } from '../controls/select-field.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { HostContext } from '../shell/host.ts'
import { texts } from '../texts/catalogue.ts'
import { Freeing } from './freeing.tsx'
import { InstallWords } from './install-words.tsx'
import { sizeWords } from './size-words.ts'
import styles from './storage-section.module.css'

const MEGABYTE = 1_000_000
const BUDGETS_BYTES = [50, 200, 1_000, 5_000].map((size) => size * MEGABYTE)

export function StorageSection() {
  const says = texts.storage
  const { use: used, fault, measure } = useMeasured()
  const host = use(HostContext)
  return (
    <Section
      part="storage"
      level={2}
      title={says.title}
      hint={window.isSecureContext ? says.hint : says.hintPlain}
    >
      {used === undefined ? (
        <p role="status">{fault === undefined ? says.measuring : ''}</p>
      ) : (
        <>
          <Sum used={used} />
          <Freeing used={used} onFreed={measure} />
          <Budget onChosen={measure} />
          <Promised used={used} onAsked={measure} />
          {host !== undefined && window.isSecureContext && <InstallWords host={host} />}
        </>
      )}
      <Fault says={fault} />
    </Section>
  )
}

function useMeasured() {
  const { storage } = useParley()
  const [used, setUsed] = useState<StorageUse>()
  const { fault, attempted } = useAttempt(texts.storage.failed)
  const measure = () => attempted(async () => setUsed(await storage.measure()))
  useEffect(
    () => void attempted(async () => setUsed(await storage.measure())),
    [storage, attempted],
  )
  return { use: used, fault, measure }
}

function Sum({ used: { bytes, usedBytes, quotaBytes } }: { used: StorageUse }) {
  const budgetBytes = useLive(useParley().storage.budgetBytes)
  const says = texts.storage
  return (
    <div className={styles['all']}>
      <p className={styles['sum']}>{says.all(sizeWords(bytes))}</p>
      {budgetBytes !== undefined && (
        <>
          <meter min={0} max={budgetBytes} value={bytes} aria-hidden className={styles['bar']} />
          <p className={styles['soft']}>{says.ofBudget(sizeWords(budgetBytes))}</p>
        </>
      )}
      {usedBytes !== undefined && quotaBytes !== undefined && (
        <p className={styles['soft']}>
          {says.ofQuota(sizeWords(usedBytes), sizeWords(quotaBytes))}
        </p>
      )}
    </div>
  )
}

function Budget({ onChosen }: { onChosen: () => Promise<void> }) {
  const { storage } = useParley()
  const chosen = useLive(storage.budgetBytes)
  const { fault, attempted } = useAttempt(texts.storage.failed)
  const says = texts.storage
  const offered = chosen === undefined ? BUDGETS_BYTES : [...new Set([...BUDGETS_BYTES, chosen])]
  return (
    <div>
      <SelectField
        label={says.budget}
        hint={says.budgetHint}
        chosen={String(chosen ?? '')}
        options={[
          { value: '', label: says.unlimited },
          ...offered.map((bytes) => ({ value: String(bytes), label: sizeWords(bytes) })),
        ]}
        onChoose={(value) =>
          void attempted(async () => {
            await storage.setBudget(value === '' ? undefined : Number(value))
            await onChosen()
          })
        }
      />
      <Fault says={fault} />
    </div>
  )
}

interface PromisedProps {
  readonly used: StorageUse
  readonly onAsked: () => Promise<void>
}

function Promised({ used: { isPersistent }, onAsked }: PromisedProps) {
  const { storage } = useParley()
  const [isRefused, setRefused] = useState(false)
  const says = texts.storage
  if (isPersistent) return <p className={styles['soft']}>{says.persistent}</p>
  const ask = async () => {
    setRefused(!(await storage.persist()))
    await onAsked()
  }
  return (
    <div className={styles['asked']}>
      <p className={styles['soft']}>
        {says.notPersistent} {says.inPrivate}
      </p>
      <p role="status" className={styles['said']}>
        {isRefused && says.refused}
      </p>
      {window.isSecureContext && <Button onClick={() => void ask()}>{says.persist}</Button>}
    </div>
  )
}
