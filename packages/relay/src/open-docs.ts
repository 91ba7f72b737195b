/**
 * The documents in memory. Loads are shared, a segment brings its group along, and whatever nobody
 * holds leaves memory after a while (RE28, RE29).
 *
 * A document leaves at once when the journal fails it, and with it everything of its group: memory
 * must never claim what disk lacks. Whoever held it has to ask again.
 */
import { type GroupId, groupDoc, parseDocName } from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import type { Catalogue } from './catalogue.ts'
import { type GroupState, newGroupState } from './group-state.ts'
import type { Journal } from './journal/journal.ts'
import type { RelayLimits } from './limits.ts'
import { type LiveDoc, openLiveDoc } from './live-doc.ts'
import type { Clock, RelayEvent } from './ports.ts'

/** A document that stays in memory until `release`, which is called once. */
export interface HeldDoc {
  readonly live: LiveDoc
  readonly group: GroupState
  release(): void
}

export interface OpenDocs {
  /** Loads the document if need be. Rejects when the journal cannot be read. */
  hold(doc: string): Promise<HeldDoc>
  /** The same at once, for a document that is in memory. */
  holdOpen(doc: string): HeldDoc | undefined
  /** The document if it is in memory now. */
  peek(doc: string): { readonly live: LiveDoc; readonly group: GroupState } | undefined
  count(): number
  /** Resolves when every append so far has settled, well or not. Nothing is loaded afterwards. */
  close(): Promise<void>
}

export interface OpenDocsPorts {
  readonly journal: Journal
  readonly clock: Clock
  readonly verify: Verifier
  readonly limits: RelayLimits
  readonly catalogue: Catalogue
  log(event: RelayEvent): void
  /** Told after a group's documents left memory because one could not be stored. */
  onDiscarded(docs: readonly string[]): void
}

/** Journal entries that are worth rewriting as one when a document leaves memory. */
const IDLE_ENTRIES = 64

interface Loaded {
  readonly live: LiveDoc
  readonly group: GroupState
  /** What a segment holds on to: its group's document. */
  readonly base: HeldDoc | undefined
}

interface Slot {
  readonly doc: string
  readonly group: GroupId
  readonly loading: Promise<Loaded>
  loaded: Loaded | undefined
  holds: number
  cancelGrace: () => void
}

export function newOpenDocs(ports: OpenDocsPorts): OpenDocs {
  const slots = new Map<string, Slot>()
  /** Documents on their way out, until what they appended is settled. */
  const leaving = new Map<string, Promise<unknown>>()
  let closed = false

  function slotOf(doc: string): Slot {
    const known = slots.get(doc)
    if (known !== undefined) return known
    const name = parseDocName(doc)
    if (name === undefined) throw new Error(`${doc} is no document's name`)
    const slot: Slot = {
      doc,
      group: name.group,
      loading: load(doc, name.group),
      loaded: undefined,
      holds: 0,
      cancelGrace: () => undefined,
    }
    slots.set(doc, slot)
    slot.loading.then(
      (loaded) => {
        slot.loaded = loaded
        if (slots.get(doc) !== slot) leave(doc, loaded, loaded.live.settled())
      },
      () => slots.get(doc) === slot && slots.delete(doc),
    )
    return slot
  }

  async function load(doc: string, group: GroupId): Promise<Loaded> {
    await leaving.get(doc)
    const base = doc === groupDoc(group) ? undefined : await hold(groupDoc(group))
    try {
      const { journal, log } = ports
      const live = await openLiveDoc(doc, { journal, log, onFailure: discard })
      if (base !== undefined) return { live, group: base.group, base }
      const stored = { records: live.records.all(), marks: await journal.marks(group) }
      return { live, group: newGroupState(group, stored, ports.verify), base }
    } catch (error) {
      base?.release()
      throw error
    }
  }

  async function hold(doc: string): Promise<HeldDoc> {
    if (closed) throw new Error('the relay is stopping')
    const slot = slotOf(doc)
    slot.holds++
    slot.cancelGrace()
    try {
      const { live, group } = await slot.loading
      if (slots.get(doc) !== slot) throw new Error(`${doc} was discarded while it was loaded`)
      return { live, group, release: () => release(slot) }
    } catch (error) {
      slot.holds--
      throw error
    }
  }

  function release(slot: Slot): void {
    if (--slot.holds > 0 || slots.get(slot.doc) !== slot || closed) return
    slot.cancelGrace = ports.clock.after(ports.limits.graceMs, () => {
      if (slot.holds === 0 && slots.get(slot.doc) === slot) drop(slot)
    })
  }

  function drop(slot: Slot): void {
    slots.delete(slot.doc)
    const { loaded } = slot
    if (loaded === undefined) return
    ports.catalogue.keepSummary(slot.doc, loaded.live.summary())
    leave(slot.doc, loaded, loaded.live.tidy(IDLE_ENTRIES))
  }

  function leave(doc: string, { live, base }: Loaded, settled: Promise<void>): void {
    const left = settled
      .catch(() => undefined)
      .then(() => {
        if (leaving.get(doc) === left) leaving.delete(doc)
        live.close()
        base?.release()
      })
    leaving.set(doc, left)
  }

  function discard(doc: string, error: unknown): void {
    ports.log({ type: 'journal-failed', doc, error: String(error) })
    const group = parseDocName(doc)?.group
    const gone = [...slots.values()].filter((slot) => slot.group === group)
    for (const { doc: name, loaded } of gone) {
      slots.delete(name)
      ports.catalogue.forgetSummary(name)
      if (loaded !== undefined) leave(name, loaded, loaded.live.settled())
    }
    // After whoever waits for the failed append has been answered.
    void Promise.resolve().then(() => ports.onDiscarded(gone.map((slot) => slot.doc)))
  }

  return {
    hold,
    holdOpen(doc) {
      const slot = slots.get(doc)
      if (slot?.loaded === undefined) return undefined
      slot.holds++
      slot.cancelGrace()
      const { live, group } = slot.loaded
      return { live, group, release: () => release(slot) }
    },
    peek: (doc) => slots.get(doc)?.loaded,
    count: () => slots.size,
    async close() {
      closed = true
      const loaded = await Promise.allSettled([...slots.values()].map((slot) => slot.loading))
      for (const slot of slots.values()) slot.cancelGrace()
      const lives = loaded.flatMap((one) => (one.status === 'fulfilled' ? [one.value.live] : []))
      await Promise.allSettled([...lives.map((live) => live.settled()), ...leaving.values()])
      for (const live of lives) live.close()
      slots.clear()
    },
  }
}
