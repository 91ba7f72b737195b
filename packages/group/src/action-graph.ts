/**
 * Who builds on whom: actions in an order in which parents come first, and for each the set of all
 * actions in its past, one bit each. Causality is asked pairwise, by these sets alone.
 *
 * An action with a parent that is not here waits outside, and so does all that builds on it.
 */
import type { RecordId } from '@parley/protocol'
import type { VerifiedAction } from './verified-action.ts'

export interface ActionGraph {
  /** Parents before children. */
  readonly ordered: readonly VerifiedAction[]
  /** Actions no other builds on, by id. */
  readonly heads: readonly RecordId[]
  has(id: RecordId): boolean
  get(id: RecordId): VerifiedAction | undefined
  /** Whether `of` builds on `ancestor`, at any distance; nothing is its own ancestor. */
  isAncestor(ancestor: RecordId, of: RecordId): boolean
  /** Where an action stands in `ordered`. */
  indexOf(id: RecordId): number | undefined
  /** The same as `isAncestor`, by index: whether the one at `later` builds on the one at `earlier`. */
  builds(later: number, earlier: number): boolean
  /** Neither builds on the other, and they are two. */
  areConcurrent(a: number, b: number): boolean
  /** Many at once, by words of bits: of `these`, those that no other of them builds on. */
  newestAmong(these: readonly number[]): ReadonlySet<number>
  /** Tells of one whether it builds on all of these. */
  buildingOnAll(earlier: readonly number[]): (later: number) => boolean
  /** Tells of one whether any of these builds on it. */
  builtOnByAny(later: readonly number[]): (earlier: number) => boolean
}

/** Up to here pair by pair is quicker than by words of bits. */
const FEW = 16

export function newActionGraph(actions: readonly VerifiedAction[]): ActionGraph {
  const ordered = inCausalOrder(actions)
  const indexes = new Map(ordered.map((action, index) => [action.id, index]))
  const parents = ordered.map(({ header }) => header.parents.map((id) => indexes.get(id) ?? 0))
  const built = new Set(parents.flat())
  const pasts = new Pasts(parents)

  return {
    ordered,
    heads: ordered.flatMap(({ id }, index) => (built.has(index) ? [] : [id])).sort(),
    has: (id) => indexes.has(id),
    get(id) {
      const index = indexes.get(id)
      return index === undefined ? undefined : ordered[index]
    },
    isAncestor(ancestor, of) {
      const [before, after] = [indexes.get(ancestor), indexes.get(of)]
      return before !== undefined && after !== undefined && pasts.holds(after, before)
    },
    indexOf: (id) => indexes.get(id),
    builds: (later, earlier) => pasts.holds(later, earlier),
    areConcurrent: (a, b) => a !== b && !pasts.holds(a, b) && !pasts.holds(b, a),
    newestAmong: (these) => newestAmong(these, pasts),
    buildingOnAll(earlier) {
      if (earlier.length <= FEW) return (later) => earlier.every((at) => pasts.holds(later, at))
      const all = bitsOf(earlier)
      return (later) => pasts.covers(later, all)
    },
    builtOnByAny(later) {
      const past = pasts.union(later)
      return (earlier) => holdsBit(past, earlier)
    },
  }
}

/** From the end, where mostly one stands above all others; by words of bits when many stand beside each other. */
function newestAmong(these: readonly number[], pasts: Pasts): ReadonlySet<number> {
  const newest: number[] = []
  for (const at of [...these].sort((a, b) => b - a)) {
    if (newest.some((later) => pasts.holds(later, at))) continue
    newest.push(at)
    if (newest.length > FEW) return pasts.newest(these)
  }
  return new Set(newest)
}

/**
 * One row of bits for each action, all in one array. Only actions before an action can be in its
 * past, so its row is no longer than its index.
 */
class Pasts {
  readonly #words: Uint32Array
  readonly #starts: Uint32Array

  constructor(parents: readonly (readonly number[])[]) {
    this.#starts = new Uint32Array(parents.length + 1)
    for (let index = 0; index < parents.length; index++)
      this.#starts[index + 1] = this.#start(index) + ((index + 31) >>> 5)
    this.#words = new Uint32Array(this.#start(parents.length))
    parents.forEach((own, index) => {
      for (const parent of own) this.#addPastOf(parent, index)
    })
  }

  holds(index: number, before: number): boolean {
    if (before >= index) return false
    return ((this.#words[this.#start(index) + (before >>> 5)] ?? 0) & (1 << (before & 31))) !== 0
  }

  /** Whether all of these bits are in the past. */
  covers(index: number, bits: Uint32Array): boolean {
    const [start, end] = [this.#start(index), this.#start(index + 1)]
    return bits.every((word, at) => {
      const own = start + at < end ? (this.#words[start + at] ?? 0) : 0
      return (own & word) === (word | 0)
    })
  }

  /** Those of these that are in the past of none. */
  newest(indexes: readonly number[]): ReadonlySet<number> {
    const all = this.union(indexes)
    return new Set(indexes.filter((at) => !holdsBit(all, at)))
  }

  /** The pasts of all of these; of what is in another's nothing is new. */
  union(indexes: readonly number[]): Uint32Array {
    const newestFirst = [...indexes].sort((a, b) => b - a)
    const all = new Uint32Array(((newestFirst[0] ?? 0) >>> 5) + 1)
    for (const index of newestFirst) {
      if (holdsBit(all, index)) continue
      const end = this.#start(index + 1)
      for (let from = this.#start(index), at = 0; from < end; from++, at++)
        all[at] = (all[at] ?? 0) | (this.#words[from] ?? 0)
    }
    return all
  }

  #start(index: number): number {
    return this.#starts[index] ?? 0
  }

  #addPastOf(parent: number, index: number): void {
    const words = this.#words
    const to = this.#start(index)
    const end = this.#start(parent + 1)
    for (let from = this.#start(parent), at = to; from < end; from++, at++)
      words[at] = (words[at] ?? 0) | (words[from] ?? 0)
    const own = to + (parent >>> 5)
    words[own] = (words[own] ?? 0) | (1 << (parent & 31))
  }
}

function holdsBit(bits: Uint32Array, at: number): boolean {
  return ((bits[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0
}

function bitsOf(indexes: readonly number[]): Uint32Array {
  const bits = new Uint32Array((Math.max(0, ...indexes) >>> 5) + 1)
  for (const at of indexes) bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31))
  return bits
}

/** The same order for the same set, whatever order it came in. */
function inCausalOrder(actions: readonly VerifiedAction[]): VerifiedAction[] {
  const byId = new Map(actions.map((action) => [action.id, action]))
  const waiting = new Map<RecordId, VerifiedAction[]>()
  const waitsFor = new Map<RecordId, number>()
  const ready: VerifiedAction[] = []
  for (const id of [...byId.keys()].sort()) {
    const action = byId.get(id)
    if (action === undefined) continue
    const { parents } = action.header
    if (parents.length === 0) ready.push(action)
    else waitsFor.set(id, parents.length)
    for (const parent of parents) {
      const others = waiting.get(parent)
      if (others === undefined) waiting.set(parent, [action])
      else others.push(action)
    }
  }
  for (let at = 0; at < ready.length; at++) {
    const id = ready[at]?.id
    for (const child of (id && waiting.get(id)) ?? []) {
      const left = (waitsFor.get(child.id) ?? 0) - 1
      waitsFor.set(child.id, left)
      if (left === 0) ready.push(child)
    }
  }
  return ready
}
