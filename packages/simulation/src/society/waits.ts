/**
 * How long somebody who may have a key is beside a device that holds it, both in touch with one relay,
 * and goes without.
 *
 * In time that is: the holder's place in line, then the row to the relay and from there: one round
 * trip. What each has to hear first of the other, before the holder can know, is added.
 */
import type { Inhabitant } from './inhabitant.ts'
import type { Scene } from './scene.ts'
import { keysOf } from './taken-keys.ts'
import { count } from './tally.ts'

/** The longest place in line (3.2 s), a round trip (0.8 s), and both coming into step before (3 s). */
const PATIENCE_MS = 7_000

export class Waits {
  longestMs = 0
  readonly faults: string[] = []
  readonly #society: Scene
  /** Since when at the latest nobody waited there, by who waits and who holds. */
  readonly #since = new Map<string, number>()
  #lookedAt = 0

  constructor(society: Scene) {
    this.#society = society
  }

  look(): void {
    for (const at of [0, 1] as const) this.#lookAt(at)
    this.#lookedAt = this.#society.time.now()
  }

  #lookAt(at: 0 | 1): void {
    const { people, group, time } = this.#society
    const here = people.filter(
      (one) =>
        one.line.at === at &&
        one.parley?.connection.get().state === 'connected' &&
        one.groupOf(group)?.info.get().state === 'ready',
    )
    const isWaiting = (one: Inhabitant) => one.groupOf(group)?.info.get().waitsForKey === true
    const waiting = here.filter(isWaiting)
    const pairs = new Map<string, readonly [Inhabitant, Inhabitant]>(
      waiting.flatMap((one) =>
        here
          .filter((other) => !isWaiting(other))
          .map((other) => [`${at} ${one.name} ${other.name}`, [one, other] as const] as const),
      ),
    )
    for (const name of this.#since.keys())
      if (name.startsWith(`${at} `) && !pairs.has(name)) this.#since.delete(name)
    for (const [name, [one, holder]] of pairs) {
      const since = this.#since.get(name) ?? this.#lookedAt
      if (!this.#since.has(name)) count(this.#society.tally, 'waits')
      this.#since.set(name, since)
      this.#judge(one, holder, time.now() - since)
    }
  }

  #judge(one: Inhabitant, holder: Inhabitant, waitedMs: number): void {
    if (waitedMs <= this.longestMs || this.#isDeceived()) return
    if (waitedMs > PATIENCE_MS && !this.#holdsMore(holder, one)) return
    this.longestMs = waitedMs
    if (waitedMs > PATIENCE_MS && this.faults.length === 0)
      this.faults.push(`${one.name} waits for a key beside ${holder.name}, who holds it`)
  }

  /** A row with nothing in it counts as given, until whoever it was for says that it does not open. */
  #isDeceived(): boolean {
    const { tally } = this.#society
    return (tally['junk-rows'] ?? 0) + (tally['key-for-one'] ?? 0) > 0
  }

  #holdsMore(holder: Inhabitant, one: Inhabitant): boolean {
    const [theirs, own] = [keysOf(this.#society, holder), keysOf(this.#society, one)]
    return [...theirs.keys()].some((epoch) => !own.has(epoch))
  }
}
