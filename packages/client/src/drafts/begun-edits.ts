/**
 * Edits that somebody has begun and not sent: one for each place where one writes, kept over restarts on
 * this device alone. With its message it goes. Rule GS93.
 */
import type { MessageKey } from '@parley/group'
import type { GroupId } from '@parley/protocol'
import type { Device } from '../device.ts'
import { newSettable, type Settable } from '../live.ts'
import type { BegunEdit } from '../model-threads.ts'
import type { DraftPlace } from './draft-content.ts'
import { newSaving, type Saving } from './saving.ts'

export interface BegunEdits {
  /** The same each time. */
  at(place: DraftPlace): EditInPlace
  /** What is gone by now takes its edit along. */
  look(): void
  close(): void
}

export interface EditInPlace {
  readonly live: Settable<BegunEdit | undefined>
  /** `undefined`: it was sent, or let be. */
  set(edit: BegunEdit | undefined): void
}

export interface BegunEditsPorts {
  readonly device: Device
  readonly group: GroupId
  /** Deleted, for whomever. */
  isGone(message: MessageKey): boolean
}

const ROWS = 'edit/'

export async function openBegunEdits(ports: BegunEditsPorts): Promise<BegunEdits> {
  const { device, group, isGone } = ports
  const kept = new Map(await device.store.list(ROWS + group))
  const places = new Map<DraftPlace, EditInPlace & { readonly saving: Saving }>()

  function newPlace(place: DraftPlace) {
    const key = ROWS + place
    const live = newSettable(parseEdit(kept.get(key)))
    const saving = newSaving(device.clock, {
      write: () => {
        const value = live.get()
        return device.store.write([
          value === undefined ? { type: 'delete', key } : { type: 'put', key, value },
        ])
      },
      onFailed: () => device.notices.tell('storage-failing', group),
    })
    return {
      live,
      saving,
      set(edit: BegunEdit | undefined) {
        const before = live.get()
        if (edit?.message === before?.message && edit?.text === before?.text) return
        live.set(edit)
        saving.changed({ atOnce: edit === undefined })
      },
    }
  }

  function at(place: DraftPlace) {
    const known = places.get(place) ?? newPlace(place)
    places.set(place, known)
    return known
  }

  for (const key of kept.keys()) at(key.slice(ROWS.length))
  return {
    at,
    look() {
      for (const { live, set } of places.values()) {
        const edit = live.get()
        if (edit !== undefined && isGone(edit.message)) set(undefined)
      }
    },
    close() {
      for (const { saving } of places.values()) saving.close()
    },
  }
}

function parseEdit(value: unknown): BegunEdit | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { message, text } = value as Record<string, unknown>
  if (typeof message !== 'string' || typeof text !== 'string') return undefined
  return { message: message as MessageKey, text }
}
