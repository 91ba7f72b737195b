/**
 * Names as people may see them: one line, with nothing in it that turns, hides or breaks what stands
 * around it. Applied to own names before they are told and to others' before they are shown.
 */
import { MAX_NAME_BYTES, utf8Length } from '@parley/protocol'
import { TextTooLong } from './model.ts'

const BREAKS = /[\p{Cc}\u2028\u2029\s]+/gu
/** Marks, embeddings, overrides and isolates of direction: a name's own letters say which way it runs. */
const TURNS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** The empty text when nothing is left. */
export function cleanName(name: string): string {
  return name.replaceAll(TURNS, '').replaceAll(BREAKS, ' ').trim()
}

/** As others will see it. Throws TextTooLong. */
export function fittingName(name: string): string {
  const clean = cleanName(name)
  const bytes = utf8Length(clean)
  if (bytes > MAX_NAME_BYTES) throw new TextTooLong(MAX_NAME_BYTES, bytes)
  return clean
}
