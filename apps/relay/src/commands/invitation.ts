/** `parley invitation`: a link with which somebody may found groups on a closed relay. */
import type { MadeInvitation } from '../admin.ts'
import { askRelay, jsonIn } from '../ask-relay.ts'
import type { Call, Command } from '../command.ts'
import { mustBeThere } from '../data-folder.ts'
import { openInvitations } from '../invitations.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { mustNotBeRootAtOthers } from '../ownership.ts'

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
    const made = await makeOne(call, days)
    const here = `http://localhost:${config.port}`
    const home = flags.get('url') ?? config.origins?.[0] ?? made?.home ?? here
    const code = made?.code ?? (await codeAlone(call, days))
    terminal.say(new URL(`/invitation/${code}`, home).href)
    const remark = remarkOn(made, config.data)
    if (remark !== undefined) terminal.note(remark)
    return 0
  },
}

/** By the relay that runs there, which knows its address; `undefined` when none runs on this folder. */
async function makeOne({ config, flags }: Call, days: number): Promise<MadeInvitation | undefined> {
  const whom = { data: config.data, url: flags.get('url'), adminToken: config.adminToken }
  const answer = await askRelay(whom, `/admin/invitation?days=${days}`, 'POST')
  return answer && ((await jsonIn(answer)) as MadeInvitation) // our own relay said so
}

async function codeAlone({ config }: Call, days: number): Promise<string> {
  await mustBeThere(config.data)
  await mustNotBeRootAtOthers(config.data)
  return (await openInvitations(config.data, Date.now)).newCode(days)
}

/** Beside the link, so that whatever reads the link reads nothing else. */
function remarkOn(made: MadeInvitation | undefined, data: string): string | undefined {
  if (made === undefined)
    return `No relay runs on ${data} now: the address in the link is the one of these settings, so see that it is right, as in --origins https://chat.example.org.`
  if (made.closed === false)
    return 'This relay is not closed: everybody may found groups there, and the link gives nothing more. Start it with --closed or PARLEY_CLOSED=on.'
  return undefined
}
