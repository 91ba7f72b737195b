/**
 * A group as this relay knows it: the roster its verified actions reduce to, and its read marks.
 *
 * Built from its base document when that is loaded, and kept up to date by what the gate accepts. A
 * person document makes a group of one.
 */
import { type AcceptedRecord, type HeldRecord } from '@parley/gate'
import { reduceRoster, type Roster, type VerifiedAction } from '@parley/group'
import {
  type Action,
  type DeviceKey,
  type GroupId,
  idBytes,
  type RecordId,
  type Writer,
} from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import { type KeptMarks, newKeptMarks } from './kept-marks.ts'
import { newSlowMode, type SlowMode } from './slow-mode.ts'
import { actionIn, verifiedActions } from './verified-actions.ts'

export type Invite = Extract<Action, { type: 'invite' }>

export interface GroupState {
  /** A person document has one too, as a group of one. */
  readonly id: GroupId
  /** The document that its actions are in. */
  readonly doc: string
  /** The same value until an action is accepted. */
  roster(): Roster
  /** Its actions, which a roster is reduced from. */
  actionsCount(): number
  /** What the roster would be with these too. */
  rosterWith(accepted: readonly AcceptedRecord[]): Roster
  add(accepted: readonly AcceptedRecord[]): void
  /** Keys of every device with this writer's prefix. */
  devicesOf(writer: Writer): readonly Uint8Array[]
  invite(id: RecordId): Invite | undefined
  readonly slowMode: SlowMode
  /** Roughly, of all its documents in the store. */
  storedBytes: number
  /** The newest read mark of each device, as many as it keeps. */
  readonly marks: KeptMarks
}

/** From what lies on disk: the records of the base document, and encoded marks. */
export function newGroupState(
  { id, doc }: Pick<GroupState, 'id' | 'doc'>,
  stored: {
    readonly records: Iterable<HeldRecord>
    readonly marks: readonly Uint8Array[]
    readonly storedBytes: number
  },
  verify: Verifier,
): GroupState {
  const actions = [...verifiedActions(id, stored.records, verify)]
  const invites = new Map<RecordId, Invite>()
  const keys = new Map<DeviceKey, Uint8Array>()
  /** What was reduced to see what would come of it is not reduced again when it comes. */
  const trials = new WeakMap<object, { readonly roster: Roster; readonly actionsCount: number }>()
  let roster: Roster | undefined
  actions.forEach(note)

  function note({ id: record, action }: VerifiedAction): void {
    if (action.type === 'invite') invites.set(record, action)
  }
  /** Asked for every record that is judged. */
  function bytesOf(device: DeviceKey): Uint8Array {
    const known = keys.get(device) ?? idBytes(device)
    keys.set(device, known)
    return known
  }
  function current(): Roster {
    return (roster ??= reduceRoster(id, actions))
  }

  return {
    id,
    doc,
    roster: current,
    actionsCount: () => actions.length,
    rosterWith(accepted) {
      const more = accepted.flatMap((one) => actionIn(one, verify) ?? [])
      if (more.length === 0) return current()
      const roster = reduceRoster(id, [...actions, ...more])
      trials.set(accepted, { roster, actionsCount: actions.length })
      return roster
    },
    add(accepted) {
      const more = accepted.flatMap((one) => actionIn(one, verify) ?? [])
      if (more.length === 0) return
      const trial = trials.get(accepted)
      roster = trial?.actionsCount === actions.length ? trial.roster : undefined
      actions.push(...more)
      more.forEach(note)
    },
    devicesOf: (writer) => current().devicesOf(writer).map(bytesOf),
    invite: (record) => invites.get(record),
    slowMode: newSlowMode(),
    storedBytes: stored.storedBytes,
    marks: newKeptMarks(stored.marks),
  }
}
