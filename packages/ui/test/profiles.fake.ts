/** Statuses, pictures and accents in memory. */
import { NotAPicture, type Picture, type Profiles } from '@parley/react'
import { newCell, type Cell } from './cell.ts'

export interface FakeProfiles extends Profiles {
  readonly status: Cell<string>
  /** By the id of a person or a group. */
  readonly pictures: Cell<ReadonlyMap<string, Picture>>
}

export function newFakeProfiles(me: string): FakeProfiles {
  const pictures = newCell<ReadonlyMap<string, Picture>>(new Map())
  const accents = newCell<ReadonlyMap<string, number>>(new Map())
  const status = newCell('')
  return {
    pictures,
    status,
    async setStatus(next) {
      status.set(next)
    },
    async setPicture(bytes) {
      if (bytes?.length === 0) throw new NotAPicture()
      const next = new Map(pictures.get())
      if (bytes === undefined) next.delete(me)
      else next.set(me, { type: 'image/webp', bytes })
      pictures.set(next)
    },
    pictureOf: (id) => pictures.get().get(id),
    accentOf: (group) => accents.get().get(group),
    async setAccent(group, accent) {
      const next = new Map(accents.get())
      if (accent === undefined) next.delete(group)
      else next.set(group, accent)
      accents.set(next)
    },
    subscribe(onChange) {
      const stops = [pictures.subscribe(onChange), accents.subscribe(onChange)]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}
