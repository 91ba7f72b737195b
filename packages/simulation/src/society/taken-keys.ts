/**
 * What somebody can read who takes everything they ever held, and everything both relays keep: every
 * box on their disk and of every link they followed, every row and every chain, tried on every envelope.
 */
import { recordsIn } from '@parley/gate'
import {
  type ChainedKey,
  concatBytes,
  envelopeAad,
  type EpochId,
  type GroupId,
  idBytes,
  parseDocName,
  parseInviteLink,
  parseRecord,
  type Place,
  recordIdOf,
} from '@parley/protocol'
import {
  boxKeyPair,
  deriveInvite,
  isCommittedTo,
  open,
  openFromBox,
  openKey,
} from '@parley/sealing'
import type { MemoryDisk } from '@parley/relay'
import * as Y from 'yjs'
import type { Inhabitant } from './inhabitant.ts'
import type { Scene } from './scene.ts'

export interface Held {
  readonly place: Place
  readonly bytes: Uint8Array
}

/** Every envelope of both relays that opens, as bytes. */
export function readableBy(society: Scene, inhabitant: Inhabitant): readonly Buffer[] {
  const records = recordsOf(society)
  const keys = keysAmong(records, society, inhabitant)
  return records.flatMap(({ place, bytes }) => {
    const record = parseRecord(bytes)
    if (record?.kind !== 'envelope' || record.header.epoch === undefined) return []
    const key32 = keys.get(record.header.epoch)
    const aad = envelopeAad(place, record.headerBytes)
    const text = key32 && open({ key32, nonce24: record.header.nonce, sealed: record.body, aad })
    return text === undefined ? [] : [Buffer.from(text)]
  })
}

/** Every key of the group that such a person gets, but by the hand of an accomplice. */
export function keysOf(society: Scene, inhabitant: Inhabitant): ReadonlyMap<EpochId, Uint8Array> {
  return keysAmong(recordsOf(society), society, inhabitant)
}

/** What both relays keep of the group. */
function recordsOf({ relays, group, forged }: Scene): readonly Held[] {
  const records = relays.flatMap(({ disk }) => recordsOn(disk, group))
  return forged.size === 0
    ? records
    : records.filter(({ place, bytes }) => !forged.has(recordIdOf(place, bytes)))
}

function keysAmong(
  records: readonly Held[],
  society: Scene,
  inhabitant: Inhabitant,
): ReadonlyMap<EpochId, Uint8Array> {
  const gid32 = idBytes(society.group)
  const boxes = boxesOf(inhabitant, gid32)
  const keys = new Map<EpochId, Uint8Array>()
  const chains: (ChainedKey & { readonly commitment: Uint8Array })[] = []
  for (const { bytes } of records) {
    const record = parseRecord(bytes)
    if (record?.kind === 'epoch')
      for (const link of record.epoch.chained)
        chains.push({ ...link, commitment: record.epoch.commitment })
    if (record?.kind !== 'grant') continue
    const { epoch, ephemeral, rows } = record.grant
    const context = concatBytes(gid32, idBytes(epoch))
    for (const { sealed } of rows)
      for (const { publicKey, secretKey } of boxes) {
        const box = { recipientSecret: secretKey, recipientPublic: publicKey }
        const key = openFromBox({ ...box, ephemeralPublic: ephemeral, context, sealed })
        if (key !== undefined) keys.set(epoch, key)
      }
  }
  for (let before = -1; before !== keys.size;) {
    before = keys.size
    for (const { commitment, epoch, nonce, sealed } of chains) {
      const [newer, newerKey32] = [...keys].find(([, key]) => isCommittedTo(commitment, key)) ?? []
      if (newer === undefined || newerKey32 === undefined) continue
      const [newerId16, olderId16] = [idBytes(newer), idBytes(epoch)]
      const link = { gid32, newerKey32, newerId16, olderId16, nonce24: nonce, sealed }
      const key = openKey(link)
      if (key !== undefined) keys.set(epoch, key)
    }
  }
  return keys
}

function boxesOf({ resident, persona: { links } }: Inhabitant, gid32: Uint8Array) {
  const kept = resident.machine.disk.entries.get('identity') as {
    readonly boxes: readonly { readonly secret: Uint8Array }[]
  }
  const seeds = links.flatMap((link) => {
    const parsed = parseInviteLink(link)
    return parsed.ok ? [deriveInvite({ secret16: parsed.invitation.secret, gid32 }).boxSeed32] : []
  })
  return [...kept.boxes.map(({ secret }) => secret), ...seeds].map((seed) => boxKeyPair(seed))
}

/** The group's records on one relay's disk. */
export function recordsOn({ updates }: MemoryDisk, group: GroupId): readonly Held[] {
  return [...updates].flatMap(([name, rows]) => {
    const parsed = parseDocName(name)
    if (parsed === undefined || !('group' in parsed) || parsed.group !== group) return []
    const doc = new Y.Doc()
    for (const row of rows) Y.applyUpdate(doc, row)
    return [...recordsIn(doc, name).all()]
  })
}
