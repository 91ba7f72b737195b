/**
 * Where in the stream something stands: one subject per document, mark and note. Subjects are on the
 * disks of NATS servers: new forms may be added, these are never changed.
 */
import {
  type DeviceKey,
  type GroupId,
  parseBase64url,
  toDeviceKey,
  toGroupId,
} from '@parley/protocol'

export type Place =
  | { readonly type: 'update'; readonly doc: string }
  | { readonly type: 'mark'; readonly group: GroupId; readonly device: DeviceKey }
  | { readonly type: 'note'; readonly doc: string; readonly key: string }

export interface Subjects {
  readonly prefix: string
  readonly all: string
  readonly docs: string
  readonly marks: string
  readonly notes: string
  doc(name: string): string
  mark(group: GroupId, device: DeviceKey): string
  marksOf(group: GroupId): string
  note(doc: string, key: string): string
  agreed(name: string): string
  /** Undefined: somebody else put something in under a name that is none of ours. */
  parse(subject: string): Place | undefined
}

const ID_BYTES = 32

export function newSubjects(prefix: string): Subjects {
  return {
    prefix,
    all: `${prefix}.>`,
    docs: `${prefix}.doc.>`,
    marks: `${prefix}.mark.>`,
    notes: `${prefix}.note.*.*`,
    doc: (name) => `${prefix}.doc.${name.split('/').map(toToken).join('.')}`,
    mark: (group, device) => `${prefix}.mark.${toToken(group)}.${toToken(device)}`,
    marksOf: (group) => `${prefix}.mark.${toToken(group)}.*`,
    agreed: (name) => `${prefix}.agreed.${toToken(name)}`,
    note: (doc, key) => `${prefix}.note.${toToken(doc)}.${toToken(key)}`,
    parse(subject) {
      if (!subject.startsWith(`${prefix}.`)) return undefined
      const [kind, ...tokens] = subject.slice(prefix.length + 1).split('.')
      const texts = tokens.flatMap((token) => parseToken(token) ?? [])
      return texts.length === tokens.length ? placeOf(kind, texts) : undefined
    },
  }
}

function placeOf(kind: string | undefined, texts: readonly string[]): Place | undefined {
  const [first, second] = texts
  if (first === undefined) return undefined
  if (kind === 'doc') return { type: 'update', doc: texts.join('/') }
  if (second === undefined || texts.length > 2) return undefined
  if (kind === 'note') return { type: 'note', doc: first, key: second }
  const [group, device] = [parseBase64url(first), parseBase64url(second)]
  if (kind !== 'mark' || group?.length !== ID_BYTES || device?.length !== ID_BYTES) return undefined
  return { type: 'mark', group: toGroupId(group), device: toDeviceKey(device) }
}

/** Of any text one token of a subject, which holds neither dots nor wildcards nor spaces and is never empty. */
export function toToken(text: string): string {
  if (text === '') return '%'
  return encodeURIComponent(text).replace(/[.*!'()~]/g, (char) => {
    return `%${char.charCodeAt(0).toString(16).toUpperCase()}`
  })
}

function parseToken(token: string): string | undefined {
  if (token === '%') return ''
  try {
    return decodeURIComponent(token)
  } catch {
    return undefined
  }
}
