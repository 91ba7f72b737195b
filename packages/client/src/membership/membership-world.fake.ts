/**
 * People with real keys who sign acts of one group, each record in a writer of its own, so that any
 * order of them may arrive; for tests of what a client makes of them.
 */
import { type HeldRecord, joinBytes } from '@parley/gate'
import {
  type Action,
  actionRecordType,
  bytesToSign,
  type DeviceKey,
  encodeActionBody,
  encodeActionHeader,
  groupDoc,
  type GroupId,
  groupIdOf,
  idBytes,
  introducedDevice,
  type Introduction,
  newWriter,
  type PersonId,
  personIdOf,
  RECORD_TYPE,
  type RecordId,
  recordIdOf,
  type Role,
  rootActBytes,
  signedRecord,
  toDeviceKey,
  unsignedRecord,
  writerPrefix,
} from '@parley/protocol'
import { type KeyPair, newKeyPair, sign, signCertificate } from '@parley/signing'
import { randomFrom } from '../identity/identity.fake.ts'

export interface Signer {
  readonly person: PersonId
  readonly root: KeyPair
  readonly keys: KeyPair
  readonly device: DeviceKey
  readonly introduction: Introduction
}

export interface Signed extends HeldRecord {
  readonly id: RecordId
}

interface How {
  readonly on: readonly Signed[]
  readonly as?: Role
  /** Whose root signs an `undevice`. */
  readonly root?: KeyPair
}

export class MembershipWorld {
  readonly group: GroupId
  readonly founder: Signer
  readonly found: Signed
  readonly invite: Signed
  readonly #random
  readonly #link: KeyPair
  #count = 0

  constructor(seed: string) {
    this.#random = randomFrom(seed)
    this.founder = this.newSigner()
    this.#link = this.newKeys()
    const { introduction: person } = this.founder
    const found: Action = {
      type: 'found',
      random: this.#random(32),
      encrypted: true,
      policy: [],
      person,
    }
    const header = encodeActionHeader({ claimedRole: 'founder', parents: [], hlc: 1n })
    this.group = groupIdOf(header, encodeActionBody(found))
    this.found = this.#signed(this.founder, found, header)
    this.invite = this.act(
      this.founder,
      {
        type: 'invite',
        signPublic: this.#link.publicKey,
        boxPublic: this.#random(32),
        role: 'member',
        needsApproval: false,
        expiresAt: 0,
        usesCount: 0,
      },
      { on: [this.found], as: 'founder' },
    )
  }

  newKeys(): KeyPair {
    return newKeyPair(this.#random(32))
  }

  /** A device of a new person; or of the person with this root, or the same key under another root. */
  newSigner({ root = this.newKeys(), keys = this.newKeys() } = {}): Signer {
    const person = personIdOf(root.publicKey)
    const { publicKey: devicePublic } = keys
    const subject = { issuer: root, personId16: idBytes(person), devicePub: devicePublic }
    const introduction = {
      root: root.publicKey,
      chain: [{ devicePublic, signature: signCertificate(subject) }],
      box: new Uint8Array(32).fill(7),
    }
    return { person, root, keys, device: toDeviceKey(devicePublic), introduction }
  }

  join(by: Signer, invite: RecordId = this.invite.id): Signed {
    const message = joinBytes(this.group, by.introduction)
    const inviteSignature = sign(message, this.#link)
    const action = { type: 'join', invite, person: by.introduction, inviteSignature } as const
    return this.act(by, action, { on: [this.invite] })
  }

  device(by: Signer, on: readonly Signed[]): Signed {
    const action = { type: 'device', person: by.introduction, rootSignature: undefined } as const
    return this.act(by, action, { on })
  }

  undevice(by: Signer, whose: Signer, how: How): Signed {
    const { device } = whose
    return this.act(by, { type: 'undevice', device, rootSignature: undefined, cut: [] }, how)
  }

  act(by: Signer, action: Action, { on, as = 'member', root }: How): Signed {
    const parents = on.map(({ id }) => id)
    const hlc = BigInt(this.#count + 2)
    const header = encodeActionHeader({ claimedRole: as, parents, hlc })
    if (root === undefined || action.type !== 'undevice') return this.#signed(by, action, header)
    const device = idBytes(action.device)
    const word = rootActBytes(this.group, { recordType: RECORD_TYPE.undevice, device, header })
    return this.#signed(by, { ...action, rootSignature: sign(word, root) }, header)
  }

  #signed(by: Signer, action: Action, header: Uint8Array): Signed {
    const prefix = writerPrefix(this.group, introducedDevice(by.introduction))
    const place = { doc: groupDoc(this.group), writer: newWriter(prefix, ++this.#count), clock: 0 }
    const unsigned = unsignedRecord(actionRecordType(action), header, encodeActionBody(action))
    const bytes = signedRecord(unsigned, sign(bytesToSign(place, unsigned), by.keys))
    return { root: 'members', place, bytes, id: recordIdOf(place, bytes) }
  }
}
