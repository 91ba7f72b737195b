/**
 * The keyboard of the whole app: hears a press, finds its command in the table, and lets whoever offers
 * it do it. Holds the palette and the help sheet, which any part of the screen may ask for.
 */
import { useEffect, useEffectEvent, useMemo, useState, type ReactNode } from 'react'
import { HelpSheet, Palette } from '../later/parts.ts'
import { CommandsContext, newCommandCenter } from './command-center.ts'
import { commandOf, isDisturbing } from './commands.ts'
import { isApple, isFree } from './key-places.ts'
import { loneKeysAreOn } from './lone-keys.ts'
import { useCommands } from './use-commands.ts'

export function CommandLayer({ children }: { children: ReactNode }) {
  const [center] = useState(newCommandCenter)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const asked = commandOf(event, isApple())
    if (asked === undefined || !isFree(asked.chord, event, isApple())) return
    if (isDisturbing(asked.command, asked.chord) && !loneKeysAreOn()) return
    const from = event.target instanceof Element ? event.target : null
    if (center.run(asked.command.id, from)) event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
  return (
    <CommandsContext value={center}>
      {children}
      <Sheets />
    </CommandsContext>
  )
}

function Sheets() {
  const [open, setOpen] = useState<'palette' | 'help'>()
  const close = () => setOpen(undefined)
  useCommands(
    useMemo(() => ({ palette: () => setOpen('palette'), help: () => setOpen('help') }), []),
  )
  if (open === 'palette') return <Palette onClose={close} />
  return open === 'help' ? <HelpSheet onClose={close} /> : null
}
