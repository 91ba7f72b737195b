/** The keys of the message in focus: each does what its button does. */
import type { ShownMessage } from '@parley/react'
import type { RefObject } from 'react'
import type { CommandAct, CommandActs } from '../commands/command-center.ts'
import { COMMANDS } from '../commands/commands.ts'
import { useCommands } from '../commands/use-commands.ts'
import { useMessageActs } from './acts.ts'
import { actsOn } from './message-acts-list.tsx'

export function useMessageCommands(
  messages: readonly ShownMessage[],
  log: RefObject<HTMLElement | null>,
): void {
  const acts = useMessageActs()
  const act =
    (id: string): CommandAct =>
    (from) => {
      const article = from?.closest<HTMLElement>('article')
      const message = messages.find(({ key }) => key === article?.dataset['key'])
      if (!article || message === undefined) return false
      const offered = actsOn(message, acts).find((one) => one.id === id)
      offered?.run(article)
      return offered !== undefined
    }
  const all: CommandActs = Object.fromEntries(
    COMMANDS.filter(({ section }) => section === 'message').map(({ id }) => [id, act(id)]),
  )
  useCommands(all, log)
}
