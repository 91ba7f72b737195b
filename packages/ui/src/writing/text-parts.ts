/**
 * Splits untrusted text into plain runs and links.
 *
 * Only http and https become links, and only when the URL parser agrees; everything else, whatever
 * it looks like, stays text. Linear in the length: one pattern without nested repetition.
 */

export type TextPart =
  | { readonly type: 'plain'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string }

const CANDIDATE =
  /https?:\/\/[^\s<>"'`\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/gi
const MAX_LINK_CHARS = 2_048

/** The parts in order; joined, their texts are exactly the input. */
export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(CANDIDATE)) {
    const url = withoutTrailingPunctuation(match[0])
    const href = safeHref(url)
    if (href === undefined) continue
    if (match.index > end) parts.push({ type: 'plain', text: text.slice(end, match.index) })
    parts.push({ type: 'link', text: url, href })
    end = match.index + url.length
  }
  if (end < text.length) parts.push({ type: 'plain', text: text.slice(end) })
  return parts
}

/** A user name in a URL is how "https://bank.example@evil.example" deceives: such stay text. */
function safeHref(url: string): string | undefined {
  if (url.length > MAX_LINK_CHARS || !URL.canParse(url)) return undefined
  const parsed = new URL(url)
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return undefined
  if (parsed.username !== '' || parsed.password !== '' || parsed.hostname === '') return undefined
  return parsed.href
}

/** The full stop after a link belongs to the sentence; so does a bracket the link did not open. */
function withoutTrailingPunctuation(url: string): string {
  let end = url.length
  let opened = 0
  for (const sign of url) opened += sign === '(' ? 1 : sign === ')' ? -1 : 0
  for (; end > 0; end--) {
    const last = url.charAt(end - 1)
    if (last === ')' && opened < 0) opened++
    else if (!/[.,;:!?…*_~\]}]/.test(last)) break
  }
  return url.slice(0, end)
}
