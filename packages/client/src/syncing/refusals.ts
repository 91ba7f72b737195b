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
  /** The next one is to be filled with what is held: until `endFilling` those before it count too. */
  beginFilling(doc: string): Promise<void>
  /** The first one that may hold what the living one does not; `undefined`: that one has all. */
  unfilledFrom(doc: string): number | undefined
  /** The living one is known as such at the next start. Rejects with StorageFailed. */
  keepGeneration(doc: string): Promise<void>
  /** Rejects with StorageFailed. */
  endFilling(doc: string): Promise<void>
  /** Another tab rebuilt this document, under the generation known from now on. */
  onRebuilt(listen: (doc: string) => void): Stop
}

export async function openRefusals(store: DeviceStore, tabs: TabChannel): Promise<Refusals> {
  const clocks = await numbersIn(store, 'refused/')
  const generations = await numbersIn(store, 'generation/')
  const unfilled = await numbersIn(store, 'filling/')
  const listeners = new Set<(doc: string) => void>()
  tabs.onMessage(({ type, key, clock, doc, generation, from }) => {
    if (type === 'refused' && typeof key === 'string' && typeof clock === 'number')
      clocks.set(key, clock)
    if (type === 'unrefused' && typeof key === 'string') clocks.delete(key)
    if (type === 'filled' && typeof doc === 'string') unfilled.delete(fillingKey(doc))
    if (type !== 'rebuilt' || typeof doc !== 'string' || typeof generation !== 'number') return
    generations.set(generationKey(doc), generation)
    if (typeof from === 'number') unfilled.set(fillingKey(doc), from)
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
    ...generationsIn({ store, tabs, generations, unfilled }),
    onRebuilt(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
}

interface Databases {
  readonly store: DeviceStore
  readonly tabs: TabChannel
  readonly generations: Map<string, number>
  readonly unfilled: Map<string, number>
}

/** Which of a document's databases is the living one, and which count beside it. */
function generationsIn({
  store,
  tabs,
  generations,
  unfilled,
}: Databases): Omit<Refusals, 'from' | 'change' | 'remember' | 'lift' | 'onRebuilt'> {
  async function goOn(doc: string, changes: readonly StoreChange[]): Promise<void> {
    const key = generationKey(doc)
    const next = (generations.get(key) ?? 0) + 1
    generations.set(key, next)
    // If this is not kept, the old database is read at the next start and mended once more.
    await store.write([{ type: 'put', key, value: next }, ...changes]).catch(() => undefined)
    tabs.post({ type: 'rebuilt', doc, generation: next, from: unfilled.get(fillingKey(doc)) })
  }

  return {
    generation: (doc) => generations.get(generationKey(doc)) ?? 0,
    nextGeneration: (doc) => goOn(doc, []),
    async beginFilling(doc) {
      const key = fillingKey(doc)
      const from = unfilled.get(key) ?? generations.get(generationKey(doc)) ?? 0
      unfilled.set(key, from)
      await goOn(doc, [{ type: 'put', key, value: from }])
    },
    unfilledFrom: (doc) => unfilled.get(fillingKey(doc)),
    keepGeneration(doc) {
      const key = generationKey(doc)
      return store.write([{ type: 'put', key, value: generations.get(key) ?? 0 }])
    },
    async endFilling(doc) {
      const key = fillingKey(doc)
      if (!unfilled.has(key)) return
      await store.write([{ type: 'delete', key }])
      unfilled.delete(key)
      tabs.post({ type: 'filled', doc })
    },
  }
}

async function numbersIn(store: DeviceStore, prefix: string): Promise<Map<string, number>> {
  const rows = await store.list(prefix)
  return new Map(
    rows.flatMap(([key, value]) => (typeof value === 'number' ? [[key, value] as const] : [])),
  )
}

function refusedKey(doc: string, writer: Writer): string {
  return `refused/${doc}#${writer}`
}

function generationKey(doc: string): string {
  return `generation/${doc}`
}

function fillingKey(doc: string): string {
  return `filling/${doc}`
}
