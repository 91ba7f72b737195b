/**
 * What a user interface sees of the people of a group: roles, rights, invitations, requests, the log.
 *
 * Every `may…` is what this device would let its person do now; what others make of it is decided by
 * the group's rules on every device alike.
 */
import type { Action, LinkEnd, PersonId, Policy, RecordId, Role } from '@parley/protocol'

import type { TalkInfo } from './model-support.ts'

export type { LinkEnd, Policy, RecordId }

/**
 * joining: the link's group, or its key, is not here yet · waiting: asked to be let in · left and
 * removed: by the group's rules · closed: a relay says so, until the next start.
 */
export type GroupState = 'joining' | 'waiting' | 'ready' | 'left' | 'removed' | 'closed'

export interface GroupInfo {
  readonly name: string
  /** In lines; '' for none. */
  readonly description: string
  readonly state: GroupState
  readonly encrypted: boolean
  readonly people: readonly GroupPerson[]
  /** Everybody who is or was in, in the order in which they first came. */
  readonly comers: readonly PersonId[]
  readonly me: Standing
  /** In slow mode: one is written, and goes out by itself at `me.until`; no more than one waits. */
  readonly postWaits: boolean
  readonly policy: Policy
  /** Oldest first. */
  readonly requests: readonly JoinRequestInfo[]
  /** Live ones, newest first. */
  readonly invites: readonly InviteInfo[]
  /** Live desk links, newest first: whoever has one may begin a support talk with this group's members. */
  readonly desks: readonly InviteInfo[]
  /** It is a support talk. */
  readonly talk?: TalkInfo
  /** The link this person made last, on whichever device; it may have ended. */
  readonly lastInvite?: MadeInvite
  readonly departure?: Departure
  /** While joining: the link lets nobody in. It goes away by itself if the link does again. */
  readonly linkFault?: EndedLink
  /** The relay founds groups only for who was invited, and does not have this one: it stays on its devices. */
  readonly isUninvited?: boolean
  /** Told to the founder of five people or more who owns the group alone: only a founder makes owners. */
  readonly wantsSecondOwner: boolean
  /** Somebody here uses a newer version; what it does is passed over. */
  readonly usesNewer: boolean
  /** In, but nothing can be read or written before another device of the group is reached. */
  readonly waitsForKey: boolean
  readonly quietForMe: boolean
}

/** The link that this person comes by has ended. What they wrote waits for another one. */
export interface EndedLink {
  /** As the group's own records say, or the relay. */
  readonly reason: LinkEnd
  /**
   * The group was on this person's list before they followed the link, and they are out of it: it is
   * again what it was when the link is given up.
   */
  readonly wasHere: boolean
}

/** How this person came to be out of the group. */
export interface Departure {
  /** `declined`: asked to be let in, and was not. `withdrawn`: took back what they had asked. */
  readonly type: 'removed' | 'left' | 'declined' | 'withdrawn'
  /** Name of who did it. */
  readonly by: string
  /** Epoch milliseconds by the clock of whoever did it. */
  readonly at: number
}

/** locked-out: the group was locked before this person was let in; that happens when it is unlocked. */
export type Bar = 'muted' | 'announcements' | 'hushed' | 'locked' | 'locked-out' | 'guest' | 'slow'

/** What this person may do now. */
export interface Standing {
  /** `undefined` while not in the group. */
  readonly role: Role | undefined
  readonly mayPost: boolean
  readonly mayReact: boolean
  /** Why `mayPost` is false; `undefined` when it is not a matter of rules. */
  readonly bar: Bar | undefined
  /** Epoch milliseconds: when a mute ends, or when slow mode lets the next post go. */
  readonly until: number | undefined
  /** The same for threads: in an announcement group members write there. */
  readonly inThreads: Pick<Standing, 'mayPost' | 'bar' | 'until'>
  readonly mayInvite: boolean
  readonly mayModerate: boolean
  readonly mayAdminister: boolean
  readonly mayOwn: boolean
}

export type PersonAct = 'promote' | 'demote' | 'remove' | 'mute' | 'unmute'

export interface GroupPerson {
  readonly person: PersonId
  readonly name: string
  /** One line of their own; '' for none, and of whom this person blocked. */
  readonly status: string
  readonly role: Role
  readonly isMe: boolean
  /** Epoch milliseconds; 0: until somebody unmutes. */
  readonly mutedUntil: number | undefined
  readonly devicesCount: number
  /** By this person, on their own devices only. */
  readonly blocked: boolean
  readonly verified: Verification
  /** Whom a site of the group's policy knows; names by it stand before their own. */
  readonly signedIn?: SignedIn
  /** What this person may do to them. */
  readonly may: readonly PersonAct[]
  /** Roles this person may give them, other than the one they have. */
  readonly assignable: readonly Role[]
}

export interface SignedIn {
  /** The name of the site, as the group's owner gave it. */
  readonly site: string
  /** The site's own word for the person. */
  readonly subject: string
  /** Whose name is shown: the site's, or the one they gave themselves where it says none. */
  readonly names: 'site' | 'person'
}

/**
 * What came of a token. not-in: not in the group yet, to be tried again · no-site: the policy names none ·
 * other-key: no key of the policy signed it · too-much: it asks for a higher role than the policy gives.
 */
export type SignInAnswer =
  | 'signed-in'
  | 'not-in'
  | 'not-a-token'
  | 'other-group'
  | 'other-device'
  | 'expired'
  | 'no-site'
  | 'other-key'
  | 'too-much'

export type Verification = 'yes' | 'no' | 'changed'

/** How somebody came into a group. */
export interface Coming {
  /** let-in: they had asked · added: without asking. */
  readonly type: 'founded' | 'link' | 'let-in' | 'added'
  /** Name of who made the link, let them in, or added them; '' when they founded it. */
  readonly by: string
  /** Epoch milliseconds by the clock of whoever did it; of a link, of the one who followed it. */
  readonly at: number
}

export interface JoinRequestInfo {
  readonly id: RecordId
  readonly person: PersonId
  /** As sent with the request; '' when none is readable. */
  readonly name: string
  readonly role: Role
  readonly at: number
}

export interface InviteInfo {
  readonly id: RecordId
  readonly role: Role
  readonly needsApproval: boolean
  /** Epoch milliseconds; 0 for never. */
  readonly expiresAt: number
  /** 0 for any number. Relays count each for itself, so two of them may let in a few more. */
  readonly usesCount: number
  readonly joinsCount: number
  /** Of those: people who are in now, and people who wait to be let in. */
  readonly inCount: number
  readonly askingCount: number
  /** Name of who made it. */
  readonly by: string
  readonly mine: boolean
  /** When this device knows its secret. */
  readonly link: string | undefined
  readonly mayWithdraw: boolean
}

/** How somebody chose an invite link to be. */
export interface MadeInvite extends Omit<InviteOptions, 'expiresAt'> {
  readonly id: RecordId
  /** From its making to its end, milliseconds; 0 for none. */
  readonly lifeMs: number
}

export interface InviteOptions {
  readonly role: 'guest' | 'member' | 'moderator' | 'admin'
  readonly needsApproval: boolean
  /** Epoch milliseconds; 0 for never. */
  readonly expiresAt: number
  /** 0 for any number. */
  readonly usesCount: number
}

/** Acts that are none of membership: what the group is called and shows, and what is pinned in it. */
export type TalkAct = 'name' | 'description' | 'picture' | 'pin' | 'unpin'

/** Something that was done to a group, as its log tells it. */
export interface LogEntry {
  readonly id: RecordId
  /** Epoch milliseconds by the clock of whoever did it. */
  readonly at: number
  /** Name of who did it. */
  readonly by: string
  readonly type: Action['type'] | TalkAct
  /** Name of whom it was done to; of a pin, of who wrote what is pinned. */
  readonly target: string | undefined
  readonly role?: Role
  readonly until?: number
  readonly policy?: Policy
  /**
   * Of a `join`: somebody has to let them in first. Of an `add`: it answers their request. Of a `leave`:
   * they were not in, and took it back.
   */
  readonly asked?: boolean
  /**
   * The name that was given; of a description or a picture '' when it was taken away; of a pin what the message
   * says, if that is to be shown.
   */
  readonly text?: string
  /** False: it did not count, because of a rule or of an act by somebody above. */
  readonly took: boolean
}

/** A person of another group that one shares, who could be added here. */
export interface Candidate {
  readonly person: PersonId
  readonly name: string
}

/** Who is connected now, as far as the relay tells; nobody while this device is not. */
export interface Here {
  /** Others, by name; empty when they are too many to name. */
  readonly people: readonly HerePerson[]
  readonly othersCount: number
}

export interface HerePerson {
  readonly person: PersonId
  readonly name: string
  readonly typing: boolean
}

/** Not allowed by the group's rules as this device knows them. Nothing was written. */
export class NotAllowed extends Error {
  constructor(message = 'The rules of this group do not let you do that.') {
    super(message)
    this.name = 'NotAllowed'
  }
}
