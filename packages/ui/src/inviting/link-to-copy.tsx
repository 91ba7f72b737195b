/**
 * A link, to be copied, handed to another app, or scanned. Copying works on plain http too, where
 * browsers offer no clipboard: the link is selected, and copied the old way.
 */
import { Check, Copy, QrCode as QrSign, Share2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Hidden } from '../controls/hidden.tsx'
import { TextField } from '../controls/text-field.tsx'
import { useWords } from '../texts/words.tsx'
import { copyFrom } from './copy-from.ts'
import styles from './link-to-copy.module.css'
import { QrCode } from './qr-code.tsx'

type CopyState = 'idle' | 'copied' | 'by-hand'

interface LinkToCopyProps {
  readonly label: string
  readonly link: string
  readonly isFocused?: boolean
  /** Another one beside it is the one to hand out. */
  readonly isMinor?: boolean
}

export function LinkToCopy(props: LinkToCopyProps) {
  const { label, link, isFocused = false, isMinor = false } = props
  const texts = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const [copying, setCopying] = useState<CopyState>('idle')
  const [showsCode, setShowsCode] = useState(false)
  const CopySign = copying === 'copied' ? Check : Copy
  const says = texts.invite
  const copy = () => {
    const field = frame.current?.querySelector('input')
    if (field) void copyFrom(field).then((done) => setCopying(done ? 'copied' : 'by-hand'))
  }
  return (
    <div className={styles['frame']} ref={frame}>
      <TextField
        label={label}
        value={link}
        readOnly
        autoFocus={isFocused}
        dir="ltr"
        onFocus={({ target }) => {
          target.select()
          // Its beginning, the address, is what tells one link from another at a glance.
          requestAnimationFrame(() => target.scrollTo(0, 0))
        }}
      />
      <div className={styles['buttons']}>
        <Button
          look={isMinor ? 'plain' : 'main'}
          icon={<CopySign size={18} aria-hidden />}
          onClick={copy}
        >
          {copying === 'copied' ? says.copied : says.copy}
        </Button>
        {'share' in navigator && (
          <Button icon={<Share2 size={18} aria-hidden />} onClick={() => share(link)}>
            {says.share}
          </Button>
        )}
        <Button
          icon={<QrSign size={18} aria-hidden />}
          aria-expanded={showsCode}
          onClick={() => setShowsCode(!showsCode)}
        >
          {says.qrShow}
        </Button>
      </div>
      <div aria-live="polite" className={styles['outcome']}>
        {copying === 'by-hand' && <p>{says.copyByHand}</p>}
        {copying === 'copied' && <Hidden>{says.copied}</Hidden>}
      </div>
      {showsCode && <QrCode text={link} name={says.qrName} />}
    </div>
  )
}

/** By the device's own sheet, where there is one; whoever closes it still has the link here. */
function share(url: string): void {
  navigator.share({ url }).catch(() => undefined)
}
