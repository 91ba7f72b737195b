/** The keys of a message, heard only where it is: the rest of the page has keys of its own. */
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { CommandsContext, newCommandCenter } from '../commands/command-center.ts'
import { commandOf } from '../commands/commands.ts'
import { isApple, isFree } from '../commands/key-places.ts'
import styles from './inner-keys.module.css'

export function InnerKeys({ children }: { children: ReactNode }) {
  const [center] = useState(newCommandCenter)
  const onKeyDown = ({ nativeEvent: event, target }: KeyboardEvent) => {
    const asked = commandOf(event, isApple())
    if (asked?.command.section !== 'message' || !isFree(asked.chord, event, isApple())) return
    if (center.run(asked.command.id, target instanceof Element ? target : null))
      event.preventDefault()
  }
  return (
    <CommandsContext value={center}>
      <div role="presentation" className={styles['inside']} onKeyDown={onKeyDown}>
        {children}
      </div>
    </CommandsContext>
  )
}
