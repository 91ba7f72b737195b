/** A group that was founded and joined by real records, for loads on a relay and on the roster. */
import * as crypto from 'node:crypto'
import { joinBytes } from '@parley/gate'
import {
  type Action,
  encodeActionBody,
  encodeActionHeader,
  type GroupId,
  groupIdOf,
  hlcAt,
  type RecordId,
} from '@parley/protocol'
import type { KeyPair } from '@parley/signing'
import { newKeys, newPerson, type Person, signWith, type WrittenAction } from './person.ts'

export interface Society {
  readonly group: GroupId
  /** The founder is the first. */
  readonly people: readonly Person[]
  /** Everything in the group's document, in an order in which it can be taken. */
  readonly actions: readonly WrittenAction[]
  /** What posts name as the membership they know. */
  readonly heads: readonly RecordId[]
}

/** When these groups were founded: long enough ago for every clock. */
export const FOUNDED_AT = hlcAt(Date.UTC(2026, 0, 1))

/** Founder, an invite, and everybody else by that invite. */
export function newSociety(peopleCount: number): Society {
  const founder = newPerson()
  const found = foundingBy(founder)
  const { group } = found
  const link = newKeys()
  const parents = [found.written.id]
  const invited = founder.act(group, inviteBy(link), {
    claimedRole: 'founder',
    parents,
    hlc: FOUNDED_AT + 1n,
  })
  const others = Array.from({ length: peopleCount - 1 }, newPerson)
  const joins = joinsInTurn(others, { group, invite: invited.id, link })
  return {
    group,
    people: [founder, ...others],
    actions: [found.written, invited, ...joins],
    heads: [joins.at(-1)?.id ?? invited.id],
  }
}

/** A new group's first record. */
export function foundingBy(person: Person): {
  readonly group: GroupId
  readonly written: WrittenAction
} {
  const action: Action = {
    type: 'found',
    random: Uint8Array.from(crypto.randomBytes(32)),
    encrypted: true,
    policy: [],
    person: person.introduction,
  }
  const header = { claimedRole: 'founder', parents: [], hlc: FOUNDED_AT } as const
  const group = groupIdOf(encodeActionHeader(header), encodeActionBody(action))
  return { group, written: person.act(group, action, header) }
}

export function inviteBy(link: KeyPair): Action {
  return {
    type: 'invite',
    signPublic: link.publicKey,
    boxPublic: new Uint8Array(32).fill(5),
    role: 'member',
    needsApproval: false,
    expiresAt: 0,
    usesCount: 0,
  }
}

/** Each builds on the one before, as people join who have read what is there. */
export function joinsInTurn(
  people: readonly Person[],
  entrance: Omit<Entrance, 'parents'>,
): readonly WrittenAction[] {
  const joins: WrittenAction[] = []
  for (const person of people) {
    const last = joins.at(-1)
    const parents = last === undefined ? [entrance.invite] : [entrance.invite, last.id]
    joins.push(joinBy(person, { ...entrance, parents }))
  }
  return joins
}

export interface Entrance {
  readonly group: GroupId
  readonly invite: RecordId
  readonly link: KeyPair
  /** What the join builds on; the invite alone unless told otherwise. */
  readonly parents?: readonly RecordId[]
}

export function joinBy(person: Person, { group, invite, link, parents }: Entrance): WrittenAction {
  const { introduction } = person
  const inviteSignature = signWith(link, joinBytes(group, introduction))
  const join: Action = { type: 'join', invite, person: introduction, inviteSignature }
  const header = {
    claimedRole: 'member',
    parents: parents ?? [invite],
    hlc: FOUNDED_AT + 2n,
  } as const
  return person.act(group, join, header)
}
