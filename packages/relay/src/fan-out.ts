/**
 * Who follows which document, and what they are sent when it changes.
 *
 * A follower reads, or is withheld: it asked before this relay held the group's founding record, so
 * nobody can tell yet whether it may read. Every send asks the roster again.
 */
import type { Roster } from '@parley/group'
import { type GroupId, parseDocName } from '@parley/protocol'
import { mayRead } from './access.ts'
import type { Client } from './client.ts'
import type { RelayLimits } from './limits.ts'
import { newWithheld } from './withheld.ts'

export interface Following {
  readonly client: Client
  readonly doc: string
  /** Who reads keeps the document in memory; who is withheld keeps nothing. */
  readonly state: 'reading' | 'withheld'
  /** Lets the document leave memory; called once, when the following ends. */
  release(): void
}

export interface FanOut {
  /** Begins, or takes the place of an earlier following of the same document. */
  follow(following: Following): void
  unfollow(client: Client, doc: string): void
  /** Ends all followings of a session. */
  leave(client: Client): void
  followingOf(client: Client, doc: string): Following | undefined
  followsOf(client: Client): number
  /** Whether one more document may be withheld from this session. */
  mayWithhold(client: Client, limits: RelayLimits['withheld']): boolean
  followersOf(doc: string): readonly Following[]
  /** Followers of the group's documents. */
  followersIn(group: GroupId): readonly Following[]
  /** Sends to every follower that may read by one of the rosters. */
  tell(frame: Uint8Array, to: Audience): void
}

export interface Audience {
  readonly doc: string
  readonly rosters: readonly Roster[]
  readonly except?: Client
  only?(client: Client): boolean
}

export function newFanOut(): FanOut {
  return new FollowersByDoc()
}

interface Follower {
  readonly following: Following
  /** The last roster that let them read: rosters never change, and who may read by one goes on to. */
  readsBy: Roster | undefined
}

class FollowersByDoc implements FanOut {
  readonly #byDoc = new Map<string, Map<Client, Follower>>()
  readonly #docsOf = new Map<GroupId, Set<string>>()
  readonly #byClient = new Map<Client, Map<string, Following>>()
  readonly #withheld = newWithheld()

  follow(following: Following): void {
    const { client, doc } = following
    const group = parseDocName(doc)?.group
    if (group === undefined) throw new Error(`${doc} is no document's name`)
    const followers = ensure(this.#byDoc, doc, () => new Map<Client, Follower>())
    const earlier = followers.get(client)
    followers.set(client, { following, readsBy: undefined })
    ensure(this.#docsOf, group, () => new Set<string>()).add(doc)
    ensure(this.#byClient, client, () => new Map<string, Following>()).set(doc, following)
    if (following.state === 'withheld') this.#withheld.change(client, 1)
    if (earlier !== undefined) this.#end(earlier.following)
  }

  unfollow(client: Client, doc: string): void {
    const docs = this.#byClient.get(client)
    const following = docs?.get(doc)
    if (docs === undefined || following === undefined) return
    docs.delete(doc)
    if (docs.size === 0) this.#byClient.delete(client)
    const followers = this.#byDoc.get(doc)
    followers?.delete(client)
    if (followers?.size === 0) this.#forget(doc)
    this.#end(following)
  }

  leave(client: Client): void {
    for (const doc of this.#byClient.get(client)?.keys() ?? []) this.unfollow(client, doc)
  }

  followingOf(client: Client, doc: string): Following | undefined {
    return this.#byClient.get(client)?.get(doc)
  }

  followsOf(client: Client): number {
    return this.#byClient.get(client)?.size ?? 0
  }

  mayWithhold(client: Client, limits: RelayLimits['withheld']): boolean {
    return this.#withheld.hasRoom(client, limits)
  }

  followersOf(doc: string): readonly Following[] {
    return [...(this.#byDoc.get(doc)?.values() ?? [])].map(({ following }) => following)
  }

  followersIn(group: GroupId): readonly Following[] {
    return [...(this.#docsOf.get(group) ?? [])].flatMap((doc) => this.followersOf(doc))
  }

  tell(frame: Uint8Array, { doc, rosters, except, only }: Audience): void {
    for (const [client, follower] of this.#byDoc.get(doc) ?? []) {
      if (client === except || follower.following.state !== 'reading') continue
      if (only?.(client) === false) continue
      if (rosters.some((roster) => mayStillRead(roster, follower))) client.send(frame)
    }
  }

  #end({ client, state, release }: Following): void {
    if (state === 'withheld') this.#withheld.change(client, -1)
    release()
  }

  #forget(doc: string): void {
    this.#byDoc.delete(doc)
    const group = parseDocName(doc)?.group
    const docs = group && this.#docsOf.get(group)
    docs?.delete(doc)
    if (group !== undefined && docs?.size === 0) this.#docsOf.delete(group)
  }
}

function mayStillRead(roster: Roster, follower: Follower): boolean {
  if (follower.readsBy === roster) return true
  const may = mayRead(roster, follower.following.client, follower.following.doc)
  if (may) follower.readsBy = roster
  return may
}

function ensure<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}
