/** What a group shows of itself beside its name: for everybody to read, and for admins to change. */
import { MAX_ABOUT_BYTES, type Group, type GroupInfo } from '@parley/react'
import { faultOfName } from '../controls/name-form.tsx'
import { Section } from '../controls/section.tsx'
import { TextForm } from '../controls/text-form.tsx'
import { nameOf } from '../groups/group-name.ts'
import { texts } from '../texts/catalogue.ts'
import { useWords } from '../texts/words.tsx'
import { RichText } from '../writing/rich-text.tsx'
import { utf8Bytes } from '../writing/text-size.ts'
import styles from './group-profile.module.css'
import { PictureField } from './picture-field.tsx'

/** Nothing where nothing was said. */
export function GroupDescription({ info }: { info: GroupInfo }) {
  if (info.description === '') return null
  return (
    <div className={styles['description']} dir="auto">
      <RichText text={info.description} links />
    </div>
  )
}

export function GroupProfileSection({ group, info }: { group: Group; info: GroupInfo }) {
  const texts = useWords()
  const says = texts.profile
  return (
    <Section title={says.groupTitle}>
      <PictureField
        id={group.id}
        name={nameOf(info)}
        isGroup
        label={says.groupPicture}
        onPicture={(bytes) => group.setPicture(bytes)}
      />
      <TextForm
        label={texts.rules.name}
        save={texts.rules.rename}
        words={info.name}
        faultOf={(name) => faultOfName(name, texts.newGroup.nameEmpty)}
        onWords={(name) => group.rename(name)}
      />
      <TextForm
        isLong
        label={says.description}
        hint={says.descriptionHint}
        save={says.saveDescription}
        words={info.description}
        faultOf={faultOfDescription}
        onWords={(words) => group.describe(words)}
      />
    </Section>
  )
}

function faultOfDescription(words: string): string | undefined {
  return utf8Bytes(words.trim()) <= MAX_ABOUT_BYTES
    ? undefined
    : texts.name.tooLong(MAX_ABOUT_BYTES)
}
