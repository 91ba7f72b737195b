/**
 * Making room by hand: what can go and what becomes of it is said before, what went is said after. Only
 * what the relay holds goes; what that leaves is the client's to say.
 */
import { useGroups, useParley, type Freed, type GroupId, type StorageUse } from '@parley/react'
import { HardDrive } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { texts } from '../texts/catalogue.ts'
import { freeAll } from './free-all.ts'
import { sizeWords } from './size-words.ts'
import styles from './storage-section.module.css'

interface FreeingProps {
  readonly used: StorageUse
  readonly onFreed: () => Promise<void>
}

export function Freeing({ used: { groups, bytes: allBytes }, onFreed }: FreeingProps) {
  const id = useId()
  const { free, told, fault } = useFreeing(onFreed)
  const said = useKeptFocus(told, groups)
  const freeable = groups.filter(({ freeableBytes }) => freeableBytes > 0)
  const bytes = freeable.reduce((sum, { freeableBytes }) => sum + freeableBytes, 0)
  const says = texts.storage
  return (
    <>
      <div className={styles['asked']}>
        <p className={styles['title']}>{says.free}</p>
        <p id={id} className={styles['soft']}>
          {bytes === 0 ? says.freeNothing : says.freeHint(sizeWords(bytes))}
        </p>
        <Button
          icon={<HardDrive size={18} aria-hidden />}
          aria-describedby={id}
          aria-disabled={bytes === 0 || undefined}
          onClick={() => bytes > 0 && free(freeable.map(({ group }) => group))}
        >
          {bytes === 0 ? says.free : says.freeAll(sizeWords(bytes))}
        </Button>
        <p
          ref={said}
          role="status"
          tabIndex={-1}
          className={styles['said']}
          data-done={told !== undefined && told !== 'freeing' && told.bytes > 0 ? '' : undefined}
        >
          {told !== undefined && (told === 'freeing' ? says.freeing : freedWords(told))}
        </p>
        <Fault says={fault} />
      </div>
      <Groups
        groups={groups}
        allBytes={allBytes}
        isAsked={freeable.length > 1}
        onFree={(group) => free([group])}
      />
    </>
  )
}

function useFreeing(onFreed: () => Promise<void>) {
  const { storage } = useParley()
  const { fault, attempted } = useAttempt(texts.storage.failed)
  const [told, setTold] = useState<Freed | 'freeing'>()
  const free = (groups: readonly GroupId[]) => {
    setTold('freeing')
    void attempted(async () => {
      setTold(await freeAll(storage, groups))
      await onFreed()
    }).then(() => setTold((now) => (now === 'freeing' ? undefined : now)))
  }
  return { free, told, fault }
}

/** The button of a group goes with what it freed: focus goes to what is said then. */
function useKeptFocus(told: unknown, groups: StorageUse['groups']) {
  const said = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (told !== undefined && document.activeElement === document.body)
      said.current?.focus({ preventScroll: true })
  }, [told, groups])
  return said
}

function freedWords({ outcome, bytes }: Freed): string {
  const says = texts.storage
  if (outcome === 'away') return says.away
  return outcome === 'kept' ? says.kept(sizeWords(bytes)) : says.freed(sizeWords(bytes))
}

interface GroupsProps {
  readonly groups: StorageUse['groups']
  readonly allBytes: number
  /** Each has something that can go by itself. */
  readonly isAsked: boolean
  readonly onFree: (group: GroupId) => void
}

function Groups({ groups, allBytes, isAsked, onFree }: GroupsProps) {
  const known = useGroups()
  const says = texts.storage
  if (groups.length === 0) return null
  return (
    <ul className={styles['groups']} aria-label={says.byGroup}>
      {groups.map(({ group, name, bytes, freeableBytes }) => (
        <li key={group}>
          <div className={styles['row']}>
            <bdi className={styles['name']}>
              {known.find(({ id }) => id === group)?.name ?? name}
            </bdi>
            <span className={styles['soft']}>{sizeWords(bytes)}</span>
          </div>
          <meter min={0} max={allBytes} value={bytes} aria-hidden className={styles['bar']} />
          {isAsked && freeableBytes > 0 && (
            <Button
              aria-label={says.freeIn(name, sizeWords(freeableBytes))}
              onClick={() => onFree(group)}
            >
              {says.freeAll(sizeWords(freeableBytes))}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
