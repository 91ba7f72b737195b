/** Lists in maps, and lists of actions in the graph's order. */
import type { ActionGraph } from './action-graph.ts'

export function addToList<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

export interface Placed {
  /** In the graph's order. */
  readonly at: number
}

/** Keeps the order; what comes is mostly the last. */
export function insertPlaced<T extends Placed>(list: T[], value: T): void {
  let end = list.length
  while (end > 0 && (list[end - 1]?.at ?? 0) > value.at) end--
  if (end === list.length) list.push(value)
  else list.splice(end, 0, value)
}

/** What no other of the list builds on. */
export function newestOf<T extends Placed>(list: readonly T[], graph: ActionGraph): readonly T[] {
  if (list.length < 2) return list
  const newest = graph.newestAmong(list.map(({ at }) => at))
  return list.filter(({ at }) => newest.has(at))
}
