/**
 * What an operator may ask of a running relay: numbers, a backup, an invitation.
 *
 * Two doors lead here: a socket in the data folder, open to whoever may read that folder anyway
 * (control.ts), and `/admin/` on the relay's own port, shut unless there is an admin token.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { LevelJournal, UpstreamStatus } from '@parley/relay'
import { DAMAGED_HEADER, encodeKept, KEPT_IN_NATS } from './kept.ts'
import type { LogEvent } from './log.ts'
import { type Measured, metricsText } from './metrics.ts'
import type { NatsMeasured } from './nats-watch.ts'

/** A reader of a backup that takes nothing for so long is cut off: purges wait for it. */
const STALLED_MS = 60_000

export interface AdminPorts {
  measure(): Promise<Measured>
  /** `undefined`: what is kept lies elsewhere. */
  readonly journal: Pick<LevelJournal, 'entries' | 'damagedTables'> | undefined
  /** The folder of it. */
  readonly data: string
  /** Where the relay listens; `undefined` before it does. */
  port(): number | undefined
  /** Good for so many days. */
  newInvitation(days: number): string
  /** Where people open the app; `undefined` before it can be opened. */
  home(): string | undefined
  /** Whether an invitation is needed to found groups here. */
  readonly closed: boolean
  log(event: LogEvent): void
}

type BackupPorts = Pick<AdminPorts, 'data' | 'log'> & {
  readonly journal: NonNullable<AdminPorts['journal']>
}

/** Answers a request whose sender may ask; `false` when it asks for nothing known. */
export type AnswerAdmin = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => Promise<boolean>

export function newAdmin(ports: AdminPorts): AnswerAdmin {
  return async (request, response, url) => {
    response.setHeader('cache-control', 'no-store')
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /metrics': {
        const text = metricsText(await ports.measure())
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
        response.end(text)
        return true
      }
      case 'GET /admin/stats':
        answerJson(response, statsOf(await ports.measure(), ports))
        return true
      case 'GET /admin/backup':
        if (ports.journal === undefined) sayNoBackup(response)
        else await sendBackup(response, { ...ports, journal: ports.journal })
        return true
      case 'POST /admin/invitation': {
        const days = Number(url.searchParams.get('days') ?? '7')
        if (!Number.isInteger(days) || days < 1 || days > 366) return false
        answerJson(response, invitationOf(ports, days))
        return true
      }
      default:
        return false
    }
  }
}

/** What `parley invitation` needs to know of a relay. */
export interface MadeInvitation {
  readonly code: string
  readonly home: string | undefined
  readonly closed: boolean
}

function invitationOf(ports: AdminPorts, days: number): MadeInvitation {
  return { code: ports.newInvitation(days), home: ports.home(), closed: ports.closed }
}

/** Whether the request carries the token; takes as long whatever it carries. */
export function hasToken({ headers }: IncomingMessage, token: string): boolean {
  const [, sent = ''] = /^bearer (.*)$/i.exec(headers.authorization ?? '') ?? []
  return timingSafeEqual(sha256(sent), sha256(token))
}

export interface Stats {
  readonly port: number | undefined
  readonly upSeconds: number
  readonly sessions: number
  readonly openSessions: number
  readonly docsStored: number
  readonly docsInMemory: number
  readonly storeBytes: number
  readonly memoryBytes: number
  readonly recordsTaken: number
  readonly recordsRefused: number
  readonly storeFailures: number
  readonly meanAckMs: number
  readonly upstream: UpstreamStatus | undefined
  /** Where it is kept, of a relay on its folder. */
  readonly data: string
  readonly nats: NatsMeasured | undefined
}

function statsOf(
  { stats, counts, storeBytes, startedAt, memory, upstream, nats }: Measured,
  { port, data }: Pick<AdminPorts, 'port' | 'data'>,
): Stats {
  const waits = counts.waits()
  return {
    port: port(),
    data,
    nats,
    upSeconds: Math.round((Date.now() - startedAt) / 1_000),
    ...stats,
    storeBytes,
    memoryBytes: memory.rss,
    recordsTaken: counts.recordsTaken,
    recordsRefused: [...counts.refused.values()].reduce((sum, count) => sum + count, 0),
    storeFailures: counts.journalFailures,
    upstream,
    meanAckMs: waits.count === 0 ? 0 : Math.round((waits.sumMs / waits.count) * 10) / 10,
  }
}

function sayNoBackup(response: ServerResponse): void {
  response.writeHead(409, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(KEPT_IN_NATS)
}

async function sendBackup(
  response: ServerResponse,
  { journal, data, log }: BackupPorts,
): Promise<void> {
  const damaged = await journal.damagedTables()
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    [DAMAGED_HEADER]: damaged.length,
  })
  response.setTimeout(STALLED_MS, () => response.destroy())
  let bytes = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const part of encodeKept(journal, data)) {
      bytes += part.length
      yield part
    }
  }
  try {
    await pipeline(Readable.from(counted(), { objectMode: false, highWaterMark: 65_536 }), response)
    log({ type: 'backup-made', bytes })
  } catch {
    response.destroy() // who asked sees it cut short, and its checksum missing
  }
}

function answerJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(value))
}

function sha256(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}
