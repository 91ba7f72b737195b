/** What a membership is computed from: records whose author is known, and those that wait for one. */
import type { HeldRecord } from '@parley/gate'
import type { VerifiedAction } from '@parley/group'
import {
  type Action,
  type DeviceKey,
  type Introduction,
  type ParsedRecord,
  parseRecord,
  type Place,
  type RecordId,
  recordIdOf,
} from '@parley/protocol'
import type { SealedName } from './said-names.ts'

export interface Waiting {
  readonly held: HeldRecord
  readonly record: ParsedRecord
  readonly id: RecordId
}

/** Whom an action introduces. */
export function introductionIn(action: Action): Introduction | undefined {
  switch (action.type) {
    case 'found':
    case 'join':
    case 'add':
    case 'device':
      return action.person
    default:
      return undefined
  }
}

/** What a group's document holds, as far as its authors are known. */
export function newHeldRecords() {
  return {
    actions: new Map<RecordId, VerifiedAction>(),
    names: [] as SealedName[],
    waiting: [] as Waiting[],
  }
}

export function keyRecordOf(id: RecordId, device: DeviceKey, { writer, clock }: Place) {
  return { id, device, place: { segment: undefined, writer, clock } }
}

export function parsed(held: HeldRecord): Waiting | undefined {
  const record = parseRecord(held.bytes)
  return record && { held, record, id: recordIdOf(held.place, held.bytes) }
}
