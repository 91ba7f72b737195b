/** A link that leads only to this computer: first the one by which others come, then itself, told for what it is. */
import { useState } from 'react'
import { SelectField } from '../controls/select-field.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './invite-panel.module.css'
import { LinkToCopy } from './link-to-copy.tsx'
import { useReachable } from './use-reachable.ts'

export function LocalLink({ link }: { link: string }) {
  const reachable = useReachable(link)
  const says = texts.invite
  // The addresses come within a moment: what stands first stands there from the beginning.
  if (reachable === undefined) return null
  const [first] = reachable
  return (
    <>
      {first === undefined ? (
        <p className={styles['warning']} role="note">
          {says.localhost}
        </p>
      ) : (
        <LinkForOthers reachable={reachable} first={first} />
      )}
      <LinkToCopy
        label={says.localLink}
        link={link}
        isFocused={first === undefined}
        isMinor={first !== undefined}
      />
    </>
  )
}

interface LinkForOthersProps {
  readonly reachable: readonly string[]
  readonly first: string
}

function LinkForOthers({ reachable, first }: LinkForOthersProps) {
  const [chosen, setChosen] = useState(first)
  const says = texts.invite
  const shown = reachable.find((one) => one === chosen) ?? first
  return (
    <section aria-label={says.linkForOthers} className={styles['others']}>
      {reachable.length > 1 && (
        <SelectField
          label={says.address}
          options={reachable.map((one) => ({ value: one, label: new URL(one).host }))}
          chosen={shown}
          onChoose={setChosen}
        />
      )}
      <LinkToCopy key={shown} label={says.linkForOthers} link={shown} isFocused />
      <p className={styles['hint']} role="note">
        {says.localhostOthers}
      </p>
    </section>
  )
}
