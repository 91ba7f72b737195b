/**
 * Names as people may see them: one line, with nothing in it that turns, hides or breaks what stands
 * around it, and nothing that makes two names look the same that are not. Applied to own names before they
 * are told and to others' before they are shown.
 */
import { MAX_ABOUT_BYTES, MAX_NAME_BYTES, utf8Length } from '@parley/protocol'
import { TextTooLong } from './model.ts'

const BREAKS = /[\p{Cc}\u{2028}\u{2029}\s]+/gu
/** Marks, embeddings, overrides and isolates of direction: a name's own letters say which way it runs. */
const TURNS = /[\u{61C}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}]/gu
/** Signs without a shape: of no width, fillers, blanks that count as letters. */
const UNSEEN =
  /[\u{34F}\u{17B4}\u{17B5}\u{180B}-\u{180F}\u{AD}\u{115F}\u{1160}\u{200B}\u{2060}-\u{2065}\u{206A}-\u{206F}\u{2800}\u{3164}\u{FEFF}\u{FFA0}\u{FFF9}-\u{FFFB}]/gu
/** Joiners where nothing joins: in scripts whose letters do not, at the ends, and one after another. */
const IDLE_JOINERS =
  /(?<![\p{L}\p{M}\p{S}])[\u{200C}\u{200D}]|(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\u{200C}\u{200D}]|[\u{200C}\u{200D}](?![\p{L}\p{M}\p{S}])/gu
/** What chooses the look of an emoji, where there is none. */
const IDLE_SELECTORS = /(?<!\p{Extended_Pictographic})[\u{FE00}-\u{FE0F}](?!\u{20E3})/gu
/** The same for flags of regions, and for characters of Han in one of their shapes. */
const IDLE_TAGS =
  /(?<!\p{Extended_Pictographic}[\u{E0020}-\u{E007F}]{0,16})[\u{E0000}-\u{E007F}]|(?<!\p{Script=Han})[\u{E0100}-\u{E01EF}]/gu
/** More of them on one letter than any script has: they reach over what stands above and below. */
const PILES = /([\p{Mn}\p{Me}]{5})[\p{Mn}\p{Me}]+/gu
const SHAPES = /[\p{L}\p{N}\p{P}\p{S}]/u

/** Of several lines: no more than one empty line between two. The empty text when nothing is left. */
export function cleanLines(words: string): string {
  return words
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map(cleanName)
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()
}

/** As others will see it. Throws TextTooLong. */
export function fittingLines(words: string): string {
  const clean = cleanLines(words)
  const bytes = utf8Length(clean)
  if (bytes > MAX_ABOUT_BYTES) throw new TextTooLong(MAX_ABOUT_BYTES, bytes)
  return clean
}

/** The empty text when nothing is left to see. */
export function cleanName(name: string): string {
  const clean = [TURNS, UNSEEN, IDLE_TAGS, IDLE_SELECTORS, IDLE_JOINERS]
    .reduce((left, signs) => left.replaceAll(signs, ''), name)
    .replaceAll(PILES, '$1')
    .replaceAll(BREAKS, ' ')
    .trim()
  return SHAPES.test(clean) ? clean : ''
}

/** As others will see it. Throws TextTooLong. */
export function fittingName(name: string): string {
  const clean = cleanName(name)
  const bytes = utf8Length(clean)
  if (bytes > MAX_NAME_BYTES) throw new TextTooLong(MAX_NAME_BYTES, bytes)
  return clean
}
