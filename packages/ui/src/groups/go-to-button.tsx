/** The way to the palette, for whoever does not know its keys yet. */
import { Search } from 'lucide-react'
import { useAskCommand } from '../commands/ask-command.ts'
import { Caps } from '../commands/caps.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './go-to-button.module.css'

export function GoToButton() {
  const ask = useAskCommand()
  return (
    <button
      type="button"
      className={styles['button']}
      aria-haspopup="dialog"
      onClick={() => ask('palette')}
    >
      <Search size={16} aria-hidden />
      <span>{texts.commands.palette}</span>
      <span className={styles['key']} aria-hidden>
        <Caps chord={{ key: 'k', mod: true }} />
      </span>
    </button>
  )
}
