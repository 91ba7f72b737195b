/**
 * The last screen as it is kept on this device: a drawing, and what it was drawn for. It stands beside the
 * place that the app opens at, where a script can read it before anything else is there.
 */
import type { Drawing } from './drawing.ts'

export const SCREEN_KEY = 'parley/last-screen'
/** Bytes in UTF-8: it is read in one piece before anything is drawn. */
export const MOST_BYTES = 16_000
/** From here on a window shows more than one pane. */
const WIDE = '(min-width: 48rem)'

export interface Setting {
  /** The place behind the hash. */
  readonly path: string
  readonly lang: string
  readonly isWide: boolean
}

export interface KeptScreen extends Setting {
  /** The style sheets it is drawn with, by their paths. Another build has others. */
  readonly styles: readonly string[]
  readonly drawing: Drawing
}

export function isWideHere(): boolean {
  return matchMedia(WIDE).matches
}

/** False where it is too large, or nothing can be kept: then there is none. */
export function keepScreen(screen: KeptScreen): boolean {
  const text = JSON.stringify(screen)
  try {
    if (new Blob([text]).size > MOST_BYTES) throw new RangeError('too large')
    localStorage.setItem(SCREEN_KEY, text)
    return true
  } catch {
    forgetScreen()
    return false
  }
}

export function forgetScreen(): void {
  try {
    localStorage.removeItem(SCREEN_KEY)
  } catch {
    // Nothing was kept.
  }
}

/**
 * What was kept, with a drawing that nobody has looked at yet; `undefined` when there is none or it is no
 * screen at all.
 */
export function keptScreen(): (Omit<KeptScreen, 'drawing'> & { drawing: unknown }) | undefined {
  try {
    const text = localStorage.getItem(SCREEN_KEY) ?? ''
    if (text.length > MOST_BYTES) return undefined
    const { path, lang, isWide, styles, drawing }: Record<string, unknown> = Object(
      JSON.parse(text),
    )
    if (typeof path !== 'string' || typeof lang !== 'string' || typeof isWide !== 'boolean')
      return undefined
    if (!Array.isArray(styles) || !styles.every((one) => typeof one === 'string')) return undefined
    return { path, lang, isWide, styles, drawing }
  } catch {
    return undefined
  }
}
