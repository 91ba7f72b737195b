/**
 * Order keys of all posts from nothing, parents first. Replies name messages by ids their authors
 * choose, so a hostile pair can reply to each other; posts that wait for each other in such a loop
 * are found as strongly connected components (Tarjan), and their replies within it do not count.
 */
import type { Hlc } from '@parley/protocol'
import type { Post } from './held-message.ts'

interface Visit {
  readonly post: Post
  readonly index: number
  lowest: number
  isOpen: boolean
  readonly needs: readonly Post[]
  nextNeed: number
}

/** Sets every post's `order` and `isLooping`; whether any loops. */
export function orderFromNothing(
  posts: readonly Post[],
  parentOf: (post: Post) => Post | undefined,
  lowestKey: (post: Post) => Hlc,
): boolean {
  let hasLoops = false
  for (const component of components(posts, parentOf)) {
    const inside = new Set(component)
    for (const post of component) {
      const parent = parentOf(post)
      post.isLooping = parent !== undefined && inside.has(parent)
      hasLoops ||= post.isLooping
    }
    component.sort(
      (a, b) => a.record.clock - b.record.clock || (a.record.id < b.record.id ? -1 : 1),
    )
    for (const post of component) post.order = lowestKey(post)
  }
  return hasLoops
}

/** Groups of posts that need each other, those needed before those that need them. */
function components(posts: readonly Post[], parentOf: (post: Post) => Post | undefined): Post[][] {
  const visits = new Map<Post, Visit>()
  const open: Visit[] = []
  const found: Post[][] = []

  function enter(post: Post): Visit {
    const needs = [post.previous, parentOf(post)].filter((need) => need !== undefined)
    const index = visits.size
    const visit = { post, index, lowest: index, isOpen: true, needs, nextNeed: 0 }
    visits.set(post, visit)
    open.push(visit)
    return visit
  }

  function leave(visit: Visit): void {
    if (visit.lowest !== visit.index) return
    const members: Post[] = []
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      member.isOpen = false
      members.push(member.post)
      if (member === visit) break
    }
    found.push(members)
  }

  for (const start of posts) {
    if (visits.has(start)) continue
    const path = [enter(start)]
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const need = visit.needs[visit.nextNeed++]
      if (need === undefined) {
        path.pop()
        leave(visit)
        const above = path.at(-1)
        if (above !== undefined) above.lowest = Math.min(above.lowest, visit.lowest)
        continue
      }
      const seen = visits.get(need)
      if (seen === undefined) path.push(enter(need))
      else if (seen.isOpen) visit.lowest = Math.min(visit.lowest, seen.index)
    }
  }
  return found
}
