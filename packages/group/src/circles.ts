/**
 * Strongly connected parts of a relation (Kosaraju), those that reach others first.
 *
 * The relation is asked, not listed: a node names pools of others, and is asked only about those that
 * the walk has not met yet. So a relation that holds between nearly all costs no more than its nodes.
 */

/** Some nodes, of which a walk passes over those it has met already. Good for one direction. */
export interface Pool<T> {
  readonly nodes: readonly T[]
  /** Where to look on from each place. */
  readonly next: Int32Array
}

export interface Links<T> {
  readonly pool: Pool<T>
  holds(other: T): boolean
}

export interface Relation<T> {
  /** Those a node leads to. */
  onward(from: T): readonly Links<T>[]
  /** Those that lead to a node; from pools that `onward` does not use. */
  back(to: T): readonly Links<T>[]
}

export function newPool<T>(nodes: readonly T[]): Pool<T> {
  return { nodes, next: Int32Array.from(nodes, (_, at) => at + 1) }
}

/** Groups of nodes that reach each other; a group stands before those it leads to. */
export function inCircles<T>(
  nodes: readonly T[],
  relation: Relation<T>,
): readonly (readonly T[])[] {
  if (nodes.length < 2) return nodes.map((node) => [node])
  const seen = new Set<T>()
  const finished = nodes.flatMap((node) => walk(node, (one) => relation.onward(one), seen))
  const assigned = new Set<T>()
  return finished
    .reverse()
    .map((node) => walk(node, (one) => relation.back(one), assigned))
    .filter((circle) => circle.length > 0)
}

interface Step<T> {
  readonly node: T
  readonly links: readonly Links<T>[]
  link: number
  at: number
}

/** Depth first, in the order in which nodes are left; a path of its own, so that no stack overflows. */
function walk<T>(start: T, linksOf: (node: T) => readonly Links<T>[], seen: Set<T>): T[] {
  if (seen.has(start)) return []
  seen.add(start)
  const left: T[] = []
  const path: Step<T>[] = [{ node: start, links: linksOf(start), link: 0, at: 0 }]
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const target = nextTarget(step, seen)
    if (target === undefined) {
      left.push(step.node)
      path.pop()
    } else {
      seen.add(target)
      path.push({ node: target, links: linksOf(target), link: 0, at: 0 })
    }
  }
  return left
}

function nextTarget<T>(step: Step<T>, seen: ReadonlySet<T>): T | undefined {
  for (; step.link < step.links.length; step.link++, step.at = 0) {
    const links = step.links[step.link]
    if (links === undefined) continue
    for (;;) {
      const at = firstUnseen(links.pool, step.at, seen)
      const node = links.pool.nodes[at]
      if (node === undefined) break
      step.at = at + 1
      if (links.holds(node)) return node
    }
  }
  return undefined
}

/** From a place on; the way there is shortened for whoever looks next. */
function firstUnseen<T>({ nodes, next }: Pool<T>, from: number, seen: ReadonlySet<T>): number {
  let found = from
  for (let node = nodes[found]; node !== undefined && seen.has(node); node = nodes[found])
    found = next[found] ?? nodes.length
  for (let at = from; at < found;) {
    const after = next[at] ?? found
    next[at] = found
    at = after
  }
  return found
}
