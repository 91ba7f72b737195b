/** Every key there is, from the table of commands, and the switch for those that could disturb. */
import { FORMAT_KEYS } from '../conversation/format-keys.ts'
import { Modal } from '../controls/modal.tsx'
import { Section } from '../controls/section.tsx'
import { SwitchRow } from '../controls/switch-row.tsx'
import { texts } from '../texts/catalogue.ts'
import { Caps } from './caps.tsx'
import type { Chord } from './chords.ts'
import { chordsOf, COMMANDS, type CommandSection } from './commands.ts'
import styles from './help-sheet.module.css'
import { useLoneKeys } from './lone-keys.ts'

/** What the box one writes in does with these, beside the keys of a format. */
const WRITING_KEYS = [
  { id: 'send', chord: { key: 'Enter' } },
  { id: 'newLine', chord: { key: 'Enter', shift: true } },
  { id: 'editLast', chord: { key: 'ArrowUp' } },
] as const

/** What a line begins with, to be more than a line. */
const LINE_SIGNS = [
  { id: 'list', sign: '-' },
  { id: 'numbered', sign: '1.' },
  { id: 'quote', sign: '>' },
  { id: 'block', sign: '```' },
] as const

export function HelpSheet({ onClose }: { onClose: () => void }) {
  const [isOn, setOn] = useLoneKeys()
  const says = texts.help
  return (
    <Modal title={texts.commands.help} isRead shape="columns" onClose={onClose}>
      <div className={styles['columns']}>
        <Keys section="app" />
        <Section title={says.writing} isBare>
          <dl className={styles['keys']}>
            {WRITING_KEYS.map(({ id, chord }) => (
              <Row key={id} name={says.writes[id]} chords={[chord]} />
            ))}
            {LINE_SIGNS.map(({ id, sign }) => (
              <Row key={id} name={says.lines[id]} chords={[{ key: sign }]} />
            ))}
          </dl>
        </Section>
        <Section title={says.selected} hint={says.writingHint} isBare>
          <dl className={styles['keys']}>
            {FORMAT_KEYS.map(({ format, chord }) => (
              <Row key={format} name={says.formats[format]} chords={[chord]} />
            ))}
          </dl>
        </Section>
        <Keys section="message" hint={says.messageHint} />
      </div>
      <SwitchRow
        label={says.loneKeys}
        hint={says.loneKeysHint}
        isOn={isOn}
        onSwitch={async (next) => setOn(next)}
      />
    </Modal>
  )
}

function Keys({ section, hint }: { section: CommandSection; hint?: string }) {
  return (
    <Section title={texts.help.sections[section]} hint={hint} isBare>
      <dl className={styles['keys']}>
        {COMMANDS.filter((one) => one.section === section).map((one) => (
          <Row key={one.id} name={texts.commands[one.id]} chords={chordsOf(one)} />
        ))}
      </dl>
    </Section>
  )
}

function Row({ name, chords }: { name: string; chords: readonly Chord[] }) {
  if (chords.length === 0) return null
  return (
    <div className={styles['row']}>
      <dt>{name}</dt>
      {chords.map((chord, at) => (
        <dd key={chord.key}>
          {at > 0 && <span className={styles['or']}>{texts.help.or}</span>}
          <Caps chord={chord} />
        </dd>
      ))}
    </div>
  )
}
