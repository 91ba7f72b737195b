/** The keys of a site, by their thumbprints: one is added beside the others, and taken out with a word on what that does. */
import {
  isSameSiteKey,
  MAX_SITE_KEYS,
  siteKeyThumbprint,
  type SigningSite,
  type SiteKey,
} from '@parley/react'
import { useEffect, useRef, useState } from 'react'
import { Ask } from '../controls/ask.tsx'
import { Button } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import { number } from '../texts/locale.ts'
import styles from './site-section.module.css'

interface SiteKeysProps {
  readonly site: SigningSite
  /** Without its last key there is no site. */
  readonly onChange: (site: SigningSite | undefined) => Promise<void>
  readonly onAdd: () => void
}

/** As the tools of sites name them. */
const KINDS = { EdDSA: 'Ed25519', ES256: 'P-256' } as const

export function SiteKeys({ site, onChange, onAdd }: SiteKeysProps) {
  const says = texts.site
  const [asked, setAsked] = useState<SiteKey>()
  const heading = useRef<HTMLHeadingElement>(null)
  const isOut = useRef(false)
  const keysCount = site.keys.length
  // The button that asked went with its key.
  useEffect(() => {
    if (asked !== undefined || !isOut.current) return
    isOut.current = false
    heading.current?.focus()
  }, [asked])
  const takeOut = async (key: SiteKey) => {
    const keys = site.keys.filter((one) => !isSameSiteKey(one, key))
    await onChange(keys.length === 0 ? undefined : { ...site, keys })
    isOut.current = true
  }
  return (
    <section className={styles['keys']} aria-label={says.keys}>
      <h4 ref={heading} tabIndex={-1}>
        {says.keys}
      </h4>
      <ul>
        {site.keys.map((key) => (
          <KeyRow key={siteKeyThumbprint(key)} siteKey={key} onTakeOut={() => setAsked(key)} />
        ))}
      </ul>
      {keysCount < MAX_SITE_KEYS ? (
        <>
          <Button onClick={onAdd}>{says.addKey}</Button>
          <p className={styles['hint']}>{says.addKeyHint}</p>
        </>
      ) : (
        <p className={styles['hint']}>{says.full(number(keysCount))}</p>
      )}
      {asked !== undefined && (
        <Ask
          title={says.takeOutTitle}
          act={says.takeOut}
          onAct={() => takeOut(asked)}
          onClose={() => setAsked(undefined)}
        >
          <p>{says.takeOutHint}</p>
          {keysCount === 1 && <p data-warning>{says.takeOutLast}</p>}
          <p>{says.takeOutStolen}</p>
        </Ask>
      )}
    </section>
  )
}

function KeyRow({ siteKey, onTakeOut }: { siteKey: SiteKey; onTakeOut: () => void }) {
  const says = texts.site
  const kind = KINDS[siteKey.algorithm]
  const thumbprint = siteKeyThumbprint(siteKey)
  return (
    <li>
      <span className={styles['kind']}>
        <span>{kind}</span>
        <code dir="ltr">{thumbprint}</code>
      </span>
      <Button
        aria-label={says.takeOutName(`${kind} ${thumbprint.slice(0, 6)}`)}
        onClick={onTakeOut}
      >
        {says.takeOut}
      </Button>
    </li>
  )
}
