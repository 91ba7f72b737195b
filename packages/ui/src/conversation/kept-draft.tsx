/** What was being written where it cannot be sent now: in sight, so that nobody fears for it. */
import { useLive, type Group } from '@parley/react'
import { use, useEffect } from 'react'
import { HostContext } from '../shell/host.ts'
import { RichText } from '../writing/rich-text.tsx'
import styles from './barred.module.css'

export function KeptDraft({ group, says }: { group: Group; says: string }) {
  const draft = useLive(group.draft)
  useWrittenEarly(group)
  if (draft.trim() === '') return null
  return (
    <div className={styles['draft']}>
      <p className={styles['hint']}>{says}</p>
      <blockquote>
        <RichText text={draft} links={false} />
      </blockquote>
    </div>
  )
}

/** What the last screen still had a box for, before the app was there to say that there is none. */
function useWrittenEarly(group: Group): void {
  const host = use(HostContext)
  useEffect(() => host?.goOnEarly?.(group), [host, group])
}
