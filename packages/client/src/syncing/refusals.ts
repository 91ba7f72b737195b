/**
 * What relays refused for good, and under which database a document is kept since.
 *
 * Both must survive a crash: a refused suffix that came back from disk would be refused again, for
 * ever. All tabs are told, so that no tab hands it to another.
 */
import type { Writer } from '@parley/protocol'
import type { DeviceStore, Stop, StoreChange, TabChannel } from '../ports.ts'

export interface Refusals {
  /** The first refused clock of this writer; nothing from there on is taken again. */
  from(doc: string, writer: Writer): number | undefined
  /** How to remember a refusal, as part of a larger write; call `remember` once it is on disk. */
  change(doc: string, writer: Writer, clock: number): StoreChange
  remember(doc: string, writer: Writer, clock: number): void
  /** Another relay has these after all: what it brings back is taken, now and after a crash. */
  lift(doc: string, writer: Writer): void
  /** Which database of a document is the living one. */
  generation(doc: string): number
  nextGeneration(doc: string): Promise<void>
  /** Another tab rebuilt this document, under the generation known from now on. */
  onRebuilt(listen: (doc: string) => void): Stop
}

export async function openRefusals(store: DeviceStore, tabs: TabChannel): Promise<Refusals> {
  const clocks = new Map<string, number>()
  const generations = new Map<string, number>()
  for (const [key, value] of await store.list('refused/'))
    if (typeof value === 'number') clocks.set(key, value)
  for (const [key, value] of await store.list('generation/'))
    if (typeof value === 'number') generations.set(key, value)
  const listeners = new Set<(doc: string) => void>()
  tabs.onMessage(({ type, key, clock, doc, generation }) => {
    if (type === 'refused' && typeof key === 'string' && typeof clock === 'number')
      clocks.set(key, clock)
    if (type === 'unrefused' && typeof key === 'string') clocks.delete(key)
    if (type !== 'rebuilt' || typeof doc !== 'string' || typeof generation !== 'number') return
    generations.set(generationKey(doc), generation)
    for (const listen of listeners) listen(doc)
  })

  return {
    from: (doc, writer) => clocks.get(refusedKey(doc, writer)),
    change: (doc, writer, clock) => ({ type: 'put', key: refusedKey(doc, writer), value: clock }),
    remember(doc, writer, clock) {
      const key = refusedKey(doc, writer)
      clocks.set(key, clock)
      tabs.post({ type: 'refused', key, clock })
    },
    lift(doc, writer) {
      const key = refusedKey(doc, writer)
      if (!clocks.delete(key)) return
      // If this is not kept, the next start drops them once more, and the relay brings them back.
      store.write([{ type: 'delete', key }]).catch(() => undefined)
      tabs.post({ type: 'unrefused', key })
    },
    generation: (doc) => generations.get(generationKey(doc)) ?? 0,
    async nextGeneration(doc) {
      const key = generationKey(doc)
      const next = (generations.get(key) ?? 0) + 1
      generations.set(key, next)
      // If this is not kept, the old database is read at the next start and mended once more.
      await store.write([{ type: 'put', key, value: next }]).catch(() => undefined)
      tabs.post({ type: 'rebuilt', doc, generation: next })
    },
    onRebuilt(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
}

function refusedKey(doc: string, writer: Writer): string {
  return `refused/${doc}#${writer}`
}

function generationKey(doc: string): string {
  return `generation/${doc}`
}
