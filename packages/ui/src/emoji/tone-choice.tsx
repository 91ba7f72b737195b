/** The skin tone of hands and people: chosen once, kept on this device. */
import { useId } from 'react'
import { texts } from '../texts/catalogue.ts'
import { type Tone, TONES } from './emoji-list.ts'
import styles from './emoji-picker.module.css'

interface ToneChoiceProps {
  readonly tone: Tone
  readonly onChoose: (tone: Tone) => void
}

export function ToneChoice({ tone, onChoose }: ToneChoiceProps) {
  const name = useId()
  return (
    <fieldset className={styles['tones']}>
      <legend>{texts.emoji.tone}</legend>
      {TONES.map((one, at) => (
        <label key={one} title={texts.emoji.tones[at]}>
          <input
            type="radio"
            name={name}
            aria-label={texts.emoji.tones[at]}
            checked={one === tone}
            onChange={() => onChoose(one)}
          />
          <span aria-hidden>{`✋${one}`}</span>
        </label>
      ))}
    </fieldset>
  )
}
