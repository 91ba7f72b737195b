/**
 * `parley token`: an address at which a stock Yjs provider reads a group's document, made from an invite link;
 * or what lets another relay carry groups to and from this one.
 */
import { groupDoc, parseInviteLink, segmentDoc } from '@parley/protocol'
import { newLinkToken } from '@parley/relay'
import type { Call, Command } from '../command.ts'
import { mustBeThere } from '../data-folder.ts'
import { MAX_MIRROR_GROUPS, openMirrorTokens } from '../mirror-tokens.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { normalOrigin } from '../origins.ts'
import { mustNotBeRootAtOthers } from '../ownership.ts'
import { SETTINGS } from '../settings.ts'
import { countOf } from './amounts.ts'

const MAX_SEGMENT = 999_999
const HOUR_MS = 3_600_000

export const token: Command = {
  name: 'token',
  operands: ['<invite link>'],
  says: 'Lets a stock y-websocket provider read, or another relay carry groups',
  more:
    'Whoever holds a live invite link may read its group, and so may the address, for a day at most and while the link lives. ' +
    'What a provider writes goes nowhere. It gets records as members do: sealed, unless the group is open. Nobody is asked; it works offline. ' +
    'With --mirror, and no link, it lets another relay carry the groups it names to and from the relay of this data folder, ' +
    'which need not hold them yet. Deleting invitations.key there, and starting again, ends all that were ever made.',
  settings: ['origins', 'data'],
  flags: [
    [
      '--segment <number>',
      'A slice of the conversation, counted from 0. Otherwise: the group’s own document.',
    ],
    ['--hours <number>', 'How long it is good for, 24 at most. Otherwise: 24.'],
    [
      '--mirror <ids>',
      'Groups that another relay may carry, by what stands after #/g/ in their address.',
    ],
    ['--days <number>', 'With --mirror: how long it is good for, 366 at most. Otherwise: 90.'],
  ],
  examples: [
    'parley token "https://chat.example.org/#/join/…" --segment 0',
    'parley token --mirror pgTk0o9mVnTmuvxEz9iXxuYkq4v0ZxVn6x0cVnH8b0k --data /srv/parley',
    'new WebsocketProvider(serverUrl, room, doc, { params: { token } })   // what it prints, in your program',
  ],
  async run(call) {
    if (call.flags.has('mirror')) return tellMirrorToken(call)
    const { doc, link } = whatIn(call)
    const { flags, terminal } = call
    const hours = numberOf(flags.get('hours') ?? '24', { flag: '--hours', from: 1, to: 24 })
    const origin = originOf(call)
    const made = newLinkToken(link, { doc, origin, endsAt: Date.now() + hours * HOUR_MS })
    terminal.say(`serverUrl  ${origin.replace(/^http/, 'ws')}`)
    terminal.say(`room       ${doc}`)
    terminal.say(`token      ${made}`)
    return 0
  },
}

/** The token alone on a line for a program to read; what to do with it beside that. */
async function tellMirrorToken({ operands, flags, config, terminal }: Call): Promise<number> {
  if (operands.length > 0)
    throw new OperatorProblem(
      `"${operands[0]}" means nothing beside --mirror. Separate several groups by commas, without blanks.`,
    )
  const read = SETTINGS.upstreamGroups.read(flags.get('mirror') ?? '', '')
  if ('wrong' in read || read.value === undefined)
    throw new OperatorProblem(
      `--mirror has "${'wrong' in read ? read.wrong : ''}", which ${SETTINGS.upstreamGroups.wrong}, as in --mirror ${SETTINGS.upstreamGroups.example}.`,
    )
  if (read.value.length > MAX_MIRROR_GROUPS)
    throw new OperatorProblem(
      `--mirror names ${read.value.length} groups. One token opens at most ${MAX_MIRROR_GROUPS}; make several.`,
    )
  const days = numberOf(flags.get('days') ?? '90', { flag: '--days', from: 1, to: 366 })
  await mustBeThere(config.data)
  await mustNotBeRootAtOthers(config.data)
  const tokens = await openMirrorTokens(config.data, Date.now)
  terminal.say(`PARLEY_UPSTREAM_TOKEN=${tokens.newToken(read.value, days)}`)
  terminal.note(
    `Good for ${countOf(days, 'day')}, for ${countOf(read.value.length, 'group')}. Whoever has it may read what a relay reads of them, and bring records that others signed: ` +
      'give it to the operator of the other relay alone, who starts that with this variable and --upstream set to the address of this one.',
  )
  return 0
}

function whatIn({ operands, flags }: Call) {
  const [text, ...more] = operands
  if (text === undefined || more.length > 0)
    throw new OperatorProblem(
      'Name one invite link, in quotes, as in parley token "https://chat.example.org/#/join/…".',
    )
  const parsed = parseInviteLink(text)
  if (!parsed.ok)
    throw new OperatorProblem(
      `This is no whole invite link (${parsed.broke}). Copy it again from the group’s Invite, and put it in quotes.`,
    )
  const { group } = parsed.invitation
  const segment = flags.get('segment')
  if (segment === undefined) return { doc: groupDoc(group), link: parsed.invitation }
  const number = numberOf(segment, { flag: '--segment', from: 0, to: MAX_SEGMENT })
  return { doc: segmentDoc(group, number), link: parsed.invitation }
}

/** Where the link leads, or what the operator says. */
function originOf({ operands: [text = ''], config }: Call): string {
  const [page = ''] = text.split('#')
  const origin = URL.canParse(page) ? normalOrigin(new URL(page).origin) : undefined
  const found = config.origins?.[0] ?? origin
  if (found !== undefined) return found
  throw new OperatorProblem(
    'The link does not say which relay it is for. Give the whole link, or name the relay, as in --origins https://chat.example.org.',
  )
}

function numberOf(
  text: string,
  { flag, from, to }: { readonly flag: string; readonly from: number; readonly to: number },
): number {
  const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= from && value <= to) return value
  throw new OperatorProblem(
    `${flag} is "${text}". Use a number from ${from} to ${to}, as in ${flag} ${to}.`,
  )
}
