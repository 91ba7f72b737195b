/** What somebody wrote and nobody got: one text in full, several behind a button; each can be written again. */
import { useParley, type Group, type Notice } from '@parley/react'
import { Pencil } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { useNavigation } from '../shell/places.ts'
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

/** Written again, it goes back to the composer of its group, or of its thread. */
function KeptText({ notice, group }: { notice: Notice; group: Group | undefined }) {
  const parley = useParley()
  const { go } = useNavigation()
  const { id, text = '', thread } = notice
  const writeAgain = (to: Group) => {
    const place = thread === undefined ? to : to.thread(thread)
    const draft = place.draft.get()
    place.setDraft(draft === '' ? text : `${text}\n${draft}`)
    const side = thread === undefined ? {} : { side: { pane: 'thread', root: thread } as const }
    go({ screen: 'group', group: to.id, ...side })
    parley.dismissNotice(id)
  }
  return (
    <>
      <blockquote>
        <RichText text={text} links={false} />
      </blockquote>
      {group?.info.get().state === 'ready' && (
        <Button icon={<Pencil size={16} aria-hidden />} onClick={() => writeAgain(group)}>
          {texts.notices.writeAgain}
        </Button>
      )}
    </>
  )
}
