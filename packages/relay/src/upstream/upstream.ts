/**
 * Groups carried to and from another relay, for as long as this one runs: dialled again whenever the
 * connection breaks, with ever longer pauses and never a word too many. Rules RE66 to RE70.
 */
import { groupDoc } from '@parley/protocol'
import type { RelayContext } from '../context.ts'
import type { RelaySocket } from '../ports.ts'
import { type Backoff, newBackoff } from './backoff.ts'
import { Crossing } from './crossing.ts'
import type { Legs, Side } from './doc-crossing.ts'
import type { Refused, UpstreamEnd, UpstreamPorts, UpstreamStatus } from './ports.ts'

const REDIAL = { firstMs: 1_000, limitMs: 300_000 }
/** As far as records of the two may differ before people are told that they are late. */
const MAX_CLOCK_MS = 120_000
/** While people write, what went across is told this often at most. */
const TELL_AGAIN_MS = 600_000
const MAX_REFUSALS = 10_000

export interface Upstream {
  status(): UpstreamStatus
  close(): void
}

export interface UpstreamHost {
  readonly context: RelayContext
  random(byteCount: number): Uint8Array
  accept(socket: RelaySocket): void
}

export function openUpstream(host: UpstreamHost, ports: UpstreamPorts): Upstream {
  const link = new UpstreamLink(host, ports)
  link.dial()
  return { status: () => link.status(), close: () => link.close() }
}

/** Codes of a network that is not there, or not all of it; whatever else a socket failed for has to be told. */
const OF_NETWORKS = /^(?:E(?:NOTFOUND|AI_AGAIN|CONN|NET|HOST|TIMEDOUT|PIPE)|no answer)/
const OF_LINES: ReadonlySet<number> = new Set([1001, 1005, 1006, 1012, 1013])

/** What to a person is the same way of being away: no network has many names. `undefined`: none. */
function wayOf(end: UpstreamEnd): string | undefined {
  switch (end.type) {
    case 'unreachable':
      return OF_NETWORKS.test(end.reason) ? 'line' : end.reason
    case 'closed':
      return OF_LINES.has(end.code) ? 'line' : String(end.code)
    case 'refused':
      return String(end.status)
    case 'stalled':
      return 'line'
    case 'renewed':
      return undefined
    case 'ended-here':
      return end.reason
  }
}

class UpstreamLink {
  readonly #host: UpstreamHost
  readonly #ports: UpstreamPorts
  readonly #legs = new Map<string, Legs>()
  readonly #refusals = new Set<string>()
  readonly #counts: Record<Side, number> = { upstream: 0, here: 0 }
  #toldCounts: Readonly<Record<Side, number>> = { upstream: 0, here: 0 }
  #toldAt = -Infinity
  #crossing: Crossing | undefined
  #backoff: Backoff
  #cancelDial: () => void = () => undefined
  /** Records that went across before this connection. */
  #movedBefore = 0
  #inStep: { readonly at: number; readonly unsentCount: number } | undefined
  /** How they were away last, until they are in step again. */
  #toldAway: string | undefined
  #isClockTold = false
  #isClosed = false

  constructor(host: UpstreamHost, ports: UpstreamPorts) {
    this.#host = host
    this.#ports = ports
    this.#backoff = newBackoff(host.random, REDIAL)
  }

  dial(): void {
    if (this.#isClosed) return
    const { context, random, accept } = this.#host
    const { groups, origin, dial } = this.#ports
    this.#toldAt = -Infinity
    this.#movedBefore = this.#movedCount()
    this.#crossing = new Crossing({
      ...{ context, groups, origin, random, accept, legs: this.#legs },
      socket: dial(),
      onTaken: (by, count) => {
        this.#counts[by] += count
      },
      onRefused: (refused) => this.#noteRefused(refused),
      onInStep: () => this.#noteInStep(),
      onRelayAt: (relayAt) => this.#compareClocks(relayAt),
      onEnd: (end) => this.#dialLater(end),
    })
  }

  status(): UpstreamStatus {
    const crossing = this.#crossing?.isOpen() === true ? this.#crossing : undefined
    return {
      state: crossing === undefined ? 'away' : crossing.isInStep() ? 'in-step' : 'meeting',
      inStepAt: this.#inStep?.at,
      sentCount: this.#counts.upstream,
      takenCount: this.#counts.here,
      refusedCount: this.#refusals.size,
      waitingCount: this.#waitingCount(),
    }
  }

  close(): void {
    this.#isClosed = true
    this.#cancelDial()
    this.#crossing?.close()
    this.#crossing = undefined
  }

  #noteInStep(): void {
    const { upstream, here } = this.#counts
    const now = this.#host.context.clock.now()
    this.#inStep = { at: now, unsentCount: this.#unsentCount() }
    this.#backoff = newBackoff(this.#host.random, REDIAL)
    this.#toldAway = undefined
    if (now - this.#toldAt < TELL_AGAIN_MS) return
    const sentCount = upstream - this.#toldCounts.upstream
    const takenCount = here - this.#toldCounts.here
    this.#toldAt = now
    this.#toldCounts = { upstream, here }
    this.#ports.tell({ type: 'in-step', sentCount, takenCount })
  }

  #noteRefused(refused: Refused): void {
    const { by, doc, reason } = refused
    const key = `${by} ${doc} ${reason}`
    if (this.#refusals.has(key) || this.#refusals.size >= MAX_REFUSALS) return
    this.#refusals.add(key)
    this.#ports.tell({ type: 'refused', by, doc, reason })
  }

  #compareClocks(relayAt: number): void {
    const aheadMs = relayAt - this.#host.context.clock.now()
    const isWrong = Math.abs(aheadMs) > MAX_CLOCK_MS
    if (isWrong && !this.#isClockTold) this.#ports.tell({ type: 'clock', aheadMs })
    this.#isClockTold = isWrong
  }

  #dialLater(end: UpstreamEnd): void {
    this.#crossing = undefined
    const { clock } = this.#host.context
    // A long history goes on at once, as long as something of it goes.
    if (end.type === 'renewed' && this.#movedCount() > this.#movedBefore)
      this.#backoff = newBackoff(this.#host.random, REDIAL)
    this.#cancelDial = clock.after(this.#backoff.nextMs(), () => this.dial())
    const key = wayOf(end)
    if (key === undefined || this.#toldAway === key) return
    this.#toldAway = key
    this.#ports.tell({ type: 'away', end })
  }

  #movedCount(): number {
    return this.#counts.here + this.#counts.upstream
  }

  #waitingCount(): number | undefined {
    return this.#inStep && Math.max(0, this.#unsentCount() - this.#inStep.unsentCount)
  }

  /** What is here and neither came from there nor was taken there since the start; only differences of it say anything. */
  #unsentCount(): number {
    const { catalogue, docs } = this.#host.context
    const names = [...this.#ports.groups].flatMap((group) => catalogue.docsOf(groupDoc(group)))
    const placesCount = names.reduce((sum, doc) => {
      const open = docs.peek(doc)?.live.records.placesCount()
      return sum + (open ?? catalogue.summaryOf(doc)?.placesCount ?? 0)
    }, 0)
    return placesCount - this.#counts.here - this.#counts.upstream
  }
}
