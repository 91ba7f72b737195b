/**
 * Which runs of stars, underscores and tildes are markup: CommonMark's rules for emphasis, with a lower
 * bound for each kind of closer, so that no opener is looked at again and again.
 */
import type { Meter } from './meter.ts'
import type { Emphasis } from './tree.ts'

/** A run of one sign, and what of it turned out to open or close something. */
export interface Run {
  readonly type: 'run'
  readonly sign: string
  readonly count: number
  readonly canOpen: boolean
  readonly canClose: boolean
  /** Signs that nothing used: they are text. */
  left: number
  /** From the inside out. */
  readonly opens: Emphasis[]
  readonly closes: Emphasis[]
}

const BLANK = /\s/
const PUNCTUATION = /[\p{P}\p{S}]/u
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u

/** The run at this place, by what stands before and behind it; the text's edges count as blanks. */
export function runAt(text: string, at: number, meter: Meter): Run {
  const sign = text.charAt(at)
  let end = at
  for (; text.charAt(end) === sign; end++) meter.steps++
  const before = signBefore(text, at)
  const after = end < text.length ? String.fromCodePoint(text.codePointAt(end) ?? 32) : ' '
  const opensLeft = !BLANK.test(after) && (!PUNCTUATION.test(after) || mayTouch(before, sign))
  const closesRight = !BLANK.test(before) && (!PUNCTUATION.test(before) || mayTouch(after, sign))
  const isInWord = sign === '_' && opensLeft && closesRight
  const count = end - at
  // Two tildes strike out; one is "about", three and more are a line.
  const isMarkup = sign !== '~' || count === 2
  return {
    type: 'run',
    sign,
    count,
    canOpen: isMarkup && opensLeft && (!isInWord || PUNCTUATION.test(before)),
    canClose: isMarkup && closesRight && (!isInWord || PUNCTUATION.test(after)),
    left: count,
    opens: [],
    closes: [],
  }
}

/** Scripts without blanks between words have none around emphasis either. */
function mayTouch(neighbour: string, sign: string): boolean {
  const isEdge = BLANK.test(neighbour) || PUNCTUATION.test(neighbour)
  return isEdge || (sign !== '_' && UNSPACED.test(neighbour))
}

/** The whole sign, also when it takes two places of the string. */
function signBefore(text: string, at: number): string {
  if (at === 0) return ' '
  const last = text.charAt(at - 1)
  return /[\udc00-\udfff]/.test(last) && at > 1 ? text.slice(at - 2, at) : last
}

/** Pairs the runs from `bottom` on, and takes them off the list: what is left over stays text. */
export function pairRuns(runs: Run[], bottom: number, meter: Meter): void {
  const openers: Run[] = []
  const bottoms = new Map<string, number>()
  for (const run of runs.splice(bottom)) {
    meter.steps++
    if (run.canClose) closeWith(run, openers, bottoms, meter)
    if (run.canOpen && run.left > 0) openers.push(run)
  }
}

function closeWith(closer: Run, openers: Run[], bottoms: Map<string, number>, meter: Meter): void {
  while (closer.left > 0) {
    const kind = `${closer.sign}${closer.canOpen ? 1 : 0}${closer.count % 3}`
    const bottom = bottoms.get(kind) ?? 0
    let at = openers.length - 1
    for (; at >= bottom; at--) {
      meter.steps++
      const opener = openers[at]
      if (opener !== undefined && fits(opener, closer)) break
    }
    const opener = at >= bottom ? openers[at] : undefined
    if (opener === undefined) {
      bottoms.set(kind, openers.length)
      return
    }
    const used = opener.left >= 2 && closer.left >= 2 ? 2 : 1
    const emphasis = closer.sign === '~' ? 'strike' : used === 2 ? 'strong' : 'em'
    opener.opens.push(emphasis)
    closer.closes.push(emphasis)
    opener.left -= used
    closer.left -= used
    openers.length = opener.left > 0 ? at + 1 : at
    for (const [other, bound] of bottoms) bottoms.set(other, Math.min(bound, openers.length))
  }
}

/** "The rule of three": of runs that can do both, lengths that would leave the meaning open do not pair. */
function fits(opener: Run, closer: Run): boolean {
  if (opener.sign !== closer.sign) return false
  if (opener.sign === '~') return true
  const isEither = opener.canClose || closer.canOpen
  return (
    !isEither ||
    (opener.count + closer.count) % 3 !== 0 ||
    (opener.count % 3 === 0 && closer.count % 3 === 0)
  )
}
