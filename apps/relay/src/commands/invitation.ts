/** `parley invitation`: a link with which somebody may found groups on a closed relay. */
import { askRelay, jsonIn } from '../ask-relay.ts'
import type { Call, Command } from '../command.ts'
import { openInvitations } from '../invitations.ts'
import { OperatorProblem } from '../operator-problem.ts'

export const invitation: Command = {
  name: 'invitation',
  operands: [],
  says: 'Makes a link with which people may found groups on a closed relay',
  more:
    'Whoever opens it in their browser may found groups here until it ends; members of groups need none. ' +
    'Deleting invitations.key in the data folder, and starting again, ends all that were ever made.',
  settings: ['data', 'origins', 'port', 'adminToken'],
  flags: [
    ['--days <number>', 'How long it is good for. Otherwise: 7.'],
    ['--url <address>', 'A relay elsewhere, which is asked with PARLEY_ADMIN_TOKEN.'],
  ],
  examples: ['parley invitation --origins https://chat.example.org --days 30'],
  async run(call) {
    const { config, flags, terminal } = call
    const days = Number(flags.get('days') ?? '7')
    if (!Number.isInteger(days) || days < 1 || days > 366)
      throw new OperatorProblem(
        `--days is "${flags.get('days')}", which is no number of days. Use one from 1 to 366, as in --days 30.`,
      )
    const code = await newCode(call, days)
    const home = flags.get('url') ?? config.origins?.[0] ?? `http://localhost:${config.port}`
    terminal.say(new URL(`/invitation/${code}`, home).href)
    return 0
  },
}

async function newCode({ config, flags }: Call, days: number): Promise<string> {
  const whom = { data: config.data, url: flags.get('url'), adminToken: config.adminToken }
  const answer = await askRelay(whom, `/admin/invitation?days=${days}`, 'POST')
  if (answer === undefined) return (await openInvitations(config.data, Date.now)).newCode(days)
  const told = await jsonIn(answer)
  return (told as { readonly code: string }).code // our own relay said so
}
