/**
 * The rows of a grant: one epoch's key, sealed for many boxes by one device.
 *
 * Nothing in them is random: everything follows from the key, the device and the box, so whoever has
 * the key can tell a row that opens from one that only looks like it (SE19).
 */
import {
  concatBytes,
  equalBytes,
  type EpochId,
  type GrantBody,
  type GroupId,
  idBytes,
} from '@parley/protocol'
import {
  type Agreement,
  type BoxKeyPair,
  ephemeralFor,
  openFromBox,
  pureAgreement,
  rowTag,
  sealRow,
  sealToBox,
} from '@parley/sealing'
import type { EpochKey } from '../writing/drafts.ts'

export interface Granting {
  readonly group: GroupId
  readonly epoch: EpochKey
  /** 32 bytes, of the device that signs the grant. */
  readonly device: Uint8Array
}

/** Boxes are agreed on in parts, two at a time: while a platform's threads work on one, the other is sealed. */
const BOXES_AT_ONCE = 64
const PARTS_AT_ONCE = 2

/**
 * A row for each of these boxes; one that is no public key gets none. In pure JavaScript each box costs
 * about a millisecond, with WebCrypto a tenth of that.
 */
export async function grantTo(
  granting: Granting,
  boxes: readonly Uint8Array[],
  agree: Agreement = pureAgreement,
): Promise<GrantBody> {
  const ephemeral = ephemeralOf(granting)
  const sealing = sealingOf(granting)
  const rows: GrantBody['rows'][] = []
  let next = 0

  async function takeTurns(): Promise<void> {
    for (let at = next++; at * BOXES_AT_ONCE < boxes.length; at = next++) {
      const some = boxes.slice(at * BOXES_AT_ONCE, (at + 1) * BOXES_AT_ONCE)
      const secrets = await agree(ephemeral.secretKey, some)
      rows[at] = rowsOf(ephemeral, some, (recipientPublic, index) =>
        sealRow({
          ephemeralPublic: ephemeral.publicKey,
          recipientPublic,
          shared: secrets[index],
          context: sealing.context,
          key32: sealing.key32,
        }),
      )
    }
  }

  await Promise.all(Array.from({ length: PARTS_AT_ONCE }, takeTurns))
  return { epoch: granting.epoch.id, ephemeral: ephemeral.publicKey, rows: rows.flat() }
}

/** The same at once, for a few boxes. */
export function grantToFew(granting: Granting, boxes: readonly Uint8Array[]): GrantBody {
  return fewRows(granting, ephemeralOf(granting), boxes)
}

/** Whether the grant has a row for this box that opens; to be asked by a holder of the key only. */
export function opensFor(granting: Granting, grant: GrantBody, boxPublic: Uint8Array): boolean {
  const ephemeral = ephemeralOf(granting)
  if (!equalBytes(ephemeral.publicKey, grant.ephemeral)) return false
  const [expected] = fewRows(granting, ephemeral, [boxPublic]).rows
  if (expected === undefined) return false
  return grant.rows.some(
    ({ tag, sealed }) => equalBytes(tag, expected.tag) && equalBytes(sealed, expected.sealed),
  )
}

/** What the box's rows open to: to be compared with the epoch's commitment. */
export function openRows(
  group: GroupId,
  grant: GrantBody,
  { secretKey, publicKey }: BoxKeyPair,
): readonly Uint8Array[] {
  const tag = rowTag(grant.ephemeral, publicKey)
  const context = rowContext(group, grant.epoch)
  return grant.rows.flatMap((row) => {
    if (!equalBytes(row.tag, tag)) return []
    const key = openFromBox({
      recipientSecret: secretKey,
      recipientPublic: publicKey,
      ephemeralPublic: grant.ephemeral,
      context,
      sealed: row.sealed,
    })
    return key === undefined ? [] : [key]
  })
}

/** Each box's last tag: what was just granted here comes back at once as a record, whose rows are looked for. */
const lastTags = new WeakMap<
  Uint8Array,
  { readonly ephemeral: Uint8Array; readonly tag: Uint8Array }
>()

/** The tag of a box's row under this ephemeral public. */
export function tagOf(ephemeral: Uint8Array, boxPublic: Uint8Array): Uint8Array {
  const last = lastTags.get(boxPublic)
  if (last !== undefined && equalBytes(last.ephemeral, ephemeral)) return last.tag
  return rowTag(ephemeral, boxPublic)
}

/** What a row is sealed for: this epoch of this group. */
export function rowContext(group: GroupId, epoch: EpochId): Uint8Array {
  return concatBytes(idBytes(group), idBytes(epoch))
}

function fewRows(
  granting: Granting,
  ephemeral: BoxKeyPair,
  boxes: readonly Uint8Array[],
): GrantBody {
  const sealing = sealingOf(granting)
  const ephemeralSecret = ephemeral.secretKey
  const rows = rowsOf(ephemeral, boxes, (recipientPublic) =>
    sealToBox({ ephemeralSecret, recipientPublic, ...sealing }),
  )
  return { epoch: granting.epoch.id, ephemeral: ephemeral.publicKey, rows }
}

function rowsOf(
  { publicKey }: BoxKeyPair,
  boxes: readonly Uint8Array[],
  seal: (boxPublic: Uint8Array, at: number) => Uint8Array | undefined,
): GrantBody['rows'] {
  return boxes.flatMap((boxPublic, at) => {
    const sealed = seal(boxPublic, at)
    if (sealed === undefined) return []
    const tag = rowTag(publicKey, boxPublic)
    lastTags.set(boxPublic, { ephemeral: publicKey, tag })
    return [{ tag, sealed }]
  })
}

function ephemeralOf(granting: Granting): BoxKeyPair {
  return ephemeralFor({ ...sealingOf(granting), device32: granting.device })
}

function sealingOf({ group, epoch }: Granting) {
  return { context: rowContext(group, epoch.id), key32: epoch.key }
}
