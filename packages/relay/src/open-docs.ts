/**
 * The documents in memory. Loads are shared, a segment brings its group along, and whatever nobody
 * holds leaves memory after a while (RE28, RE29).
 *
 * A document leaves at once when the journal fails it, and with it everything of its group: memory
 * must never claim what disk lacks. Whoever held it has to ask again.
 */
import { type GroupId, parseDocName } from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import { baseDocOf } from './base-doc.ts'
import type { Catalogue } from './catalogue.ts'
import { type GroupState, newGroupState } from './group-state.ts'
import type { Journal, SharedEntry } from './journal/journal.ts'
import type { RelayLimits } from './limits.ts'
import { type LiveDoc, openLiveDoc } from './live-doc.ts'
import type { Clock, RelayEvent } from './ports.ts'

/** A document that stays in memory until `release`, which is called once. */
export interface HeldDoc {
  readonly live: LiveDoc
  readonly group: GroupState
  release(): void
}

export interface OpenDocsPorts {
  readonly journal: Journal
  readonly clock: Clock
  readonly verify: Verifier
  readonly limits: RelayLimits
  readonly catalogue: Catalogue
  log(event: RelayEvent): void
  /** Told after a group's documents left memory because one could not be stored, or was not what the log says. */
  onDiscarded(docs: readonly string[]): void
  /** Told of a document whose journal still had what is gone when it was loaded. */
  onUnclean(doc: string): void
  /** What others put in while a document was being loaded, once it is. */
  takeEntry(entry: SharedEntry): void
}

/** Journal entries that are worth rewriting as one when a document leaves memory. */
const IDLE_ENTRIES = 64

export interface Loaded {
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
  /** By others, while it is being loaded. */
  readonly told: SharedEntry[]
  holds: number
  /** It may be wanted again until then, since somebody held it to stay. */
  wantedUntil: number
  cancelGrace: () => void
}

export class OpenDocs {
  readonly #ports: OpenDocsPorts
  readonly #slots = new Map<string, Slot>()
  /** Documents on their way out, until what they appended is settled. */
  readonly #leaving = new Map<string, Promise<unknown>>()
  #isClosed = false

  constructor(ports: OpenDocsPorts) {
    this.#ports = ports
  }

  /** Loads the document if need be. Rejects when the journal cannot be read. */
  hold(doc: string): Promise<HeldDoc> {
    return this.#hold(doc, true)
  }

  /** The same in passing: what was loaded for nobody else leaves at once when it is released. */
  holdBriefly(doc: string): Promise<HeldDoc> {
    return this.#hold(doc, false)
  }

  async #hold(doc: string, isWanted: boolean): Promise<HeldDoc> {
    if (this.#isClosed) throw new Error('the relay is stopping')
    const slot = this.#slotOf(doc)
    slot.holds++
    slot.cancelGrace()
    try {
      const { live, group } = await slot.loading
      if (this.#slots.get(doc) !== slot) throw new Error(`${doc} was discarded while it was loaded`)
      return { live, group, release: () => this.#release(slot, isWanted) }
    } catch (error) {
      slot.holds--
      throw error
    }
  }

  /** The same at once, for a document that is in memory. */
  holdOpen(doc: string): HeldDoc | undefined {
    const slot = this.#slots.get(doc)
    if (slot?.loaded === undefined) return undefined
    slot.holds++
    slot.cancelGrace()
    const { live, group } = slot.loaded
    return { live, group, release: () => this.#release(slot, true) }
  }

  /** The document if it is in memory now. */
  peek(doc: string): { readonly live: LiveDoc; readonly group: GroupState } | undefined {
    return this.#slots.get(doc)?.loaded
  }

  /** Whether the document is being loaded; then `takeEntry` is called with this entry when it is. */
  keepFor(doc: string, entry: SharedEntry): boolean {
    const slot = this.#slots.get(doc)
    if (slot === undefined || slot.loaded !== undefined) return false
    slot.told.push(entry)
    return true
  }

  count(): number {
    return this.#slots.size
  }

  /** Resolves when every append so far has settled, well or not. Nothing is loaded afterwards. */
  async close(): Promise<void> {
    this.#isClosed = true
    const slots = [...this.#slots.values()]
    const loaded = await Promise.allSettled(slots.map((slot) => slot.loading))
    for (const slot of slots) slot.cancelGrace()
    const lives = loaded.flatMap((one) => (one.status === 'fulfilled' ? [one.value.live] : []))
    await Promise.allSettled([...lives.map((live) => live.settled()), ...this.#leaving.values()])
    for (const live of lives) live.close()
    this.#slots.clear()
  }

  #slotOf(doc: string): Slot {
    const known = this.#slots.get(doc)
    if (known !== undefined) return known
    const group = parseDocName(doc)?.group
    if (group === undefined) throw new Error(`${doc} is no document's name`)
    const loading = this.#load(doc, group)
    const fresh = { loaded: undefined, told: [], holds: 0, wantedUntil: 0, cancelGrace: nothing }
    const slot: Slot = { doc, group, loading, ...fresh }
    this.#slots.set(doc, slot)
    loading.then(
      (loaded) => {
        slot.loaded = loaded
        if (loaded.live.wasUnclean) this.#ports.onUnclean(doc)
        if (this.#slots.get(doc) !== slot) this.#leave(doc, loaded, loaded.live.settled())
        else for (const entry of slot.told.splice(0)) this.#ports.takeEntry(entry)
      },
      () => this.#slots.get(doc) === slot && this.#slots.delete(doc),
    )
    return slot
  }

  async #load(doc: string, group: GroupId): Promise<Loaded> {
    await this.#leaving.get(doc)
    const { journal, log, verify } = this.#ports
    const baseDoc = baseDocOf(doc) ?? doc
    // Briefly: a segment has had its own time of grace when it lets go.
    const base = doc === baseDoc ? undefined : await this.holdBriefly(baseDoc)
    try {
      const onFailure = (name: string, error: unknown): void => {
        log({ type: 'journal-failed', doc: name, error: String(error) })
        this.discard(name)
      }
      const live = await openLiveDoc(doc, { journal, log, onFailure })
      if (base !== undefined) return { live, group: base.group, base }
      const stored = {
        records: live.records.all(),
        marks: await journal.marks(group),
        storedBytes: (await journal.sizeOf?.(doc)) ?? 0,
      }
      return { live, group: newGroupState({ id: group, doc }, stored, verify), base }
    } catch (error) {
      base?.release()
      throw error
    }
  }

  /** Its time of grace begins when somebody lets go who wanted it, not when its last segment does. */
  #release(slot: Slot, wasWanted: boolean): void {
    const { clock, limits } = this.#ports
    const now = clock.now()
    if (wasWanted) slot.wantedUntil = now + limits.graceMs
    if (--slot.holds > 0 || this.#slots.get(slot.doc) !== slot || this.#isClosed) return
    const isMadeUp = slot.loaded?.live.isEmpty() === true // by anybody
    const restMs = Math.min(slot.wantedUntil - now, limits.graceMs)
    if (isMadeUp || restMs <= 0) return this.#drop(slot)
    slot.cancelGrace = clock.after(restMs, () => {
      if (slot.holds === 0 && this.#slots.get(slot.doc) === slot) this.#drop(slot)
    })
  }

  #drop({ doc, loaded }: Slot): void {
    this.#slots.delete(doc)
    if (loaded === undefined) return
    this.#ports.catalogue.keepSummary(doc, loaded.live.summary())
    this.#leave(doc, loaded, loaded.live.tidy(IDLE_ENTRIES))
  }

  #leave(doc: string, { live, base }: Loaded, settled: Promise<void>): void {
    const left = settled
      .catch(nothing) // whoever waited for it has been told
      .then(() => {
        if (this.#leaving.get(doc) === left) this.#leaving.delete(doc)
        live.close()
        base?.release()
      })
    this.#leaving.set(doc, left)
  }

  /** Everything of its group leaves memory at once: the log has something else. */
  discard(doc: string): void {
    const { catalogue, onDiscarded } = this.#ports
    const group = parseDocName(doc)?.group
    const gone = [...this.#slots.values()].filter((slot) => slot.group === group)
    for (const { doc: name, loaded } of gone) {
      this.#slots.delete(name)
      catalogue.forgetSummary(name)
      if (loaded === undefined) continue
      this.#leave(name, loaded, loaded.live.settled())
      loaded.live.discard()
    }
    // After whoever waits for the failed append has been answered.
    void Promise.resolve().then(() => onDiscarded(gone.map((slot) => slot.doc)))
  }
}

function nothing(): void {
  return undefined
}
