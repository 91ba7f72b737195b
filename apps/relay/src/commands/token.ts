/** `parley token`: an address at which a stock Yjs provider reads a group's document, made from an invite link. */
import { groupDoc, parseInviteLink, segmentDoc } from '@parley/protocol'
import { newLinkToken } from '@parley/relay'
import type { Call, Command } from '../command.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { normalOrigin } from '../origins.ts'

const MAX_SEGMENT = 999_999
const HOUR_MS = 3_600_000

export const token: Command = {
  name: 'token',
  operands: ['<invite link>'],
  says: 'Makes an address for a stock y-websocket provider, which may read with it',
  more:
    'Whoever holds a live invite link may read its group, and so may the address, for a day at most and while the link lives. ' +
    'What a provider writes goes nowhere. It gets records as members do: sealed, unless the group is open. Nobody is asked; it works offline.',
  settings: ['origins'],
  flags: [
    [
      '--segment <number>',
      'A slice of the conversation, counted from 0. Otherwise: the group’s own document.',
    ],
    ['--hours <number>', 'How long it is good for, 24 at most. Otherwise: 24.'],
  ],
  examples: [
    'parley token "https://chat.example.org/#/join/…" --segment 0',
    'new WebsocketProvider(serverUrl, room, doc, { params: { token } })   // what it prints, in your program',
  ],
  async run(call) {
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
