/** What everybody in one's groups sees of one: picture, name and status. */
import { MAX_STATUS_BYTES, useLive, useName, useParley } from '@parley/react'
import { faultOfName } from '../controls/name-form.tsx'
import { Section } from '../controls/section.tsx'
import { TextForm } from '../controls/text-form.tsx'
import { usePart } from '../shell/wanted-part.ts'
import { texts } from '../texts/catalogue.ts'
import { characters, utf8Bytes } from '../writing/text-size.ts'
import { PictureField } from './picture-field.tsx'

const MAX_CHARACTERS = 80

export function OwnProfileSection() {
  const parley = useParley()
  const name = useName() ?? ''
  const says = texts.settings
  return (
    <Section part="profile" level={2} title={texts.profile.title}>
      <PictureField
        id={parley.me}
        name={name}
        label={texts.profile.picture}
        onPicture={(bytes) => parley.profiles.setPicture(bytes)}
      />
      <TextForm
        label={says.name}
        hint={says.nameHint}
        save={says.saveName}
        words={name}
        faultOf={(next) => faultOfName(next, says.nameEmpty)}
        onWords={(next) => parley.setName(next)}
      />
      <StatusForm />
    </Section>
  )
}

function StatusForm() {
  const { profiles } = useParley()
  const place = usePart<HTMLDivElement>('status')
  const says = texts.profile
  return (
    <div ref={place}>
      <TextForm
        label={says.status}
        hint={says.statusHint(MAX_CHARACTERS)}
        save={says.saveStatus}
        words={useLive(profiles.status)}
        faultOf={faultOfStatus}
        onWords={(status) => profiles.setStatus(status)}
      />
    </div>
  )
}

function faultOfStatus(status: string): string | undefined {
  const isFitting =
    characters(status.trim()) <= MAX_CHARACTERS && utf8Bytes(status.trim()) <= MAX_STATUS_BYTES
  return isFitting ? undefined : texts.profile.statusTooLong(MAX_CHARACTERS)
}
