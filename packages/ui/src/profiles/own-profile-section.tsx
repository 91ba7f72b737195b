/** What everybody in one's groups sees of one beside the name: picture and status. */
import { MAX_STATUS_BYTES, useLive, useName, useParley } from '@parley/react'
import { Section } from '../controls/section.tsx'
import { texts } from '../texts/catalogue.ts'
import { characters, utf8Bytes } from '../writing/text-size.ts'
import { PictureField } from './picture-field.tsx'
import { WordsForm } from './words-form.tsx'

const MAX_CHARACTERS = 80

export function OwnProfileSection() {
  const { me, profiles } = useParley()
  const says = texts.profile
  return (
    <>
      <Section>
        <PictureField
          id={me}
          name={useName() ?? ''}
          label={says.picture}
          onPicture={(bytes) => profiles.setPicture(bytes)}
        />
      </Section>
      <Section part="status">
        <WordsForm
          label={says.status}
          hint={says.statusHint(MAX_CHARACTERS)}
          save={says.saveStatus}
          words={useLive(profiles.status)}
          faultOf={faultOf}
          onWords={(status) => profiles.setStatus(status)}
        />
      </Section>
    </>
  )
}

function faultOf(status: string): string | undefined {
  const isFitting =
    characters(status.trim()) <= MAX_CHARACTERS && utf8Bytes(status.trim()) <= MAX_STATUS_BYTES
  return isFitting ? undefined : texts.profile.statusTooLong(MAX_CHARACTERS)
}
