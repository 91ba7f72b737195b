/** The lines for a page, to be copied; made when they are asked for. */
import { useGroupInfo, type Group } from '@parley/react'
import { Check, Copy } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { Hidden } from '../controls/hidden.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { copyFrom } from '../inviting/copy-from.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './lines-to-copy.module.css'
import { pageLines } from './page-lines.ts'

interface LinesToCopyProps {
  readonly group: Group
  /** Of the button that makes them; among other settings it is one of many. */
  readonly look?: 'main' | 'plain'
}

export function LinesToCopy({ group, look = 'main' }: LinesToCopyProps) {
  const { desks, me } = useGroupInfo(group)
  const { fault, attempt } = useAttempt()
  const known = desks.find(({ link }) => link !== undefined)
  const elsewhere = desks.find(({ link }) => link === undefined)
  const says = texts.desk
  return (
    <>
      <Fault says={fault} />
      {known?.link !== undefined && <Lines link={known.link} />}
      {known === undefined && elsewhere !== undefined && (
        <p className={styles['hint']}>{says.elsewhere(elsewhere.by)}</p>
      )}
      {known === undefined && me.mayInvite && (
        <Button look={look} onClick={() => attempt(() => group.deskLink())}>
          {says.make}
        </Button>
      )}
    </>
  )
}

function Lines({ link }: { link: string }) {
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const [isCopied, setCopied] = useState(false)
  const Sign = isCopied ? Check : Copy
  const says = texts.desk
  const copy = () => {
    if (box.current !== null) void copyFrom(box.current).then(setCopied)
  }
  return (
    <div className={styles['lines']}>
      <label htmlFor={id}>{says.lines}</label>
      <textarea
        id={id}
        ref={box}
        readOnly
        rows={4}
        dir="ltr"
        spellCheck={false}
        value={pageLines(link)}
        onFocus={({ target }) => target.select()}
      />
      <Button look="main" icon={<Sign size={18} aria-hidden />} onClick={copy}>
        {isCopied ? says.copied : says.copy}
      </Button>
      <div aria-live="polite">{isCopied && <Hidden>{says.copied}</Hidden>}</div>
    </div>
  )
}
