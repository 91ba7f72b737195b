/**
 * Reads the notes in the person's own document: signature, then whether the device counts, then the
 * seal. What lacks something waits and is looked at again when the document moves.
 */
import { type HeldRecord, verifyRecord } from '@parley/gate'
import {
  type DeviceKey,
  type EnvelopeHeader,
  type ParsedRecord,
  parseNote,
  parseRecord,
  type Place,
  type RecordId,
  recordIdOf,
  toDeviceKey,
} from '@parley/protocol'
import { unpad } from '@parley/sealing'
import type { Verifier } from '@parley/signing'
import type { Membership } from '../membership/membership.ts'
import { openBody } from '../reading/open-body.ts'
import type { ToldNote } from './notes.ts'

export interface NoteReader {
  add(records: readonly HeldRecord[]): void
  /** What can be read by now and was not before. */
  read(): readonly ToldNote[]
  forget(): void
}

interface Sealed {
  readonly place: Place
  readonly id: RecordId
  readonly record: Extract<ParsedRecord, { readonly header: EnvelopeHeader }>
  device: DeviceKey | undefined
}

export function newNoteReader(membership: Membership, verify: Verifier): NoteReader {
  let waiting: Sealed[] = []

  function isCounted(sealed: Sealed): boolean {
    const { place, record } = sealed
    if (sealed.device === undefined) {
      const device = verifyRecord(
        { place, record, devices: membership.devicesOf(place.writer) },
        verify,
      )
      sealed.device = device && toDeviceKey(device)
    }
    if (sealed.device === undefined) return false
    const { writer, clock } = place
    const at = { segment: undefined, writer, clock }
    const question = { device: sealed.device, heads: record.header.heads, place: at }
    return membership.roster().judge(question) === 'valid'
  }

  function opened({ place, id, record }: Sealed): ToldNote | undefined {
    if (record.header.epoch === undefined) return undefined
    const padded = openBody({ ...record, place }, membership.keyring)
    const content = padded && unpad(padded)
    const note = content && parseNote(content)
    return note && { ...note, id, hlc: record.header.hlc }
  }

  return {
    add(records) {
      waiting.push(...records.flatMap(sealedNote))
    },
    read() {
      const told: ToldNote[] = []
      waiting = waiting.filter((sealed) => {
        const note = isCounted(sealed) ? opened(sealed) : undefined
        if (note !== undefined) told.push(note)
        return note === undefined
      })
      return told
    },
    forget() {
      waiting = []
    },
  }
}

function sealedNote({ place, bytes }: HeldRecord): readonly Sealed[] {
  const record = parseRecord(bytes)
  if (record?.kind !== 'note') return []
  return [{ place, id: recordIdOf(place, bytes), record, device: undefined }]
}
