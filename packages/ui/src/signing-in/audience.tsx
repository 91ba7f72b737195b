/** What a token names as its group, to be copied into the settings of a site's server. */
import type { GroupId } from '@parley/react'
import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Hidden } from '../controls/hidden.tsx'
import { TextField } from '../controls/text-field.tsx'
import { copyFrom } from '../inviting/copy-from.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './site-section.module.css'

export function Audience({ group }: { group: GroupId }) {
  const says = texts.site
  const place = useRef<HTMLDivElement>(null)
  const [isCopied, setCopied] = useState(false)
  const Sign = isCopied ? Check : Copy
  const copy = () => {
    const field = place.current?.querySelector('input')
    if (field) void copyFrom(field).then(setCopied)
  }
  return (
    <div ref={place} className={styles['audience']}>
      <TextField
        label={says.audience}
        hint={says.audienceHint}
        value={group}
        readOnly
        dir="ltr"
        onFocus={({ target }) => target.select()}
      />
      <Button icon={<Sign size={18} aria-hidden />} onClick={copy}>
        {isCopied ? says.copied : says.copy}
      </Button>
      <div aria-live="polite">{isCopied && <Hidden>{says.copied}</Hidden>}</div>
    </div>
  )
}
