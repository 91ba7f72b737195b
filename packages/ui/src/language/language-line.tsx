/** All languages in a line, for the first screen: whoever cannot read that screen finds their own by its name. */
import { useState } from 'react'
import { Fault } from '../controls/fault.tsx'
import { texts } from '../texts/catalogue.ts'
import { isLanguage, LANGUAGES, type Language } from '../texts/languages.ts'
import { language } from '../texts/locale.ts'
import { chooseLanguage } from './language.ts'
import styles from './language-line.module.css'

export function LanguageLine() {
  const says = texts.language
  const [hasFailed, setFailed] = useState(false)
  const spoken = language().split('-')[0]
  const choose = async (one: Language) => setFailed(!(await chooseLanguage(one)))
  return (
    <>
      <div role="group" aria-label={says.label} className={styles['line']}>
        {Object.keys(LANGUAGES)
          .filter(isLanguage)
          .map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-pressed={one === spoken}
              onClick={() => void choose(one)}
            >
              {LANGUAGES[one].name}
            </button>
          ))}
      </div>
      <Fault says={hasFailed ? says.failed : undefined} />
    </>
  )
}
