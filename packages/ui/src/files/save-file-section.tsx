/** In the settings of a group: all of it into a file, to be carried where no network goes. */
import { useParley, type Group } from '@parley/react'
import { FileDown, Share } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { Section } from '../controls/section.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './files.module.css'
import { download, fileName, mayShare } from './group-files.ts'

const SAMPLE = () => new File([], fileName(new Date()), { type: 'application/x-parley' })

interface SaveFileSectionProps {
  readonly group: Group
  readonly isEncrypted: boolean
}

export function SaveFileSection({ group, isEncrypted }: SaveFileSectionProps) {
  const { files } = useParley()
  const says = texts.files
  const { fault, attempted } = useAttempt(says.saveFailed)
  const [told, setTold] = useState<'saving' | 'saved'>()
  const [isShared] = useState(() => mayShare(SAMPLE()))
  const save = (give: (file: File) => unknown) => {
    setTold('saving')
    void attempted(async () => {
      const whole = await files.save(group.id)
      await give(new File([whole], fileName(new Date()), { type: whole.type }))
      setTold('saved')
    }).then(() => setTold((now) => (now === 'saving' ? undefined : now)))
  }
  return (
    <Section title={says.title} hint={isEncrypted ? says.saveHint : says.saveOpenHint}>
      <div className={styles['ways']}>
        <Button
          icon={<FileDown size={18} aria-hidden />}
          onClick={() => save((file) => download(file, file.name))}
        >
          {says.save}
        </Button>
        {isShared && (
          <Button icon={<Share size={18} aria-hidden />} onClick={() => save(share)}>
            {says.share}
          </Button>
        )}
      </div>
      <div role="status" className={styles['told']}>
        {told === 'saving' && <p>{says.saving}</p>}
        {told === 'saved' && <p>{says.saved}</p>}
      </div>
      <Fault says={fault} />
    </Section>
  )
}

/** Who thinks better of it in the system's own sheet has not failed. */
async function share(file: File): Promise<void> {
  try {
    await navigator.share({ files: [file] })
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'AbortError') throw error
  }
}
