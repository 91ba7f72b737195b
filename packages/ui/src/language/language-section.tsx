/** The language of this device, each offered by the name it has in itself. */
import { useState } from 'react'
import { Fault } from '../controls/fault.tsx'
import { Section } from '../controls/section.tsx'
import { SelectField } from '../controls/select-field.tsx'
import { texts } from '../texts/catalogue.ts'
import { isLanguage, LANGUAGES, spokenOf } from '../texts/languages.ts'
import { chooseLanguage, chosenLanguage, type LanguageChoice } from './language.ts'

export function LanguageSection() {
  const says = texts.language
  return (
    <Section part="language" level={2} title={says.title}>
      <LanguageField hint={says.hint} />
    </Section>
  )
}

export function LanguageField({ hint }: { hint?: string }) {
  const says = texts.language
  const [chosen, setChosen] = useState(chosenLanguage)
  const [hasFailed, setFailed] = useState(false)
  const choose = async (choice: LanguageChoice) => {
    const before = chosen
    setChosen(choice)
    const isHere = await chooseLanguage(choice)
    setFailed(!isHere)
    if (!isHere) setChosen(before)
  }
  return (
    <>
      <SelectField
        label={says.label}
        {...(hint === undefined ? {} : { hint })}
        options={choices()}
        chosen={chosen}
        onChoose={(choice) => void choose(choice)}
      />
      <Fault says={hasFailed ? says.failed : undefined} />
    </>
  )
}

function choices(): readonly { readonly value: LanguageChoice; readonly label: string }[] {
  const ofBrowser = LANGUAGES[spokenOf(navigator.languages)].name
  const languages = Object.keys(LANGUAGES).filter(isLanguage)
  return [
    { value: 'auto', label: texts.language.auto(ofBrowser) },
    ...languages.map((one) => ({ value: one, label: LANGUAGES[one].name })),
  ]
}
