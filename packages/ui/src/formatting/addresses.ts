/**
 * Which addresses become links: http, https and mailto, and only when the URL parser agrees. Everything
 * else, whatever it looks like, stays text. Also says where a link really leads.
 */

/**
 * A bare web address, up to what cannot stand in one: signs that turn or hide text, and the end of words
 * that have a target of their own.
 */
const CANDIDATE =
  /https?:\/\/(?:(?!\]\()[^\s<>"'`\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069])+/iy
const HIDDEN = /[\s\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/
const MAIL = /^(?:mailto:)?([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?)$/i
const MAX_LINK_CHARS = 2_048

export interface BareAddress {
  /** What was looked at: none of it need be looked at again. */
  readonly seen: string
  /** Its beginning that is the address; '' when it is none. */
  readonly url: string
}

/** The web address that stands at this place, without the punctuation after it. */
export function bareAddressAt(text: string, at: number): BareAddress | undefined {
  CANDIDATE.lastIndex = at
  const [seen] = CANDIDATE.exec(text) ?? []
  if (seen === undefined) return undefined
  const url = withoutTrailingPunctuation(seen)
  return { seen, url: webHref(url) === undefined ? '' : url }
}

/** What a link to this may lead to; undefined for whatever must stay text. */
export function safeHref(address: string): string | undefined {
  if (address.length > MAX_LINK_CHARS || HIDDEN.test(address)) return undefined
  if (!/^mailto:/i.test(address)) return webHref(address)
  const [, mail] = MAIL.exec(address) ?? []
  return mail === undefined ? undefined : `mailto:${mail}`
}

/** The address between angle brackets, where a mail address needs no scheme. */
export function bracketedAddress(typed: string): string {
  return !typed.includes(':') && MAIL.test(typed) ? `mailto:${typed}` : typed
}

/**
 * What to show beside a link's words: the host, or the mail address. Undefined when the words are the
 * address themselves, letter for letter as the browser reads it.
 */
export function shownTarget(words: string, href: string): string | undefined {
  const { protocol, host, pathname } = new URL(href)
  const said = words.trim()
  if (protocol === 'mailto:') {
    const mail = said.replace(/^mailto:/i, '')
    return mail.toLowerCase() === pathname.toLowerCase() ? undefined : pathname
  }
  const typed = /^https?:\/\//i.test(said) ? said : `${protocol}//${said}`
  const [, typedHost = ''] = /^https?:\/\/([^/?#]*)/i.exec(typed) ?? []
  const isSame = URL.canParse(typed) && new URL(typed).href === href
  return isSame && typedHost.toLowerCase() === host ? undefined : host
}

/** A user name in a URL is how "https://bank.example@evil.example" deceives: such stay text. */
function webHref(url: string): string | undefined {
  if (url.length > MAX_LINK_CHARS || !/^https?:\/\//i.test(url) || !URL.canParse(url))
    return undefined
  const parsed = new URL(url)
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
