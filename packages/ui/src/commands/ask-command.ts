/** For buttons that do what a command does. */
import { use } from 'react'
import { focusedElement } from '../controls/focused.ts'
import { CommandsContext } from './command-center.ts'
import type { CommandId } from './commands.ts'

export function useAskCommand(): (id: CommandId) => void {
  const center = use(CommandsContext)
  return (id) => void center.run(id, focusedElement())
}
