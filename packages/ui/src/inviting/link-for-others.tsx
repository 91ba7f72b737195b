/** Under a link that leads only to this computer: why it is of no use to others, and one that is. */
import { useState } from 'react'
import { SelectField } from '../controls/select-field.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './invite-panel.module.css'
import { LinkToCopy } from './link-to-copy.tsx'
import { useReachable } from './use-reachable.ts'

export function LinkForOthers({ link }: { link: string }) {
  const reachable = useReachable(link)
  const [chosen, setChosen] = useState('')
  const says = texts.invite
  const shown = reachable.find((one) => one === chosen) ?? reachable[0]
  return (
    <>
      <p className={styles['warning']} role="note">
        {shown === undefined ? says.localhost : says.localhostOthers}
      </p>
      {shown !== undefined && (
        <section aria-label={says.linkForOthers} className={styles['others']}>
          {reachable.length > 1 && (
            <SelectField
              label={says.address}
              options={reachable.map((one) => ({ value: one, label: new URL(one).host }))}
              chosen={shown}
              onChoose={setChosen}
            />
          )}
          <LinkToCopy key={shown} label={says.linkForOthers} link={shown} />
        </section>
      )}
    </>
  )
}
