/**
 * That the browser had deleted what was kept here: what comes back by itself, and which of one's own messages do
 * not. Their texts are here until the person has read this.
 */
import { useGroup, useLoss, useParley, type Loss, type UnsentMessage } from '@parley/react'
import { TriangleAlert, X } from 'lucide-react'
import { Button, IconButton } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import styles from '../notices/notices.module.css'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'

export function LossRow() {
  const loss = useLoss()
  return loss === undefined ? null : <Told loss={loss} />
}

function Told({ loss }: { loss: Loss }) {
  const { storage } = useParley()
  const { fault, attempt } = useAttempt()
  return (
    <div className={styles['notice']}>
      <TriangleAlert size={18} aria-hidden />
      <div className={styles['words']}>
        <div role="alert">
          <p>{texts.loss[loss.state]}</p>
          <p>{countWords(loss)}</p>
        </div>
        <Texts loss={loss} />
        <Fault says={fault} />
      </div>
      <IconButton name={texts.notices.dismiss} onClick={() => attempt(() => storage.dismissLoss())}>
        <X size={18} aria-hidden />
      </IconButton>
    </div>
  )
}

function countWords({ unsentCount }: Loss): string {
  return unsentCount === 0 ? texts.loss.nothingUnsent : texts.loss.unsent(unsentCount)
}

function Texts({ loss: { unsent, unsentCount } }: { loss: Loss }) {
  const moreCount = unsentCount - unsent.length
  if (unsentCount === 0) return null
  return (
    <ul className={styles['texts']}>
      {unsent.map((message) => (
        <li key={message.key}>
          <bdi className={styles['group']}>{message.groupName}</bdi>
          <blockquote dir="auto">{message.text}</blockquote>
          <WriteAgain message={message} />
        </li>
      ))}
      {moreCount > 0 && <li>{texts.loss.unsentMore(moreCount)}</li>}
    </ul>
  )
}

/** Once its group is here again: into what is being written there, to be looked at before it is sent. */
function WriteAgain({ message: { group: id, text } }: { message: UnsentMessage }) {
  const group = useGroup(id)
  const { go } = useNavigation()
  if (group === undefined) return null
  const write = () => {
    const draft = group.draft.get()
    if (draft !== text && !draft.startsWith(`${text}\n`))
      group.setDraft(draft === '' ? text : `${text}\n${draft}`)
    go({ screen: 'group', group: id })
  }
  return <Button onClick={write}>{texts.notices.writeAgain}</Button>
}
