/** The colour of a group on one's own devices, by its name as well as by its look. */
import { useAccent, useParley, type GroupId } from '@parley/react'
import { useId } from 'react'
import { colourOf, COLOURS } from '../controls/colours.ts'
import { Fault } from '../controls/fault.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './accent-field.module.css'

export function AccentField({ group }: { group: GroupId }) {
  const { profiles } = useParley()
  const chosen = useAccent(group)
  const name = useId()
  const { fault, attempt } = useAttempt()
  const says = texts.profile
  const choices = [undefined, ...Array.from({ length: COLOURS }, (_, colour) => colour)]
  return (
    <fieldset className={styles['accents']}>
      <legend>{says.accent}</legend>
      <p className={styles['hint']}>{says.accentHint}</p>
      <div className={styles['row']}>
        {choices.map((colour) => (
          <label key={colour ?? 'none'} data-colour={colour ?? colourOf(group)}>
            <input
              type="radio"
              name={name}
              aria-label={colour === undefined ? says.accentNone : says.accents[colour]}
              checked={chosen === colour}
              onChange={() => attempt(() => profiles.setAccent(group, colour))}
            />
            <span aria-hidden>{colour === undefined ? says.accentNone : ''}</span>
          </label>
        ))}
      </div>
      <Fault says={fault} />
    </fieldset>
  )
}
