/** In a group's settings: the site whose tokens say who people are here, with its keys. */
import type { Group, Policy, SigningSite } from '@parley/react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Choices } from '../controls/choices.tsx'
import { Fault } from '../controls/fault.tsx'
import { isFocusLost } from '../controls/focused.ts'
import { faultOfName } from '../controls/name-form.tsx'
import { Section } from '../controls/section.tsx'
import { TextForm } from '../controls/text-form.tsx'
import { useAsked } from '../controls/use-asked.ts'
import { useAttempt } from '../controls/use-attempt.ts'
import { texts } from '../texts/catalogue.ts'
import { Audience } from './audience.tsx'
import { roleChoices, SiteDialog } from './site-dialog.tsx'
import { SiteKeys } from './site-keys.tsx'
import styles from './site-section.module.css'

interface SiteSectionProps {
  readonly group: Group
  readonly site: Policy['site']
}

export function SiteSection({ group, site }: SiteSectionProps) {
  const says = texts.site
  const [isAsking, setAsking] = useState(false)
  const begin = useRef<HTMLDivElement>(null)
  const hasSite = site !== undefined
  const hadSite = useRef(hasSite)
  // The last key went, and with it what had focus.
  useEffect(() => {
    if (hadSite.current && !hasSite && isFocusLost())
      begin.current?.querySelector('button')?.focus()
    hadSite.current = hasSite
  }, [hasSite])
  return (
    <Section part="site" title={says.title} hint={says.hint}>
      {hasSite ? (
        <KnownSite group={group} site={site} onAdd={() => setAsking(true)} />
      ) : (
        <div ref={begin} className={styles['begin']}>
          <Button onClick={() => setAsking(true)}>{says.begin}</Button>
        </div>
      )}
      {isAsking && (
        <SiteDialog
          site={site}
          onSite={(next) => group.setPolicy({ site: next })}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  )
}

interface KnownSiteProps {
  readonly group: Group
  readonly site: SigningSite
  readonly onAdd: () => void
}

function KnownSite({ group, site, onAdd }: KnownSiteProps) {
  const says = texts.site
  const { fault, attempted } = useAttempt()
  const role = useAsked(site.role)
  const change = (next: SigningSite | undefined) => group.setPolicy({ site: next })
  return (
    <div className={styles['site']}>
      <TextForm
        label={says.name}
        hint={says.nameHint}
        save={says.rename}
        words={site.name}
        faultOf={(name) => faultOfName(name, says.nameEmpty)}
        onWords={(name) => change({ ...site, name })}
      />
      <Choices
        legend={says.role}
        choices={roleChoices()}
        chosen={role.shown}
        onChoose={(next) =>
          role.ask(next, (asked) => attempted(() => change({ ...site, role: asked })))
        }
      />
      <Fault says={fault} />
      <SiteKeys site={site} onChange={change} onAdd={onAdd} />
      <Audience group={group.id} />
    </div>
  )
}
