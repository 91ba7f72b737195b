/** What a support talk says of itself, and who is to speak next in it. */
import type { Message } from '@parley/group'
import { hlcMs, type PersonId } from '@parley/protocol'
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
  const turn = turnIn(parts.history.timeline().messages(), founder)
  const closedAt = closed?.value === true ? hlcMs(closed.hlc) : undefined
  return {
    team,
    page: cleanName(page),
    title: cleanName(title),
    language: cleanName(language),
    isMine: founder === me,
    // Whatever is said after it opens it again.
    ...(closedAt !== undefined && closedAt >= turn.lastAt
      ? { state: 'closed', since: closedAt }
      : { state: turn.state, since: turn.since }),
  }
}

export function founderOf({ membership }: Pick<Session, 'membership'>): PersonId | undefined {
  const all = membership.roster().members.values()
  return [...all].find(({ role }) => role === 'founder')?.person
}

interface Turn {
  readonly state: 'waiting' | 'answered'
  readonly since: number
  readonly lastAt: number
}

function turnIn(messages: readonly Message[], founder: PersonId | undefined): Turn {
  const said = messages.filter(({ deleted }) => !deleted)
  const lastAt = timeOf(said.at(-1))
  const answered = said.findLastIndex(({ person }) => person !== founder)
  const waiting = said[answered + 1]
  if (waiting === undefined) return { state: 'answered', since: lastAt, lastAt }
  return { state: 'waiting', since: timeOf(waiting), lastAt }
}

function timeOf(message: Message | undefined): number {
  return message === undefined ? 0 : hlcMs(message.hlc)
}
