/** What a support talk says of itself, and who is to speak next in it. */
import type { Message } from '@parley/group'
import { type Hlc, hlcMs, type PersonId } from '@parley/protocol'
import type { Session } from '../groups/session.ts'
import { cleanName } from '../names.ts'
import type { TalkInfo } from '../model-support.ts'

/** `undefined` for a group that is none. */
export function talkIn(session: Session, me: PersonId): TalkInfo | undefined {
  const { membership, parts } = session
  const { talk, closed } = membership.saidNames(me).group
  if (talk === undefined) return undefined
  const founder = founderOf(session)
  const { team, page, title, language } = talk.value
  const closedAt = closed?.value === true ? closed.hlc : undefined
  return {
    team,
    page: cleanName(page),
    title: cleanName(title),
    language: cleanName(language),
    isMine: founder === me,
    ...turnIn(parts.history.timeline().messages(), founder, closedAt),
  }
}

export function founderOf({ membership }: Pick<Session, 'membership'>): PersonId | undefined {
  const all = membership.roster().members.values()
  return [...all].find(({ role }) => role === 'founder')?.person
}

type Turn = Pick<TalkInfo, 'state' | 'since'>
type Said = Pick<Message, 'hlc' | 'person' | 'deleted'>

/**
 * Who is to speak next; nobody while the talk is closed. Whatever is said after that opens it again, also
 * by somebody whose clock is behind: what they say then is later by its count alone.
 */
export function turnIn(
  messages: readonly Said[],
  founder: PersonId | undefined,
  closedAt: Hlc | undefined,
): Turn {
  const said = messages.filter(({ deleted }) => !deleted)
  const last = said.at(-1)
  if (closedAt !== undefined && (last === undefined || closedAt >= last.hlc))
    return { state: 'closed', since: hlcMs(closedAt) }
  const answered = said.findLastIndex(({ person }) => person !== founder)
  const waiting = said[answered + 1]
  return waiting === undefined
    ? { state: 'answered', since: timeOf(last) }
    : { state: 'waiting', since: timeOf(waiting) }
}

function timeOf(message: Said | undefined): number {
  return message === undefined ? 0 : hlcMs(message.hlc)
}
