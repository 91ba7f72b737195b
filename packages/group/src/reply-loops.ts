/**
 * Order keys of all posts from nothing, parents first. Replies name messages by ids their authors
 * choose, so a hostile pair can reply to each other; posts that wait for each other in such a loop
 * are found as strongly connected components (Tarjan), and their replies within it do not count.
 */
import type { Hlc } from '@parley/protocol'
import type { Post } from './held-message.ts'

export interface Needs {
  /** The post replied to, as it shows. */
  parentOf(post: Post): Post | undefined
  /** The key it must at least have, once what it needs has its own. */
  lowestKey(post: Post): Hlc
}

interface Visit {
  readonly post: Post
  readonly index: number
  lowest: number
  isOpen: boolean
  readonly needs: readonly Post[]
  nextNeed: number
}

/** Sets every post's `order` and `isLooping`; whether any loops. */
export function orderFromNothing(posts: readonly Post[], needs: Needs): boolean {
  let hasLoops = false
  for (const component of new ComponentSearch(needs).search(posts)) {
    const inside = new Set(component)
    for (const post of component) {
      const parent = needs.parentOf(post)
      post.isLooping = parent !== undefined && inside.has(parent)
      hasLoops ||= post.isLooping
    }
    component.sort(
      (a, b) => a.record.clock - b.record.clock || (a.record.id < b.record.id ? -1 : 1),
    )
    for (const post of component) post.order = needs.lowestKey(post)
  }
  return hasLoops
}

/** Finds groups of posts that need each other, those needed before those that need them. */
class ComponentSearch {
  readonly #needs: Needs
  readonly #visits = new Map<Post, Visit>()
  readonly #open: Visit[] = []
  readonly #found: Post[][] = []

  constructor(needs: Needs) {
    this.#needs = needs
  }

  search(posts: readonly Post[]): Post[][] {
    for (const post of posts) if (!this.#visits.has(post)) this.#walkFrom(post)
    return this.#found
  }

  /** Depth first with a path of its own, so that a long conversation overflows no stack. */
  #walkFrom(start: Post): void {
    const path = [this.#enter(start)]
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const need = visit.needs[visit.nextNeed++]
      if (need === undefined) {
        path.pop()
        this.#leave(visit)
        const above = path.at(-1)
        if (above !== undefined) above.lowest = Math.min(above.lowest, visit.lowest)
        continue
      }
      const seen = this.#visits.get(need)
      if (seen === undefined) path.push(this.#enter(need))
      else if (seen.isOpen) visit.lowest = Math.min(visit.lowest, seen.index)
    }
  }

  #enter(post: Post): Visit {
    const needs = [post.previous, this.#needs.parentOf(post)].filter((need) => need !== undefined)
    const index = this.#visits.size
    const visit = { post, index, lowest: index, isOpen: true, needs, nextNeed: 0 }
    this.#visits.set(post, visit)
    this.#open.push(visit)
    return visit
  }

  #leave(visit: Visit): void {
    if (visit.lowest !== visit.index) return
    const members: Post[] = []
    for (let member = this.#open.pop(); member !== undefined; member = this.#open.pop()) {
      member.isOpen = false
      members.push(member.post)
      if (member === visit) break
    }
    this.#found.push(members)
  }
}
