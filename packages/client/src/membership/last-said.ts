/**
 * Which of several sayings of one thing counts. Rules PF1 and PF9.
 *
 * The newest, unless one takes its place that knew of it: by then somebody said it with a clock far ahead,
 * and no honest time would ever be above that. Of several that do so the newest, and so on.
 */
import type { EpochId, Hlc, Naming, PictureRef, RecordId, SupportTalk } from '@parley/protocol'

/** Something as it was said last. */
export interface Said<T> {
  readonly value: T
  readonly hlc: Hlc
  /** What it was sealed under, each time it was said. */
  readonly epochs: readonly EpochId[]
  /** When that was said which it took the place of. */
  readonly over?: Hlc | undefined
  /** The greatest time at which any was said. */
  readonly newest: Hlc
}

export interface Saying<T> {
  readonly value: T
  readonly hlc: Hlc
  readonly id: RecordId
  readonly epoch: EpochId | undefined
  readonly over?: Hlc | undefined
}

type Sayable = string | boolean | PictureRef | SupportTalk

/** The same for the same sayings, in whatever order they came. */
export function lastSaid<T extends Sayable>(all: readonly Saying<T>[]): Said<T> | undefined {
  const newest = greatest(all.map(({ hlc }) => hlc))
  if (newest === undefined) return undefined
  const counts = replacing(all, newest)
  return saidAt(
    all.filter(({ hlc }) => hlc === counts),
    newest,
  )
}

/** What a saying of this time must say to take the place of what was said last. */
export function overSaid(said: Said<unknown> | undefined, hlc: Hlc): Pick<Naming, 'over'> {
  return said !== undefined && hlc <= said.newest ? { over: said.hlc } : {}
}

/** A circle, which only a forger makes, is left where it closes. */
function replacing(all: readonly Saying<unknown>[], from: Hlc): Hlc {
  const after = new Map<Hlc, Hlc[]>()
  for (const { over, hlc } of all) {
    if (over === undefined) continue
    const times = after.get(over)
    if (times === undefined) after.set(over, [hlc])
    else times.push(hlc)
  }
  const passed = new Set<Hlc>()
  let at = from
  for (let next: Hlc | undefined = from; next !== undefined;) {
    at = next
    passed.add(at)
    next = greatest((after.get(at) ?? []).filter((hlc) => !passed.has(hlc)))
  }
  return at
}

/** Of what was said at one time the greatest id counts; what says the same is that saying once more. */
function saidAt<T extends Sayable>(all: readonly Saying<T>[], newest: Hlc): Said<T> | undefined {
  const [first, ...others] = all
  if (first === undefined) return undefined
  const { value, hlc } = others.reduce((one, other) => (one.id > other.id ? one : other), first)
  const same = all.filter((one) => isSameSaid(one.value, value))
  const over = greatest(same.flatMap((one) => one.over ?? []))
  return { value, hlc, epochs: same.flatMap(({ epoch }) => epoch ?? []), over, newest }
}

function greatest(times: readonly Hlc[]): Hlc | undefined {
  const [first, ...others] = times
  if (first === undefined) return undefined
  return others.reduce((one, other) => (one > other ? one : other), first)
}

export function isSameSaid(left: Sayable | undefined, right: Sayable): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right
  if ('record' in left && 'record' in right) return left.record === right.record
  return 'team' in left && 'team' in right && JSON.stringify(left) === JSON.stringify(right)
}
