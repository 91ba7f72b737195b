/**
 * The relay beside this one, as it was set: which groups are carried to and from it, and what is told of it.
 * Rules RW31, RW32.
 */
import type { GroupId } from '@parley/protocol'
import type { Relay, Upstream, UpstreamStatus } from '@parley/relay'
import type { Config } from '../config.ts'
import type { LogEvent } from '../log.ts'
import { parseMirrorToken } from '../mirror-tokens.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { dialUpstream } from './dial.ts'
import { askForToken, when, wordsOf } from './words.ts'

/** What is carried, once it is clear that it can be. */
export interface Route {
  /** As people open that relay. */
  readonly upstream: string
  readonly token: string
  readonly tokenEndsAt: number
  readonly groups: ReadonlySet<GroupId>
}

export interface Carrying {
  readonly route: Route
  status(): UpstreamStatus
}

type Setting = Pick<Config, 'upstream' | 'upstreamToken' | 'upstreamGroups'>

/** `undefined` where no upstream is set. Throws `OperatorProblem` where it is not set whole. */
export function routeFrom(config: Setting, groupsHere: readonly GroupId[]): Route | undefined {
  const { upstream, upstreamToken: token, upstreamGroups: chosen } = config
  if (upstream === undefined) {
    if (token === undefined && chosen === undefined) return undefined
    throw new OperatorProblem(
      `${token === undefined ? 'PARLEY_UPSTREAM_GROUPS' : 'PARLEY_UPSTREAM_TOKEN'} is set and PARLEY_UPSTREAM is not. Set it to the relay that groups are carried to, as in PARLEY_UPSTREAM=wss://school.example npm start.`,
    )
  }
  if (token === undefined)
    throw new OperatorProblem(
      `PARLEY_UPSTREAM is set and PARLEY_UPSTREAM_TOKEN is not: ${upstream} opens groups to another relay only by a token. ${askForToken({ groupIds: chosen ?? groupsHere })}`,
    )
  const told = parseMirrorToken(token)
  if (told === undefined)
    throw new OperatorProblem(
      'PARLEY_UPSTREAM_TOKEN is no whole token. Copy all of what "parley token --mirror" printed on the other relay.',
    )
  const missing = chosen?.find((group) => !told.groups.has(group))
  if (missing !== undefined)
    throw new OperatorProblem(
      `PARLEY_UPSTREAM_GROUPS names ${missing}, which the token in PARLEY_UPSTREAM_TOKEN does not open. Leave it away, or: ${askForToken({ groupIds: chosen ?? [] })}`,
    )
  const groups = chosen === undefined ? told.groups : new Set(chosen)
  return { upstream, token, tokenEndsAt: told.endsAt, groups }
}

/** From now on until the relay is closed. */
export function openCarrying(relay: Relay, route: Route, log: (event: LogEvent) => void): Carrying {
  const { upstream: origin, token, tokenEndsAt, groups } = route
  const shown = origin.replace(/^http/, 'ws')
  const upstream: Upstream = relay.carry({
    groups,
    origin,
    dial: () => dialUpstream(origin, token),
    tell(event) {
      const now = Date.now()
      const says = wordsOf(event, { upstream: shown, tokenEndsAt, groupIds: [...groups], now })
      log({
        type: 'upstream',
        what: event.type,
        says,
        ...('doc' in event ? { doc: event.doc } : {}),
      })
    },
  })
  return { route, status: () => upstream.status() }
}

/** What is said beside the banner: where to, which groups, until when. */
export function carryingLines({ upstream, groups, tokenEndsAt }: Route): readonly string[] {
  const shown = upstream.replace(/^http/, 'ws')
  return [
    `Carried to and from ${shown} whenever it can be reached, by a token that is good until ${when(tokenEndsAt)}:`,
    ...[...groups].map((group) => `  group ${group}`),
  ]
}
