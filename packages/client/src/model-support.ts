/** What a user interface sees of support: desks that strangers come to, and the talks that they begin there. */
import type { GroupId, LinkEnd, SupportTalk } from '@parley/protocol'
import type { Live } from './model-live.ts'

/** A group that somebody began at a desk, for them and whoever answers there. */
export interface TalkInfo extends SupportTalk {
  /** waiting: its founder said the last word · answered: somebody else did · closed: and nothing was said since. */
  readonly state: 'waiting' | 'answered' | 'closed'
  /** Epoch milliseconds: the first word that waits for an answer, the last answer, the closing. */
  readonly since: number
  /** This person began it. */
  readonly isMine: boolean
}

/** Where somebody is who writes to a desk. */
export type TalkOrigin = Omit<SupportTalk, 'team'>

export interface DeskInfo {
  /** As whoever made the link called it; '' while that is not known. */
  readonly team: string
  /** Whoever would read a talk begun now; `undefined` while that is not known. */
  readonly agentsCount: number | undefined
  /** Why no talk is begun here any more; one that was goes on. */
  readonly end: LinkEnd | undefined
  /** What this person began here. */
  readonly talk: GroupId | undefined
}

/** A desk as its visitor sees it. */
export interface Desk {
  readonly info: Live<DeskInfo>
  /**
   * The own talk at this desk, begun now if there is none. It waits until this device knows who answers
   * here; from then on it works offline. Rejects with `StorageFailed`.
   */
  begin(origin: TalkOrigin): Promise<GroupId>
  close(): void
}
