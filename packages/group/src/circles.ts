/**
 * Strongly connected parts of a small relation (Kosaraju), those that reach others first.
 */

/** Groups of nodes that reach each other along `leadsTo`; a group stands before those it leads to. */
export function inCircles<T>(
  nodes: readonly T[],
  leadsTo: (from: T) => readonly T[],
): readonly (readonly T[])[] {
  if (nodes.length < 2) return nodes.map((node) => [node])
  const next = new Map(nodes.map((node) => [node, leadsTo(node)]))
  const back = new Map(nodes.map((node): [T, T[]] => [node, []]))
  for (const [node, targets] of next) for (const target of targets) back.get(target)?.push(node)
  const seen = new Set<T>()
  const finished = nodes.flatMap((node) => walk(node, next, seen))
  const assigned = new Set<T>()
  return finished
    .reverse()
    .map((node) => walk(node, back, assigned))
    .filter((circle) => circle.length > 0)
}

/** Depth first, in the order in which nodes are left; a path of its own, so that no stack overflows. */
function walk<T>(start: T, edges: ReadonlyMap<T, readonly T[]>, seen: Set<T>): T[] {
  if (seen.has(start)) return []
  seen.add(start)
  const left: T[] = []
  const path = [{ node: start, at: 0 }]
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const target = edges.get(step.node)?.[step.at++]
    if (target === undefined) {
      left.push(step.node)
      path.pop()
    } else if (!seen.has(target)) {
      seen.add(target)
      path.push({ node: target, at: 0 })
    }
  }
  return left
}
