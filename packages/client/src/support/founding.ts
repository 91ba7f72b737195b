/**
 * Founding a talk: a group with everybody in it who answers at the desk, in one append, so that it never
 * exists without them. Works offline.
 */
import {
  type Action,
  encodeActionBody,
  encodeActionHeader,
  encodeNaming,
  groupIdOf,
  type Introduction,
  MAX_GRANT_ROWS,
  type Naming,
  RECORD_TYPE,
  type RecordId,
  type SupportTalk,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import { introduction } from '../identity/identity.ts'
import type { Founding } from '../joining/entry.ts'
import { newEpochKey } from '../keys/epoch-keys.ts'
import { grantToFew } from '../keys/rows.ts'
import { type Draft, draftAction, draftEpoch, draftGrant, draftSealed } from '../writing/drafts.ts'

/** Somebody who answers. */
export interface Agent {
  /** One for each device. */
  readonly introductions: readonly Introduction[]
  readonly role: 'owner' | 'admin'
}

export interface NewTalk {
  /** The visitor's, which is what the talk is called too. */
  readonly name: string
  readonly talk: SupportTalk
  readonly agents: readonly Agent[]
}

/** So many people can be told the key at once; a team is smaller. */
const MAX_AGENTS = MAX_GRANT_ROWS - 1

export function draftTalk(device: Device, { name, talk, agents }: NewTalk): Founding {
  const own = introduction(device.identity)
  const found: Action = {
    type: 'found',
    random: device.random(32),
    encrypted: true,
    policy: [],
    person: own,
  }
  const claimedRole = 'founder'
  const header = { claimedRole, parents: [], hlc: device.ownClock.next() } as const
  const group = groupIdOf(encodeActionHeader(header), encodeActionBody(found))
  const answering = agents.slice(0, MAX_AGENTS)
  const adds = answering.flatMap(({ introductions, role }) =>
    introductions.map((person): Draft => {
      const hlc = device.ownClock.next()
      return (place, earlier) => {
        const act = { claimedRole, parents: earlier.slice(-1), hlc } as const
        return draftAction(act, { type: 'add', person, role, join: undefined })(place, earlier)
      }
    }),
  )
  const maker = device.identity.device.publicKey
  const epoch = newEpochKey({ key: device.random(32), device: maker, isShared: true })
  const boxes = [own.box, ...answering.flatMap(({ introductions: [one] }) => one?.box ?? [])]
  const grant = grantToFew({ group, epoch, device: maker }, boxes)
  const knowing = headsIn(device, adds.length)
  const saying = (recordType: number, naming: Naming): Draft =>
    knowing(
      ({ hlc, heads }) =>
        (place, earlier) =>
          draftSealed({
            recordType,
            hlc,
            heads,
            placesHeld: place.clock,
            epoch,
            content: encodeNaming(naming),
            random: device.random,
          })(place, earlier),
    )
  return {
    group,
    epoch,
    drafts: [
      draftAction(header, found),
      ...adds,
      knowing((said) => draftEpoch(said, { key: epoch.key, shared: true, chained: [] })),
      knowing((said) => draftGrant(said, grant)),
      saying(RECORD_TYPE.about, { name, talk }),
      ...(name === '' ? [] : [saying(RECORD_TYPE.profile, { name })]),
    ],
  }
}

interface Said {
  readonly hlc: bigint
  readonly heads: readonly RecordId[]
}

/** Drafts that know of the last of the acts, which stand first. */
function headsIn(device: Device, addsCount: number): (draft: (said: Said) => Draft) => Draft {
  return (draft) => {
    const hlc = device.ownClock.next()
    return (place, earlier) =>
      draft({ hlc, heads: earlier.slice(addsCount, addsCount + 1) })(place, earlier)
  }
}
