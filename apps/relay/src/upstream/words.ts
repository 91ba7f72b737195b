/**
 * What an operator or a teacher is told of the relay beside theirs: one calm sentence for what is, one for
 * what to do. Nothing in here was said by the other side but numbers. Rule RW32.
 */
import type { UpstreamEnd, UpstreamEvent, UpstreamStatus } from '@parley/relay'
import { countOf } from '../commands/amounts.ts'

/** Whom it is about, and what was set. */
export interface Told {
  /** As people open it. */
  readonly upstream: string
  /** As the token says, epoch milliseconds. */
  readonly tokenEndsAt: number
  readonly groupIds: readonly string[]
  /** By this machine's clock. */
  readonly now: number
}

const MINUTE_MS = 60_000
const MAX_SKEW_MS = 2 * MINUTE_MS
const GOES_ON = 'Nothing here waits for it, and this relay keeps trying.'
/** OpenSSL's and node's names for certificates that are not believed. */
const OF_CERTIFICATES = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO|EPROTO/

export function wordsOf(event: UpstreamEvent, told: Told): string {
  switch (event.type) {
    case 'in-step':
      return `In step with ${told.upstream}: ${countOf(event.sentCount, 'record')} sent, ${countOf(event.takenCount, 'record')} taken. Nothing waits.`
    case 'away':
      return wordsOfEnd(event.end, told)
    case 'clock':
      return `${clocks(told.now + event.aheadMs, told)} Everything is carried all the same, but what was written here may be shown as late there, or the other way round.`
    case 'refused':
      return event.by === 'upstream'
        ? wordsOfTheirs(event.reason, told)
        : wordsOfOurs(event.reason, told)
  }
}

function wordsOfEnd(end: UpstreamEnd, told: Told): string {
  const { upstream } = told
  switch (end.type) {
    case 'unreachable':
      return OF_CERTIFICATES.test(end.reason)
        ? `The certificate of ${upstream} is not believed (${end.reason}). See that this machine’s clock is right: it says ${when(told.now)}. For a certificate of your own authority set NODE_EXTRA_CA_CERTS=ca.pem; else its operator has to renew it.`
        : `${upstream} cannot be reached now (${end.reason}). ${GOES_ON}`
    case 'refused':
      return wordsOfRefusal(end, told)
    case 'closed':
      return wordsOfClose(end.code, told)
    case 'stalled':
      return `${upstream} is silent. ${GOES_ON}`
    case 'renewed':
      return `Meeting ${upstream} again.`
    case 'ended-here':
      return `The connection to ${upstream} was ended from here (${end.reason}). ${GOES_ON}`
  }
}

function wordsOfRefusal(
  { status, relayAt }: Extract<UpstreamEnd, { type: 'refused' }>,
  told: Told,
): string {
  const { upstream, tokenEndsAt, now } = told
  if (status !== 401)
    return `${upstream} answers, but not as a relay does (${status}). Set PARLEY_UPSTREAM to the address under which people open Parley there.`
  const isSkewed = relayAt !== undefined && Math.abs(relayAt - now) > MAX_SKEW_MS
  const clock = isSkewed ? `${clocks(relayAt, told)} ` : ''
  const isOver = (relayAt ?? now) >= tokenEndsAt
  return isOver
    ? `The token in PARLEY_UPSTREAM_TOKEN ended on ${when(tokenEndsAt)}. ${clock}${askForToken(told)}`
    : `${upstream} does not take the token in PARLEY_UPSTREAM_TOKEN: another relay made it, or its operator ended all that were made before. ${clock}${askForToken(told)}`
}

/** What to ask whoever runs the other relay for. */
export function askForToken({ groupIds }: Pick<Told, 'groupIds'>): string {
  const groups = groupIds.length === 0 ? '<group id>' : groupIds.join(',')
  return `Ask its operator for a new one, who runs there: parley token --mirror ${groups}`
}

function wordsOfClose(code: number, told: Told): string {
  const { upstream } = told
  if (code === 4421)
    return `${upstream} does not know that address as its own. Its operator adds it to PARLEY_ORIGINS there, or set PARLEY_UPSTREAM to the address people open.`
  if (code === 4401) return `The token in PARLEY_UPSTREAM_TOKEN is over. ${askForToken(told)}`
  if (code === 1013) return `${upstream} has too much to do just now. ${GOES_ON}`
  return `The connection to ${upstream} is gone. ${GOES_ON}`
}

function wordsOfTheirs(reason: string, { upstream }: Told): string {
  const rest =
    'The rest goes on; what was refused stays here, and is offered again when this relay is started anew.'
  if (reason === 'forbidden')
    return `${upstream} does not open one of the groups to this relay: its version may be older than this one. ${rest}`
  if (reason === 'policy:full') return `${upstream} has no more room for a group. ${rest}`
  return `${upstream} refuses a part of a group for good (${reason}). ${rest}`
}

function wordsOfOurs(reason: string, { upstream }: Told): string {
  if (reason === 'policy:full')
    return `This relay has no more room for a group that ${upstream} has more of.`
  return `Something that ${upstream} holds is not taken here (${reason}), as from anybody. The rest goes on.`
}

function clocks(theirs: number, { upstream, now }: Told): string {
  return `The clocks differ: ${upstream} says ${when(theirs)}, this machine ${when(now)}. Set the one that is wrong.`
}

/** One line for `parley stats` and whoever asks how it stands. */
export function wordsOfStatus(status: UpstreamStatus, now: number): string {
  const { state, inStepAt, sentCount, takenCount, waitingCount, refusedCount } = status
  const parts = [
    state === 'in-step' ? 'in step' : state === 'meeting' ? 'catching up' : 'away',
    ...(state === 'in-step' || inStepAt === undefined ? [] : [`in step ${ago(now - inStepAt)}`]),
    ...(inStepAt === undefined ? ['not in step since the start'] : []),
    `${sentCount} sent, ${takenCount} taken`,
    waitingCount === undefined ? 'what waits is told when they meet' : `${waitingCount} waiting`,
    ...(refusedCount > 0 ? ['some refused: see the log'] : []),
  ]
  return parts.join('; ')
}

function ago(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS)
  if (minutes < 120) return `${minutes} minutes ago`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} hours ago` : `${Math.round(hours / 24)} days ago`
}

/** To the minute, in UTC, which is the same on both sides. */
export function when(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
