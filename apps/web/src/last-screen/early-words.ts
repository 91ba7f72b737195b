/**
 * What is written into the last screen before the app is there, as it lies on this device: under a name of its
 * own for every page, with every letter, until the app has kept it. What an app has taken up and not yet kept is marked
 * so: should the page end there, the next one goes on with it, and knows each text by its id.
 */

const NAMES = 'parley/early-words/'
/** No page waits so long for its app: what is older was left behind by one that ended. */
const LEFT_BEHIND_MS = 60_000
const STRAY_MS = 86_400_000

export interface SentWords {
  /** 32 hex digits: however often it is sent under it, it is one message. */
  readonly id: string
  readonly text: string
}

export interface EarlyWords {
  /** The place behind the hash at which they were written. */
  readonly path: string
  /** Closed with Enter, oldest first. */
  readonly sent: readonly SentWords[]
  /** What is in the box. */
  readonly text: string
  /** An app has begun to keep them. */
  readonly isTaken?: boolean
}

export interface NamedWords extends EarlyWords {
  readonly name: string
  /** They were taken before, by a page that ended or is still at it: what it did with them may be on the disk. */
  readonly isTaken: boolean
}

export function newWordsName(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1))
  return `${NAMES}${Date.now().toString(36)}-${random.toString(36)}`
}

export function newSentWords(text: string): SentWords {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return { id: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''), text }
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

/** What was kept under this name for this place. It stays there until it is let go of. */
export function takeWords(name: string, path: string): NamedWords | undefined {
  const words = wordsIn(name)
  if (words?.path !== path) return undefined
  if (!words.isTaken) keepWords(name, { ...words, isTaken: true }, words.at)
  return { ...words, name }
}

/** What pages that ended, or that went elsewhere, left at this place; oldest first, and none of these. */
export function takeLeftBehind(
  path: string,
  now: number,
  but: ReadonlySet<string> = new Set(),
): readonly NamedWords[] {
  return names()
    .filter((name) => !but.has(name))
    .filter((name) => {
      const words = wordsIn(name)
      return words?.isTaken === true || apart(words?.at ?? now, now) > LEFT_BEHIND_MS
    })
    .flatMap((name) => takeWords(name, path) ?? [])
}

/** A message is on the disk. */
export function letGoOfSent(name: string, id: string): void {
  change(name, ({ sent, text }) => ({ sent: sent.filter((one) => one.id !== id), text }))
}

/** It cannot be sent: from now on it belongs to what is in the box. */
export function giveBackSent(name: string, id: string): void {
  change(name, ({ sent, text }) => {
    const back = sent.filter((one) => one.id === id).map((one) => one.text)
    return { sent: sent.filter((one) => one.id !== id), text: joined([...back, text]) }
  })
}

/** What is there for the draft. */
export function textUnder(name: string): string {
  return wordsIn(name)?.text ?? ''
}

/** The draft on the disk holds this text; where there is another by now, that stays. */
export function letGoOfText(name: string, kept: string): void {
  change(name, ({ sent, text }) => ({ sent, text: text === kept ? '' : text }))
}

/** Texts one below the other. */
export function joined(texts: readonly string[]): string {
  return texts.filter((one) => one.trim() !== '').join('\n')
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

/** What nothing is left of goes. */
function change(name: string, by: (words: EarlyWords) => Pick<EarlyWords, 'sent' | 'text'>): void {
  const words = wordsIn(name)
  if (words === undefined) return
  const left = by(words)
  if (left.sent.length === 0 && left.text.trim() === '') forget(name)
  else keepWords(name, { ...words, ...left }, words.at)
}

function forget(name: string): void {
  try {
    localStorage.removeItem(name)
  } catch {
    // Nothing was kept.
  }
}

interface KeptWords extends EarlyWords {
  readonly isTaken: boolean
  readonly at: number
}

function wordsIn(name: string): KeptWords | undefined {
  try {
    const said: Record<string, unknown> = Object(JSON.parse(localStorage.getItem(name) ?? ''))
    const { path, sent, text, at, isTaken } = said
    if (typeof path !== 'string' || typeof text !== 'string' || typeof at !== 'number')
      return undefined
    if (!Array.isArray(sent) || !sent.every(isSentWords)) return undefined
    return { path, sent, text, at, isTaken: isTaken === true }
  } catch {
    return undefined
  }
}

function isSentWords(one: unknown): one is SentWords {
  const { id, text }: Record<string, unknown> = Object(one)
  return typeof id === 'string' && /^[0-9a-f]{32}$/.test(id) && typeof text === 'string'
}
