/** Where a visitor writes from, in words: what they say is theirs, and shown as what it is. */
import { locale } from '../texts/locale.ts'

/** Host and path, without what every address has. */
export function shortPage(page: string): string {
  if (!isPage(page)) return page
  const { host, pathname } = new URL(page)
  return `${host}${pathname === '/' ? '' : pathname}`
}

/** Whether it may be a link: what somebody else wrote there leads nowhere else. */
export function isPage(page: string): boolean {
  return URL.canParse(page) && /^https?:$/.test(new URL(page).protocol)
}

/** In the language spoken here; '' for none, and for what is no tag of a language. */
export function languageName(tag: string): string {
  try {
    return tag === '' ? '' : (new Intl.DisplayNames(locale(), { type: 'language' }).of(tag) ?? '')
  } catch {
    return ''
  }
}
