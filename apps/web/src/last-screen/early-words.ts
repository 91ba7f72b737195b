/**
 * What is written into the last screen before the app is there, as it lies on this device: under a name of its
 * own for every page, with every letter, until the app of that page takes it.
 */

const NAMES = 'parley/early-words/'
/** No page waits so long for its app: what is older was left behind by one that ended. */
const LEFT_BEHIND_MS = 60_000
const STRAY_MS = 86_400_000

export interface EarlyWords {
  /** The place behind the hash at which they were written. */
  readonly path: string
  /** Closed with Enter, oldest first. */
  readonly sent: readonly string[]
  /** What is in the box. */
  readonly text: string
}

export function newWordsName(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1))
  return `${NAMES}${Date.now().toString(36)}-${random.toString(36)}`
}

/** False where nothing can be kept. */
export function keepWords(name: string, words: EarlyWords, at = Date.now()): boolean {
  try {
    localStorage.setItem(name, JSON.stringify({ ...words, at }))
    return true
  } catch {
    return false
  }
}

/** What was kept under this name for this place; from then on whoever takes it has it. */
export function takeWords(name: string, path: string): EarlyWords | undefined {
  const words = wordsIn(name)
  if (words?.path !== path) return undefined
  forget(name)
  return words
}

/** What pages that ended, or that went elsewhere, left at this place; oldest first. */
export function takeLeftBehind(path: string, now: number): readonly EarlyWords[] {
  return names()
    .filter((name) => apart(wordsIn(name)?.at ?? now, now) > LEFT_BEHIND_MS)
    .flatMap((name) => takeWords(name, path) ?? [])
}

/** The page goes elsewhere before its app has taken them. */
export function leaveBehind(name: string): void {
  const words = wordsIn(name)
  // What cannot be noted is left behind when its time has come.
  if (words !== undefined) keepWords(name, words, words.at - LEFT_BEHIND_MS - 1)
}

/** All that lies here: it is being deleted. */
export function forgetWords(): void {
  for (const name of names()) forget(name)
}

/** Of places that are none any more, and have not come back within a day: a relay may know a group that a disk has lost. */
export function forgetStrayWords(isNowhere: (path: string) => boolean, now: number): void {
  for (const name of names()) {
    const { path, at } = wordsIn(name) ?? { path: '', at: 0 }
    if (apart(at, now) > STRAY_MS && isNowhere(path)) forget(name)
  }
}

/** What lies in the future was written before the clock was set right. */
function apart(at: number, now: number): number {
  return Math.abs(now - at)
}

function names(): readonly string[] {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(NAMES))
      .sort()
  } catch {
    return []
  }
}

function forget(name: string): void {
  try {
    localStorage.removeItem(name)
  } catch {
    // Nothing was kept.
  }
}

function wordsIn(name: string): (EarlyWords & { readonly at: number }) | undefined {
  try {
    const said: Record<string, unknown> = Object(JSON.parse(localStorage.getItem(name) ?? ''))
    const { path, sent, text, at } = said
    if (typeof path !== 'string' || typeof text !== 'string' || typeof at !== 'number')
      return undefined
    if (!Array.isArray(sent) || !sent.every((one) => typeof one === 'string')) return undefined
    return { path, sent, text, at }
  } catch {
    return undefined
  }
}
