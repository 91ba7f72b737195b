/**
 * Whose rows a grant has. A row names its receiver by a hash of two public keys only, so boxes are tried.
 *
 * Most grants are told by their first guess: somebody's own row, or one for who has just come in. What
 * was tried is remembered with the grant, so that a thousand grants in a group of a thousand stay cheap.
 */
import type { GrantBody } from '@parley/protocol'
import { boxName } from './box-name.ts'
import type { Recipient } from './recipients.ts'

export type TagOf = (ephemeral: Uint8Array, boxPublic: Uint8Array) => Uint8Array

/** Recipients by their box; a box may be several people's, for anybody can name any key as theirs. */
export type ByBox = ReadonlyMap<string, readonly Recipient[]>

interface Tried {
  /** Tags that no box was found for. */
  readonly left: Set<string>
  readonly found: Set<string>
  readonly vain: Set<string>
}

const memory = new WeakMap<GrantBody, Tried>()

export function byBox(recipients: readonly Recipient[]): ByBox {
  const all = new Map<string, Recipient[]>()
  for (const recipient of recipients) {
    const name = boxName(recipient.boxPublic)
    const others = all.get(name)
    if (others === undefined) all.set(name, [recipient])
    else others.push(recipient)
  }
  return all
}

/** The recipients that the grant has rows for; `guesses` are tried first. */
export function receiversIn(
  grant: GrantBody,
  recipients: ByBox,
  guesses: () => readonly Recipient[],
  tagOf: TagOf,
): readonly Recipient[] {
  const tried = memory.get(grant) ?? begin(grant)
  const look = (all: Iterable<Recipient>) => {
    for (const { boxPublic } of all) {
      if (tried.left.size === 0) return
      tryBox(tried, boxName(boxPublic), () => tagOf(grant.ephemeral, boxPublic))
    }
  }
  if (tried.left.size > 0) look(guesses())
  if (tried.left.size > 0) for (const same of recipients.values()) look(same)
  return [...tried.found].flatMap((name) => recipients.get(name) ?? [])
}

function begin(grant: GrantBody): Tried {
  const left = new Set(grant.rows.map(({ tag }) => tagName(tag)))
  const tried: Tried = { left, found: new Set(), vain: new Set() }
  memory.set(grant, tried)
  return tried
}

function tryBox({ left, found, vain }: Tried, name: string, tag: () => Uint8Array): void {
  if (found.has(name) || vain.has(name)) return
  if (left.delete(tagName(tag()))) found.add(name)
  else vain.add(name)
}

/** Not remembered with the array, as a box's name is: a tag is looked at once. */
function tagName(tag: Uint8Array): string {
  return String.fromCharCode(...tag)
}
