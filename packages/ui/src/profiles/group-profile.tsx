/** What a group shows of itself beside its name: for everybody to read, and for admins to change. */
import { MAX_ABOUT_BYTES, type Group, type GroupInfo } from '@parley/react'
import { Section } from '../controls/section.tsx'
import { nameOf } from '../groups/group-name.ts'
import { texts } from '../texts/catalogue.ts'
import { RichText } from '../writing/rich-text.tsx'
import { utf8Bytes } from '../writing/text-size.ts'
import styles from './group-profile.module.css'
import { PictureField } from './picture-field.tsx'
import { WordsForm } from './words-form.tsx'

/** Nothing where nothing was said. */
export function GroupDescription({ info }: { info: GroupInfo }) {
  if (info.description === '') return null
  return (
    <div className={styles['description']} dir="auto">
      <RichText text={info.description} links />
    </div>
  )
}

export function GroupProfileForms({ group, info }: { group: Group; info: GroupInfo }) {
  const says = texts.profile
  return (
    <>
      <Section>
        <PictureField
          id={group.id}
          name={nameOf(info)}
          isGroup
          label={says.groupPicture}
          onPicture={(bytes) => group.setPicture(bytes)}
        />
      </Section>
      <Section>
        <WordsForm
          isLong
          label={says.description}
          hint={says.descriptionHint}
          save={says.saveDescription}
          words={info.description}
          faultOf={faultOf}
          onWords={(words) => group.describe(words)}
        />
      </Section>
    </>
  )
}

function faultOf(words: string): string | undefined {
  return utf8Bytes(words.trim()) <= MAX_ABOUT_BYTES
    ? undefined
    : texts.name.tooLong(MAX_ABOUT_BYTES)
}
