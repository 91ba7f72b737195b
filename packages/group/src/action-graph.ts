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
}

export function newActionGraph(actions: readonly VerifiedAction[]): ActionGraph {
  const ordered = inCausalOrder(actions)
  const indexes = new Map(ordered.map((action, index) => [action.id, index]))
  const pasts: Uint32Array[] = []
  const hasChild = new Uint8Array(ordered.length)
  ordered.forEach((action, index) => {
    const parents = action.header.parents.flatMap((parent) => indexes.get(parent) ?? [])
    for (const parent of parents) hasChild[parent] = 1
    pasts.push(unionOfPasts(index, parents, pasts))
  })

  return {
    ordered,
    heads: ordered.flatMap(({ id }, index) => (hasChild[index] === 0 ? [id] : [])).sort(),
    has: (id) => indexes.has(id),
    get(id) {
      const index = indexes.get(id)
      return index === undefined ? undefined : ordered[index]
    },
    isAncestor(ancestor, of) {
      const bit = indexes.get(ancestor)
      const past = pasts[indexes.get(of) ?? -1]
      if (bit === undefined || past === undefined) return false
      return ((past[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0
    },
  }
}

/** Only actions before `index` can be in its past, so its set is no longer than that. */
function unionOfPasts(
  index: number,
  parents: readonly number[],
  pasts: readonly Uint32Array[],
): Uint32Array {
  const union = new Uint32Array((index + 31) >>> 5)
  for (const parent of parents) {
    const past = pasts[parent] ?? union
    for (let word = 0; word < past.length; word++)
      union[word] = (union[word] ?? 0) | (past[word] ?? 0)
    union[parent >>> 5] = (union[parent >>> 5] ?? 0) | (1 << (parent & 31))
  }
  return union
}

/** The same order for the same set, whatever order it came in. */
function inCausalOrder(actions: readonly VerifiedAction[]): VerifiedAction[] {
  const byId = new Map(actions.map((action) => [action.id, action]))
  const children = new Map<RecordId, VerifiedAction[]>()
  const waitsFor = new Map<RecordId, number>()
  const ready: VerifiedAction[] = []
  for (const action of [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const parents = new Set(action.header.parents)
    waitsFor.set(action.id, parents.size)
    if (parents.size === 0) ready.push(action)
    for (const parent of parents) {
      const siblings = children.get(parent)
      if (siblings === undefined) children.set(parent, [action])
      else siblings.push(action)
    }
  }
  for (let at = 0; at < ready.length; at++) {
    const id = ready[at]?.id
    for (const child of (id && children.get(id)) ?? []) {
      const left = (waitsFor.get(child.id) ?? 0) - 1
      waitsFor.set(child.id, left)
      if (left === 0) ready.push(child)
    }
  }
  return ready
}
