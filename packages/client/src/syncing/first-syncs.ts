/**
 * Which segments this device has been in step with. What a segment held by then is history: it is new
 * on this device, and late for nobody. Kept over restarts; what lies on disk is no news anyway.
 */
import { covers } from '@parley/group'
import { type GroupId, parseDocName, type Writer } from '@parley/protocol'
import type { DeviceStore } from '../ports.ts'
import type { LiveDoc } from './live-doc.ts'

export interface FirstSyncs {
  /** A relay has told all it has of this segment. */
  done(doc: Pick<LiveDoc, 'name' | 'records' | 'flushed'>): void
  /** This device has been in step with it. */
  has(segment: number): boolean
  /** What was held of these is held no more: when it comes again it is history. On disk when resolved. */
  forget(segments: readonly number[]): Promise<void>
  /** It came before this device had been in step with its segment, or with the step itself. */
  isHistory(place: {
    readonly segment: number
    readonly writer: Writer
    readonly clock: number
  }): boolean
}

export interface FirstSyncsPorts {
  readonly store: DeviceStore
  readonly group: GroupId
  /** This device knows itself in the group. Before that, the relay may not know the group either. */
  isIn(): boolean
}

export async function openFirstSyncs({ store, group, isIn }: FirstSyncsPorts): Promise<FirstSyncs> {
  const key = `synced/${group}`
  const kept = await store.get(key)
  const known: readonly unknown[] = Array.isArray(kept) ? kept : []
  const segments = new Set(known.filter((segment) => typeof segment === 'number'))
  /** Of those the ones whose content is on disk: no others are written down, or a crash would look like a deletion. */
  const flushed = new Set(segments)
  const held = new Map<number, ReadonlyMap<Writer, number>>()
  const save = () => store.write([{ type: 'put', key, value: [...flushed] }])

  return {
    done(doc) {
      const name = parseDocName(doc.name)
      if (name?.kind !== 'segment' || segments.has(name.segment) || !isIn()) return
      segments.add(name.segment)
      const records = doc.records()
      const places = new Map(
        Array.from(records.writers(), (writer) => [writer, records.placesOf(writer)] as const),
      )
      held.set(name.segment, places)
      // If it is not kept, what comes next time counts as history too.
      doc
        .flushed()
        .then(() => {
          // Forgotten meanwhile, and perhaps in step anew: then that is flushed by itself.
          if (held.get(name.segment) !== places) return
          flushed.add(name.segment)
          return save()
        })
        .catch(() => undefined)
    },
    has: (segment) => segments.has(segment),
    forget(gone) {
      for (const segment of gone) {
        segments.delete(segment)
        flushed.delete(segment)
        held.delete(segment)
      }
      return save()
    },
    isHistory: (place) => !segments.has(place.segment) || covers(held, place),
  }
}
