/** What makes a group a support talk: whose desk its founder came to, and from which page. Rule PR30. */
import { type ByteReader, ByteWriter, parseBytes, utf8Length } from './bytes.ts'
import { type GroupId, idBytes, toGroupId } from './ids.ts'
import { MAX_LANGUAGE_BYTES, MAX_PAGE_BYTES, MAX_PAGE_TITLE_BYTES } from './limits.ts'

export interface SupportTalk {
  /** The group whose members answer. */
  readonly team: GroupId
  /** Origin and path of the page its founder wrote from; '' when it is not known. */
  readonly page: string
  readonly title: string
  /** As the page speaks: a BCP 47 tag, or ''. */
  readonly language: string
}

/** Throws a RangeError for what is over its limit. */
export function encodeSupportTalk({ team, page, title, language }: SupportTalk): Uint8Array {
  const writer = new ByteWriter().put(idBytes(team))
  for (const [text, limit] of fields(page, title, language)) {
    if (utf8Length(text) > limit)
      throw new RangeError(`at most ${limit} bytes, not ${utf8Length(text)}`)
    writer.text(text)
  }
  return writer.bytes()
}

export function parseSupportTalk(bytes: Uint8Array): SupportTalk | undefined {
  return parseBytes(bytes, (reader: ByteReader) => ({
    team: toGroupId(reader.take(32)),
    page: reader.text(MAX_PAGE_BYTES),
    title: reader.text(MAX_PAGE_TITLE_BYTES),
    language: reader.text(MAX_LANGUAGE_BYTES),
  }))
}

function fields(page: string, title: string, language: string): readonly [string, number][] {
  return [
    [page, MAX_PAGE_BYTES],
    [title, MAX_PAGE_TITLE_BYTES],
    [language, MAX_LANGUAGE_BYTES],
  ]
}
