/** What a person must know about their device or the relay, in plain words, until they have read it. */
import { useGroups, useNotices, useParley, type Notice } from '@parley/react'
import { Pencil, TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../controls/button.tsx'
import { nameOf } from '../groups/group-name.ts'
import { useNavigation } from '../shell/places.ts'
import { EraseButton } from '../own/erase-button.tsx'
import { texts } from '../texts/catalogue.ts'
import { RichText } from '../writing/rich-text.tsx'
import { CompareAct } from './compare-act.tsx'
import styles from './notices.module.css'

export function Notices() {
  const parley = useParley()
  const notices = useNotices()
  const groups = useGroups()
  const [isWhole, setWhole] = useState(false)
  if (notices.length === 0) return null
  const restCount = notices.length - 1
  return (
    <div className={styles['notices']} data-whole={isWhole ? '' : undefined}>
      {notices.map((notice) => {
        const group = groups.find(({ id }) => id === notice.group)
        return (
          <div key={notice.id} className={styles['notice']} role="alert">
            <TriangleAlert size={18} aria-hidden />
            <div className={styles['words']}>
              {group !== undefined && <bdi className={styles['group']}>{nameOf(group)}</bdi>}
              <p>{noticeWords(notice)}</p>
              {notice.text !== undefined && (
                <blockquote>
                  <RichText text={notice.text} links={false} />
                </blockquote>
              )}
              <NoticeActs notice={notice} />
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
      {restCount > 0 && (
        <button
          type="button"
          className={styles['more']}
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? texts.notices.fewer : texts.notices.more(restCount)}
        </button>
      )}
    </div>
  )
}

function noticeWords({ type, by }: Notice): string {
  const says = texts.notices
  if (by !== undefined && by !== '') {
    if (type === 'not-shown') return says.notShownBy(by)
    if (type === 'identity-changed') return says.changedBy(by)
  }
  return says.says[type]
}

/** What was written is never lost: it goes back to the composer of its group. */
function NoticeActs({ notice }: { notice: Notice }) {
  const parley = useParley()
  const { go } = useNavigation()
  const { id, type, group: groupId, person, text } = notice
  const group = groupId === undefined ? undefined : parley.openGroup(groupId)
  if (type === 'uses-newer') {
    return <Button onClick={() => location.reload()}>{texts.notices.reload}</Button>
  }
  if (type === 'device-removed') return <EraseButton because="removed" />
  if (type === 'identity-changed' && groupId !== undefined && person !== undefined) {
    return <CompareAct group={groupId} person={person} />
  }
  const isWritten = type === 'not-sent' || type === 'not-shown'
  if (!isWritten || text === undefined || group?.info.get().state !== 'ready') return null
  const writeAgain = () => {
    const draft = group.draft.get()
    group.setDraft(draft === '' ? text : `${text}\n${draft}`)
    go({ screen: 'group', group: group.id })
    parley.dismissNotice(id)
  }
  return (
    <Button icon={<Pencil size={16} aria-hidden />} onClick={writeAgain}>
      {texts.notices.writeAgain}
    </Button>
  )
}
