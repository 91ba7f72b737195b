/** The script of the app is neither on this device nor to be had now. */
import { Button } from '../controls/button.tsx'
import { useLanguage } from '../language/use-language.ts'
import { texts } from '../texts/catalogue.ts'
import { Centred } from './centred.tsx'
import styles from './parley-app.module.css'

export function CannotFetch({ onAgain }: { onAgain: () => void }) {
  useLanguage()
  const says = texts.later
  return (
    <div className={styles['app']}>
      <Centred title={texts.app}>
        <p role="alert">{says.failed}</p>
        <Button look="main" onClick={onAgain}>
          {says.again}
        </Button>
      </Centred>
    </div>
  )
}
