/** The page a talk is begun on, cut to what a record may say of it. */
import {
  MAX_LANGUAGE_BYTES,
  MAX_PAGE_BYTES,
  MAX_PAGE_TITLE_BYTES,
  utf8Length,
} from '@parley/protocol'
import type { TalkOrigin } from '../model-support.ts'
import { cleanName } from '../names.ts'

/** Without what stands behind a page's path: that may be its visitor's own. */
export function fittingOrigin({ page, title, language }: TalkOrigin): TalkOrigin {
  return {
    page: fitting(pageOf(page), MAX_PAGE_BYTES),
    title: fitting(cleanName(title), MAX_PAGE_TITLE_BYTES),
    language: utf8Length(language) > MAX_LANGUAGE_BYTES ? '' : language,
  }
}

function pageOf(address: string): string {
  if (!URL.canParse(address)) return ''
  const { origin, pathname, protocol } = new URL(address)
  return /^https?:$/.test(protocol) ? origin + pathname : ''
}

function fitting(text: string, limitBytes: number): string {
  let fits = ''
  let bytes = 0
  for (const letter of text) {
    bytes += utf8Length(letter)
    if (bytes > limitBytes) break
    fits += letter
  }
  return fits
}
