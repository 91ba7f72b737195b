/**
 * The log: one line for what an operator may want to know, in words or as JSON.
 *
 * By default a line names nobody: no address, and for a document a digest that means something only within
 * this run. What clients sent never gets into it, but for a host's name in one line (`adviceOn`). And a client that causes lines cannot fill a disk with
 * them: of each kind there are some a minute, and then their number.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { RelayEvent } from '@parley/relay'
import type { Config } from './config.ts'

export type LogEvent =
  | RelayEvent
  | { readonly type: 'started'; readonly port: number; readonly docsStored: number }
  | { readonly type: 'stopping' }
  | { readonly type: 'stopped' }
  | { readonly type: 'store-repaired'; readonly how: string }
  | { readonly type: 'certificate-renewed' }
  | { readonly type: 'certificate-unusable'; readonly error: string }
  | { readonly type: 'backup-made'; readonly bytes: number }
  /** Words of ours about the relay beside this one. */
  | {
      readonly type: 'upstream'
      readonly what: string
      readonly says: string
      readonly doc?: string
    }
  /** Of the servers that keep everything. */
  | { readonly type: 'nats'; readonly what: 'away' | 'back' | 'single'; readonly says: string }
  | { readonly type: 'left-out'; readonly of: string; readonly count: number }

export interface LogPorts {
  write(line: string): void
  /** Epoch milliseconds. */
  now(): number
}

/** A reader of words sees them happen. */
const ONLY_IN_JSON = new Set(['started', 'stopping', 'stopped'])
/** Sessions end all the time; these ends say that something is wrong. */
const TELLING_ENDS = new Set(['proof-failed', 'too-fast', 'too-slow', 'too-many', 'failed'])
const LINES_PER_MINUTE = 30
/** One says it all. */
const ONCE_A_MINUTE = new Set(['unknown-origin'])
const MINUTE_MS = 60_000

export function newLog(
  { log, logPrivate }: Pick<Config, 'log' | 'logPrivate'>,
  ports: LogPorts,
): (event: LogEvent) => void {
  const salt = randomBytes(16)
  const written = new Map<string, { readonly since: number; count: number }>()

  /** Whether there is still room for a line of this kind; tells how many there was none for. */
  function hasRoom(type: string): boolean {
    const now = ports.now()
    const known = written.get(type)
    if (known !== undefined && now - known.since < MINUTE_MS) return ++known.count <= mostOf(type)
    written.set(type, { since: now, count: 1 })
    const count = (known?.count ?? 0) - mostOf(type)
    if (count > 0) line({ type: 'left-out', of: type, count })
    return true
  }

  function line(event: LogEvent): void {
    const at = new Date(ports.now()).toISOString()
    const fields = fieldsOf(event)
    ports.write(log === 'json' ? JSON.stringify({ at, ...fields }) : `${at} ${inWords(fields)}`)
  }

  function fieldsOf(event: LogEvent): Fields {
    if (event.type === 'unknown-origin') return { ...event, advice: adviceOn(event.openedAt) }
    return logPrivate ? event : anonymous(event, salt)
  }

  return (event) => {
    if (log === 'off' || (log === 'plain' && ONLY_IN_JSON.has(event.type))) return
    if (event.type === 'session-closed' && !logPrivate && !TELLING_ENDS.has(event.reason)) return
    if (hasRoom(event.type)) line(event)
  }
}

function mostOf(type: string): number {
  return ONCE_A_MINUTE.has(type) ? 1 : LINES_PER_MINUTE
}

type Fields = { readonly type: string } & Readonly<Record<string, unknown>>

function anonymous(event: LogEvent, salt: Uint8Array): Fields {
  const fields: Record<string, unknown> & { type: string } = { ...event }
  delete fields['address']
  if ('doc' in event && event.doc !== undefined) fields['doc'] = digestOf(event.doc, salt)
  if ('error' in event) fields['error'] = withoutNames(event.error)
  return fields
}

/**
 * The one thing in the log that a client said: a host's name, checked (origins.ts), that is the counterpart of the
 * operator's own setting and names no person. Anybody may send a wrong one, and whoever serves another host could
 * use a log-in for it; so the line says "if", and the setting is never made of it without the operator.
 */
function adviceOn(openedAt: string | undefined): string {
  if (openedAt === undefined)
    return 'Somebody opened this relay at an address that is none of its own. Set PARLEY_ORIGINS to the addresses that people open.'
  return `Somebody’s browser opened this relay at ${openedAt}, which is none of its own addresses. If you gave it that address, set PARLEY_ORIGINS=${openedAt}`
}

/** The same document has the same digest until the relay is started again. */
function digestOf(doc: string, salt: Uint8Array): string {
  return createHash('sha256').update(salt).update(doc).digest('hex').slice(0, 8)
}

/** Groups, people and devices are named by 22 and more letters of base64url. */
function withoutNames(text: string): string {
  return text.replace(/[A-Za-z0-9_-]{22,}(\/\d+)?/g, '…')
}

function inWords({ type, ...fields }: Fields): string {
  if (type === 'unknown-origin') return `unknown origin  ${String(fields['advice'])}`
  if (type === 'upstream' || type === 'nats') return `${type}  ${String(fields['says'])}`
  const told = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`)
  return [type.replaceAll('-', ' '), ...told].join('  ')
}
