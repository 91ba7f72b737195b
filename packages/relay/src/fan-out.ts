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
  followersOf(doc: string): readonly Following[]
  /** Followers of the group's documents. */
  followersIn(group: GroupId): readonly Following[]
  /** Sends to every follower that may read by one of the rosters, but not to `except`. */
  tell(frame: Uint8Array, to: { doc: string; rosters: readonly Roster[]; except?: Client }): void
}

export function newFanOut(): FanOut {
  const byGroup = new Map<GroupId, Map<string, Map<Client, Following>>>()
  const byClient = new Map<Client, Map<string, Following>>()

  function followersOf(doc: string): ReadonlyMap<Client, Following> {
    const group = parseDocName(doc)?.group
    return (group && byGroup.get(group)?.get(doc)) ?? new Map()
  }

  function unfollow(client: Client, doc: string): void {
    const group = parseDocName(doc)?.group
    const docs = byClient.get(client)
    const following = docs?.get(doc)
    if (group === undefined || docs === undefined || following === undefined) return
    docs.delete(doc)
    if (docs.size === 0) byClient.delete(client)
    const followed = byGroup.get(group)
    followed?.get(doc)?.delete(client)
    if (followed?.get(doc)?.size === 0) followed.delete(doc)
    if (followed?.size === 0) byGroup.delete(group)
    following.release()
  }

  return {
    follow(following) {
      const { client, doc } = following
      const group = parseDocName(doc)?.group
      if (group === undefined) throw new Error(`${doc} is no document's name`)
      const earlier = followersOf(doc).get(client)
      const docs = ensure(byGroup, group)
      const followers = docs.get(doc) ?? new Map<Client, Following>()
      docs.set(doc, followers.set(client, following))
      ensure(byClient, client).set(doc, following)
      earlier?.release()
    },
    unfollow,
    leave(client) {
      for (const doc of byClient.get(client)?.keys() ?? []) unfollow(client, doc)
    },
    followingOf: (client, doc) => byClient.get(client)?.get(doc),
    followsOf: (client) => byClient.get(client)?.size ?? 0,
    followersOf: (doc) => [...followersOf(doc).values()],
    followersIn(group) {
      return [...(byGroup.get(group)?.values() ?? [])].flatMap((docs) => [...docs.values()])
    },
    tell(frame, { doc, rosters, except }) {
      for (const { client, state } of followersOf(doc).values()) {
        if (client === except || state !== 'reading') continue
        if (rosters.some((roster) => mayRead(roster, client))) client.send(frame)
      }
    },
  }
}

function ensure<K, A, B>(maps: Map<K, Map<A, B>>, key: K): Map<A, B> {
  const map = maps.get(key) ?? new Map<A, B>()
  maps.set(key, map)
  return map
}
