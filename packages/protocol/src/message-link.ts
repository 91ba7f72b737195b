/**
 * The link to a message: `#/g/<group>/m/<segment>/<person>/<message id>`, in the fragment, so that no
 * web server ever receives it. It holds no secret: only who is in the group sees anything there.
 */
import { type DocKind, type GroupId, type MessageId, parseDocName, type PersonId } from './ids.ts'
import { parseBase64url } from './base64url.ts'

export interface LinkedMessage {
  readonly group: GroupId
  readonly key: `${PersonId}/${MessageId}`
  /** Where it stood when the link was made. */
  readonly segment: number
}

/** The fragment alone; the app's address goes before it. */
export function messageLink(group: GroupId, key: LinkedMessage['key'], segment: number): string {
  return `#/g/${group}/m/${segment}/${key}`
}

/** Reads a whole link or its fragment alone; `undefined` for whatever else. */
export function parseMessageLink(text: string): LinkedMessage | undefined {
  const found = /#\/g\/([\w-]+)\/m\/(\d+)\/([\w-]+)\/([\w-]+)$/u.exec(text.trim())
  if (found === null) return undefined
  const [, group = '', segment = '', person = '', messageId = ''] = found
  const doc: DocKind | undefined = parseDocName(`${group}/${segment}`)
  if (doc?.kind !== 'segment' || !isId(person) || !isId(messageId)) return undefined
  return {
    group: doc.group,
    key: `${person as PersonId}/${messageId as MessageId}`,
    segment: doc.segment,
  }
}

function isId(text: string): boolean {
  return text.length === 22 && parseBase64url(text) !== undefined
}
