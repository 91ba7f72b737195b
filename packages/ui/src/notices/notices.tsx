/** What a person must know about their device or the relay, in plain words, until they have read it. */
import { useGroups, useLoss, useNotices, useParley, type Notice } from '@parley/react'
import { TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { Ask } from '../controls/ask.tsx'
import { Button, IconButton } from '../controls/button.tsx'
import { nameOf } from '../groups/group-name.ts'
import { EraseButton } from '../own/erase-button.tsx'
import { useNavigation } from '../shell/places.ts'
import { LossRow } from '../storage/loss-row.tsx'
import { UnkeptLine } from '../storage/unkept-line.tsx'
import { texts } from '../texts/catalogue.ts'
import { CompareAct } from './compare-act.tsx'
import { KeptTexts } from './kept-texts.tsx'
import { groupNotices, isWritten, type NoticeGroup } from './notice-groups.ts'
import { noticeWords } from './notice-words.ts'
import styles from './notices.module.css'

export function Notices() {
  const groups = groupNotices(useNotices())
  const [isWhole, setWhole] = useState(false)
  const hasLoss = useLoss() !== undefined
  const { isKept } = useParley().storage
  const firstCount = (hasLoss ? 1 : 0) + (isKept ? 0 : 1)
  if (groups.length + firstCount === 0) return null
  const restCount = groups.length + firstCount - 1
  return (
    <section
      className={styles['notices']}
      aria-label={texts.notices.title}
      data-whole={isWhole ? '' : undefined}
    >
      <LossRow />
      <UnkeptLine />
      {groups.map(({ key, notices }) => (
        <NoticeRow key={key} notices={notices} />
      ))}
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
    </section>
  )
}

function NoticeRow({ notices }: Pick<NoticeGroup, 'notices'>) {
  const parley = useParley()
  const [notice] = notices
  const summary = useGroups().find(({ id }) => id === notice.group)
  const group = notice.group === undefined ? undefined : parley.openGroup(notice.group)
  const words = noticeWords(notice, notices.length, summary?.state)
  return (
    <div className={styles['notice']}>
      <TriangleAlert size={18} aria-hidden />
      <div className={styles['words']}>
        <div role="alert">
          {summary !== undefined && <bdi className={styles['group']}>{nameOf(summary)}</bdi>}
          <p>{words}</p>
        </div>
        {isWritten(notice) ? (
          <KeptTexts notices={notices} group={group} />
        ) : (
          <NoticeActs notice={notice} />
        )}
      </div>
      <Dismiss notices={notices} />
    </div>
  )
}

/** Several texts, which may all be folded away, do not go by one slip of a finger. */
function Dismiss({ notices }: Pick<NoticeGroup, 'notices'>) {
  const parley = useParley()
  const [isAsked, setAsked] = useState(false)
  const says = texts.notices
  const dismiss = () => {
    for (const { id } of notices) parley.dismissNotice(id)
  }
  return (
    <>
      <IconButton
        name={says.dismiss}
        onClick={() => (notices.length > 1 ? setAsked(true) : dismiss())}
      >
        <X size={18} aria-hidden />
      </IconButton>
      {isAsked && (
        <Ask
          title={says.throwTitle(notices.length)}
          act={says.throwAct}
          onAct={async () => dismiss()}
          onClose={() => setAsked(false)}
        >
          <p>{says.throwHint}</p>
        </Ask>
      )}
    </>
  )
}

function NoticeActs({ notice }: { notice: Notice }) {
  const { type, group, person } = notice
  const { go } = useNavigation()
  if (type === 'uses-newer' || type === 'storage-failing') {
    return <Button onClick={() => location.reload()}>{texts.notices.reload}</Button>
  }
  if (type === 'storage-full')
    return <Button onClick={() => go({ screen: 'settings' })}>{texts.storage.free}</Button>
  if (type === 'device-removed') return <EraseButton because="removed" />
  if (type === 'identity-changed' && group !== undefined && person !== undefined) {
    return <CompareAct group={group} person={person} />
  }
  return null
}
