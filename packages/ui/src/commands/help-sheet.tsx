/** Every key there is, from the table of commands, and the switch for those that could disturb. */
import { Modal } from '../controls/modal.tsx'
import { Section } from '../controls/section.tsx'
import { SwitchRow } from '../controls/switch-row.tsx'
import { texts } from '../texts/catalogue.ts'
import { Caps } from './caps.tsx'
import { chordsOf, COMMANDS, type Command, type CommandSection } from './commands.ts'
import styles from './help-sheet.module.css'
import { useLoneKeys } from './lone-keys.ts'

const SECTIONS: readonly CommandSection[] = ['app', 'message']

export function HelpSheet({ onClose }: { onClose: () => void }) {
  const [isOn, setOn] = useLoneKeys()
  const says = texts.help
  return (
    <Modal title={texts.commands.help} isRead shape="wide" onClose={onClose}>
      <div className={styles['columns']}>
        {SECTIONS.map((section) => (
          <Section
            key={section}
            title={says.sections[section]}
            hint={section === 'message' ? says.messageHint : undefined}
          >
            <dl className={styles['keys']}>
              {COMMANDS.filter((one) => one.section === section).map((one) => (
                <Row key={one.id} command={one} />
              ))}
            </dl>
          </Section>
        ))}
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

function Row({ command }: { command: Command }) {
  const chords = chordsOf(command)
  if (chords.length === 0) return null
  return (
    <div className={styles['row']}>
      <dt>{texts.commands[command.id]}</dt>
      {chords.map((chord, at) => (
        <dd key={chord.key}>
          {at > 0 && <span className={styles['or']}>{texts.help.or}</span>}
          <Caps chord={chord} />
        </dd>
      ))}
    </div>
  )
}
