/**
 * Which emoji this person used last, and in which skin tone: on this device only, because it tells nothing
 * that others need. Where the browser keeps nothing, it is known until the page is closed.
 */
import { isEmoji } from './only-emoji.ts'
import { TONES, type Tone } from './emoji-list.ts'

const RECENT = 'parley.emoji.recent'
const TONE = 'parley.emoji.tone'
const MOST_RECENT = 24
/** What is offered before anything was used. */
const FIRST = ['👍', '❤️', '😂', '🎉', '😮', '😢', '🙏', '👀', '✅', '👎', '🔥', '🤔']

/** What the browser did not take: known until the page is closed. */
const unkept = new Map<string, string>()

/** The last used ones, the newest first, and then the ones everybody uses. */
export function handyEmoji(count: number): readonly string[] {
  return [...new Set([...recentEmoji(), ...FIRST])].slice(0, count)
}

export function recentEmoji(): readonly string[] {
  const kept = (readKept(RECENT) ?? '').split(' ')
  return kept.filter(isEmoji).slice(0, MOST_RECENT)
}

export function rememberEmoji(emoji: string): void {
  if (!isEmoji(emoji)) return
  const others = recentEmoji().filter((one) => one !== emoji)
  keep(RECENT, [emoji, ...others].slice(0, MOST_RECENT).join(' '))
}

export function chosenTone(): Tone {
  const kept = readKept(TONE)
  return TONES.find((tone) => tone === kept) ?? ''
}

export function chooseTone(tone: Tone): void {
  keep(TONE, tone)
}

function readKept(key: string): string | undefined {
  const held = unkept.get(key)
  if (held !== undefined) return held
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined // blocked: nothing was ever kept
  }
}

function keep(key: string, value: string): void {
  unkept.delete(key)
  try {
    localStorage.setItem(key, value)
  } catch {
    unkept.set(key, value) // blocked or full
  }
}
