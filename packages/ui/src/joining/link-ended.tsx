/**
 * For whoever follows a link that lets nobody in any more: why, what to do next, and a way out. It goes
 * away by itself when the link does let them in after all.
 */
import type { EndedLink, Group } from '@parley/react'
import { Unlink } from 'lucide-react'
import { useState } from 'react'
import { Ask } from '../controls/ask.tsx'
import { Blank } from '../controls/blank.tsx'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { KeptDraft } from '../conversation/kept-draft.tsx'
import { useHasWritten } from '../conversation/use-has-written.ts'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { JoinDialog } from './join-dialog.tsx'
import styles from './link-ended.module.css'

interface LinkEndedProps {
  readonly group: Group
  readonly ended: EndedLink
}

/** Where there is nothing else to show. */
export function LinkEndedScreen({ group, ended }: LinkEndedProps) {
  return (
    <div role="status" className={styles['screen']}>
      <Blank
        icon={<Unlink size={26} aria-hidden />}
        title={texts.linkEnded.title}
        hint={wordsOf(ended)}
        below={<KeptDraft group={group} says={texts.linkEnded.keptDraft} />}
      >
        <WaysOn group={group} ended={ended} />
      </Blank>
    </div>
  )
}

/** In the composer's place, below what is there already. */
export function LinkEndedLine({ group, ended }: LinkEndedProps) {
  const hasWritten = useHasWritten(group)
  return (
    <div className={styles['line']}>
      <Unlink size={20} aria-hidden />
      <div>
        <div role="status">
          <p className={styles['title']}>{texts.linkEnded.title}</p>
          <p className={styles['hint']}>{wordsOf(ended)}</p>
          {hasWritten && <p className={styles['hint']}>{texts.linkEnded.kept}</p>}
        </div>
        <KeptDraft group={group} says={texts.linkEnded.keptDraft} />
        <div className={styles['ways']}>
          <WaysOn group={group} ended={ended} />
        </div>
      </div>
    </div>
  )
}

/** A new link, or none: then the group goes from the list, or is what it was before. */
function WaysOn({ group, ended }: LinkEndedProps) {
  const { go } = useNavigation()
  const { fault, attempt } = useAttempt()
  const [open, setOpen] = useState<'join' | 'remove'>()
  const hasWritten = useHasWritten(group)
  const says = texts.linkEnded
  const giveUp = () => group.giveUpLink()
  const leave = () => go({ screen: 'groups' }, { replace: true })
  function onLeave(): void {
    if (ended.wasHere) return attempt(giveUp)
    if (hasWritten || group.draft.get().trim() !== '') return setOpen('remove')
    attempt(giveUp, leave)
  }
  return (
    <>
      <Button look="main" onClick={() => setOpen('join')}>
        {says.newLink}
      </Button>
      <Button onClick={onLeave}>{ended.wasHere ? says.leave : says.remove}</Button>
      <Fault says={fault} />
      {open === 'join' && <JoinDialog onClose={() => setOpen(undefined)} />}
      {open === 'remove' && (
        <Ask
          title={says.removeTitle}
          act={says.removeAct}
          onAct={() => giveUp().then(leave)}
          onClose={() => setOpen(undefined)}
        >
          <p>{says.removeHint}</p>
        </Ask>
      )}
    </>
  )
}

function wordsOf({ reason }: EndedLink): string {
  return `${texts.linkEnded.reasons[reason]} ${texts.linkEnded.ask}`
}
