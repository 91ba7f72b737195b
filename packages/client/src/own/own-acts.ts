/**
 * Acts on one's own devices: bringing this one in, taking one out, announcing a new box.
 *
 * They are the same in a group as in the person's own document. With the root's key at hand each is
 * signed by it too, so that no stolen device stands against it. Rules OW5, OW8, OW10.
 */
import {
  type Action,
  type ActionHeader,
  type DeviceKey,
  encodeActionHeader,
  equalBytes,
  type GroupId,
  idBytes,
  prefixOf,
  RECORD_TYPE,
  type RecordId,
  type Role,
  rootActBytes,
  toDeviceKey,
  writerPrefix,
} from '@parley/protocol'
import {
  type BoxKeyPair,
  boxKeyPair,
  boxOfSigner,
  boxPublicOfSigner,
  openFromBox,
  personBoxContext,
  rowTag,
  sealToBox,
} from '@parley/sealing'
import { type KeyPair, sign } from '@parley/signing'
import type { Device } from '../device.ts'
import type { LiveDoc } from '../syncing/live-doc.ts'
import { introduction, type OwnBox } from '../identity/identity.ts'
import { type Draft, draftAction } from '../writing/drafts.ts'

/** Where an act of this person stands. */
export interface ActBasis {
  readonly group: GroupId
  readonly role: Role
  readonly parents: readonly RecordId[]
  /** Signs too, when this device has it. */
  readonly root: KeyPair | undefined
}

export type BoxAction = Extract<Action, { readonly type: 'box' }>

export function headerOf({ ownClock }: Pick<Device, 'ownClock'>, basis: ActBasis): ActionHeader {
  return { claimedRole: basis.role, parents: basis.parents, hlc: ownClock.next() }
}

/** This device introduces itself. */
export function draftOwnDevice(
  device: Pick<Device, 'identity' | 'ownClock'>,
  basis: ActBasis,
): Draft {
  const header = headerOf(device, basis)
  const key = device.identity.device.publicKey
  const rootSignature = rootSignatureOf(basis, { recordType: RECORD_TYPE.device, key, header })
  return draftAction(header, {
    type: 'device',
    person: introduction(device.identity),
    rootSignature,
  })
}

/** What the root says to an `undevice` under this header. */
export function rootSignsUndevice(
  basis: ActBasis,
  key: DeviceKey,
  header: ActionHeader,
): Uint8Array | undefined {
  const act = { recordType: RECORD_TYPE.undevice, key: idBytes(key), header }
  return rootSignatureOf(basis, act)
}

export interface Boxing {
  readonly box: OwnBox
  readonly ephemeral: BoxKeyPair
  /** Keys of the devices that may have it. */
  readonly devices: readonly DeviceKey[]
  readonly rootPublic: Uint8Array
}

/** A box, its secret sealed to each of these devices and to the root. Follows the first act of its append, if there is one. */
export function draftBox(header: ActionHeader, boxing: Boxing): Draft {
  const action = boxAction(boxing)
  return (place, earlier) => {
    const [first] = earlier
    const parents = first === undefined ? header.parents : [first]
    return draftAction({ ...header, parents }, action)(place, earlier)
  }
}

/** The box in a `box` action, when one of these signing secrets opens it; believed only if it is the announced one. */
export function openBox(action: BoxAction, secrets: readonly Uint8Array[]): OwnBox | undefined {
  for (const secret of secrets) {
    const own = boxOfSigner(secret)
    const tag = rowTag(action.ephemeral, own.publicKey)
    for (const row of action.rows) {
      if (!equalBytes(row.tag, tag)) continue
      const opened = openFromBox({
        recipientSecret: own.secretKey,
        recipientPublic: own.publicKey,
        ephemeralPublic: action.ephemeral,
        context: personBoxContext(action.boxPublic),
        sealed: row.sealed,
      })
      const box = opened && boxKeyPair(opened)
      if (box !== undefined && equalBytes(box.publicKey, action.boxPublic))
        return { generation: action.generation, ...box }
    }
  }
  return undefined
}

function boxAction({ box, ephemeral, devices, rootPublic }: Boxing): BoxAction {
  const context = personBoxContext(box.publicKey)
  const signers = [...devices.map(idBytes), rootPublic]
  const rows = signers.flatMap((signer) => {
    const recipientPublic = boxPublicOfSigner(signer)
    if (recipientPublic === undefined) return []
    const sealing = { ephemeralSecret: ephemeral.secretKey, recipientPublic, context }
    const sealed = sealToBox({ ...sealing, key32: box.secretKey })
    return sealed === undefined
      ? []
      : [{ tag: rowTag(ephemeral.publicKey, recipientPublic), sealed }]
  })
  return {
    type: 'box',
    generation: box.generation,
    boxPublic: box.publicKey,
    ephemeral: ephemeral.publicKey,
    rows,
  }
}

function rootSignatureOf(
  { group, root }: ActBasis,
  act: { readonly recordType: number; readonly key: Uint8Array; readonly header: ActionHeader },
): Uint8Array | undefined {
  if (root === undefined) return undefined
  const { recordType, key } = act
  const header = encodeActionHeader(act.header)
  return sign(rootActBytes(group, { recordType, device: key, header }), root)
}

/** Whether this device has introduced itself there: its first record always does. */
export function hasWritten(
  doc: Pick<LiveDoc, 'records'>,
  group: GroupId,
  { identity }: Pick<Device, 'identity'>,
): boolean {
  const { prefixes } = namesOf(identity.device.publicKey)
  const prefix = prefixes.get(group) ?? writerPrefix(group, identity.device.publicKey)
  prefixes.set(group, prefix)
  for (const writer of doc.records().writers()) if (prefixOf(writer) === prefix) return true
  return false
}

/** What is worked out of this device's key: asked for whenever anything changes in any group. */
interface OwnNames {
  readonly key: DeviceKey
  readonly prefixes: Map<GroupId, number>
}

const ownNames = new WeakMap<Uint8Array, OwnNames>()

function namesOf(publicKey: Uint8Array): OwnNames {
  const names = ownNames.get(publicKey) ?? { key: toDeviceKey(publicKey), prefixes: new Map() }
  ownNames.set(publicKey, names)
  return names
}

/** This device's key as others name it. */
export function ownKey({ identity }: Pick<Device, 'identity'>): DeviceKey {
  return namesOf(identity.device.publicKey).key
}
