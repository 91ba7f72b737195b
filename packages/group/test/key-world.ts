/** A group whose people announce epochs and grant keys, by hand: tags stand for hashes, rows hold nothing. */
import { type EpochId, type RecordId, toEpochId, toRecordId } from '@parley/protocol'
import {
  type Epochs,
  epochsOf,
  type HeldEpoch,
  type HeldGrant,
  headsFor,
  missingRows,
  usableEpoch,
} from '../src/index.ts'
import { bytesOf, GroupWorld, type TestPerson } from './group-world.ts'

export const epochId = (number: number): EpochId => toEpochId(bytesOf(16, number))
export const FIRST = epochId(1)
export const boxOf = (person: TestPerson) => person.introduction.box

/** Stands in for the hash of two public keys. */
export function tagOf(ephemeral: Uint8Array, boxPublic: Uint8Array): Uint8Array {
  return bytesOf(8, ...boxPublic.slice(0, 4), ...ephemeral.slice(0, 4))
}

export class KeyWorld extends GroupWorld {
  readonly epochs: HeldEpoch[] = []
  readonly grants: HeldGrant[] = []
  isGood: (grant: HeldGrant) => boolean = () => true
  /** As an honest device's grants of one epoch have. */
  hasOneEphemeral = true
  readonly #ephemerals = new Map<string, Uint8Array>()
  #count = 0

  announce(by: TestPerson, epoch = FIRST, more: Partial<EpochOptions> = {}) {
    const { shared = true, after = [], heads = headsFor(this.roster, by.id) } = more
    const chained = after.map((id) => ({ epoch: id, nonce: bytesOf(24), sealed: bytesOf(48) }))
    const body = { epoch, commitment: bytesOf(16), shared, chained }
    this.epochs.push({ id: this.#nextId(), device: by.device, heads, epoch: body })
  }

  grant(by: TestPerson, boxes: readonly Uint8Array[], epoch = FIRST, heads?: readonly RecordId[]) {
    const pair = `${by.device} ${epoch}`
    const ephemeral = this.#ephemerals.get(pair) ?? bytesOf(32, ++this.#count)
    if (this.hasOneEphemeral) this.#ephemerals.set(pair, ephemeral)
    const rows = boxes.map((box) => ({ tag: tagOf(ephemeral, box), sealed: bytesOf(48) }))
    const knew = heads ?? headsFor(this.roster, by.id)
    const grant = { epoch, ephemeral, rows }
    this.grants.push({ id: this.#nextId(), device: by.device, heads: knew, grant })
  }

  get usable(): EpochId | undefined {
    return usableEpoch({ epochs: this.epochs, grants: this.grants, roster: this.roster, tagOf })
  }

  missing(epoch = FIRST): readonly Uint8Array[] {
    const known = { epochs: this.epochs, grants: this.grants, roster: this.roster, tagOf }
    return missingRows({ ...known, epoch }).map(({ boxPublic }) => boxPublic)
  }

  owed(epoch: EpochId): readonly Uint8Array[] {
    return this.#read()
      .owed(epoch)
      .map(({ boxPublic }) => boxPublic)
  }

  mayHave(epoch: EpochId, person: TestPerson): boolean {
    return this.#read().mayHave(epoch, boxOf(person))
  }

  /** The same box again: a row for it did not open. */
  sayBoxAgain(person: TestPerson) {
    const action = {
      type: 'box' as const,
      generation: 0,
      boxPublic: boxOf(person),
      ephemeral: bytesOf(32),
      rows: [],
    }
    return this.write({ by: person, action })
  }

  #read(): Epochs {
    const { epochs, grants, roster, isGood } = this
    return epochsOf({ epochs, grants, roster, tagOf, isGood })
  }

  #nextId(): RecordId {
    return toRecordId(bytesOf(16, 200, ++this.#count))
  }
}

interface EpochOptions {
  readonly shared: boolean
  readonly after: readonly EpochId[]
  readonly heads: readonly RecordId[]
}
