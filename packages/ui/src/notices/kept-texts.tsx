/** What somebody wrote and nobody got: one text in full, several behind a button; each can be written again. */
import { useParley, type Group, type Notice } from '@parley/react'
import { Pencil } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { useNavigation, type GroupPlace } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { RichText } from '../writing/rich-text.tsx'
import styles from './notices.module.css'

interface KeptTextsProps {
  readonly notices: readonly [Notice, ...Notice[]]
  readonly group: Group | undefined
}

export function KeptTexts({ notices, group }: KeptTextsProps) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const [first, ...more] = notices
  if (more.length === 0) return <KeptText notice={first} group={group} />
  return (
    <>
      <Button aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        {isOpen ? texts.notices.hideTexts : texts.notices.showTexts(notices.length)}
      </Button>
      <ul id={id} className={styles['texts']} hidden={!isOpen}>
        {notices.map((notice) => (
          <li key={notice.id}>
            <KeptText notice={notice} group={group} />
          </li>
        ))}
      </ul>
    </>
  )
}

/**
 * Written again, it goes back to the composer of its group, of its thread, or to the question box. An answer of that
 * box has no place of its own once it could not be given: it must not slip into what all read.
 */
function KeptText({ notice, group }: { notice: Notice; group: Group | undefined }) {
  const parley = useParley()
  const { go } = useNavigation()
  const { id, text = '', thread, box } = notice
  const writeAgain = (to: Group) => {
    const place = placeIn(to, notice)
    const draft = place.draft.get()
    place.setDraft(draft === '' ? text : `${text}\n${draft}`)
    const side = box === undefined ? threadSide(thread) : ({ side: { pane: 'questions' } } as const)
    go({ screen: 'group', group: to.id, ...side })
    parley.dismissNotice(id)
  }
  return (
    <>
      <blockquote>
        <RichText text={text} links={false} />
      </blockquote>
      {group?.info.get().state === 'ready' && box !== 'answer' && (
        <Button icon={<Pencil size={16} aria-hidden />} onClick={() => writeAgain(group)}>
          {texts.notices.writeAgain}
        </Button>
      )}
    </>
  )
}

function placeIn(group: Group, { thread, box }: Notice): Pick<Group, 'draft' | 'setDraft'> {
  if (box !== undefined) return group.lesson
  return thread === undefined ? group : group.thread(thread)
}

function threadSide(thread: Notice['thread']): Pick<GroupPlace, 'side'> {
  return thread === undefined ? {} : { side: { pane: 'thread', root: thread } }
}
