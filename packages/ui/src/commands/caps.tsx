/** A chord as it is written on the keys. Screen readers say it by its words. */
import styles from './caps.module.css'
import { capsOf, type Chord } from './chords.ts'
import { isApple } from './key-places.ts'

export function Caps({ chord }: { chord: Chord }) {
  return (
    <span className={styles['caps']} dir="ltr">
      {capsOf(chord, isApple()).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  )
}
