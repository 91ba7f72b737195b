/** What a person must know about their device or the relay, in plain words, until they have read it. */
import { useGroups, useNotices, useParley } from '@parley/react'
import { TriangleAlert, X } from 'lucide-react'
import { IconButton } from '../controls/button.tsx'
import { nameOf } from '../groups/group-row.tsx'
import { texts } from '../texts/catalogue.ts'
import { RichText } from '../writing/rich-text.tsx'
import styles from './notices.module.css'

export function Notices() {
  const parley = useParley()
  const notices = useNotices()
  const groups = useGroups()
  if (notices.length === 0) return null
  return (
    <div className={styles['notices']}>
      {notices.map((notice) => {
        const group = groups.find(({ id }) => id === notice.group)
        return (
          <div key={notice.id} className={styles['notice']} role="alert">
            <TriangleAlert size={18} aria-hidden />
            <div className={styles['words']}>
              {group !== undefined && <bdi className={styles['group']}>{nameOf(group)}</bdi>}
              <p>{texts.notices.says[notice.type]}</p>
              {notice.text !== undefined && (
                <blockquote>
                  <RichText text={notice.text} links={false} />
                </blockquote>
              )}
            </div>
            <IconButton
              name={texts.notices.dismiss}
              onClick={() => parley.dismissNotice(notice.id)}
            >
              <X size={18} aria-hidden />
            </IconButton>
          </div>
        )
      })}
    </div>
  )
}
