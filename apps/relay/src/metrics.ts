/**
 * `/metrics`: what is counted, in Prometheus's text. Numbers only; no label names a person, a group, a
 * device or an address.
 */
import type { Counts, RelayStats, UpstreamStatus } from '@parley/relay'
import type { NatsMeasured } from './nats-watch.ts'

export interface Measured {
  readonly stats: RelayStats
  readonly counts: Counts
  /** Of the relay that groups are carried to and from, if there is one. */
  readonly upstream: UpstreamStatus | undefined
  /** Of the servers that keep everything, if there are any. */
  readonly nats: NatsMeasured | undefined
  readonly storeBytes: number
  readonly startedAt: number
  readonly memory: { readonly rss: number; readonly heapUsed: number }
  /** Of this process since it began, in seconds. */
  readonly cpuSeconds: number
  /** How late the process came to its timers lately, at worst, in seconds. */
  readonly lagSeconds: number
}

interface Metric {
  readonly name: string
  readonly type: 'counter' | 'gauge'
  readonly help: string
  /** One number, or one for each value of a label. */
  readonly value: number | { readonly label: string; readonly by: ReadonlyMap<string, number> }
}

export function metricsText(measured: Measured): string {
  const { counts, upstream, nats } = measured
  const metrics = [
    ...gaugesOf(measured),
    ...countersOf(counts),
    ...upstreamOf(upstream),
    ...natsOf(nats),
  ]
  return [...metrics.map(linesOf), ...waitLines(measured.counts), ''].join('\n')
}

function gaugesOf(measured: Measured): readonly Metric[] {
  const { stats, memory } = measured
  const gauge = (name: string, help: string, value: number): Metric => ({
    name,
    type: 'gauge',
    help,
    value,
  })
  return [
    gauge('parley_sessions', 'Sockets that are open.', stats.sessions),
    gauge('parley_sessions_open', 'Sessions that are let in.', stats.openSessions),
    gauge('parley_docs_stored', 'Documents in the store.', stats.docsStored),
    gauge('parley_docs_in_memory', 'Documents in memory.', stats.docsInMemory),
    gauge('parley_store_bytes', 'Bytes of the files of the store.', measured.storeBytes),
    gauge('process_start_time_seconds', 'When this relay was started.', measured.startedAt / 1_000),
    gauge('process_resident_memory_bytes', 'Memory of the process.', memory.rss),
    gauge('parley_heap_bytes', 'Memory of JavaScript values.', memory.heapUsed),
    gauge('parley_lag_seconds', 'How late timers were lately, at worst.', measured.lagSeconds),
    {
      ...gauge('process_cpu_seconds_total', 'CPU time used.', measured.cpuSeconds),
      type: 'counter',
    },
  ]
}

function countersOf(counts: Counts): readonly Metric[] {
  const counter = (name: string, help: string, value: Metric['value']): Metric => ({
    name,
    type: 'counter',
    help,
    value,
  })
  const by = (label: string, map: ReadonlyMap<string, number>): Metric['value'] => ({
    label,
    by: map,
  })
  return [
    counter('parley_sessions_begun_total', 'Sockets that were accepted.', counts.sessionsBegun),
    counter('parley_sessions_ended_total', 'Sessions that ended.', by('reason', counts.ended)),
    counter('parley_frames_received_total', 'Frames from clients.', counts.framesReceived),
    counter('parley_bytes_received_total', 'Bytes from clients.', counts.bytesReceived),
    counter('parley_frames_sent_total', 'Frames to clients.', counts.framesSent),
    counter('parley_bytes_sent_total', 'Bytes to clients.', counts.bytesSent),
    counter('parley_records_taken_total', 'Records taken.', counts.recordsTaken),
    counter('parley_records_refused_total', 'Refusals.', by('reason', counts.refused)),
    counter('parley_updates_fatal_total', 'Updates outside the grammar.', counts.updatesFatal),
    counter('parley_store_failures_total', 'Writes that failed.', counts.journalFailures),
  ]
}

function upstreamOf(upstream: UpstreamStatus | undefined): readonly Metric[] {
  if (upstream === undefined) return []
  const { state, inStepAt, waitingCount } = upstream
  const gauge = (name: string, help: string, value: number): Metric => ({
    ...{ name: `parley_upstream_${name}`, type: 'gauge', help, value },
  })
  const counter = (name: string, help: string, value: number): Metric => ({
    ...gauge(`${name}_total`, help, value),
    type: 'counter',
  })
  return [
    gauge(
      'in_step',
      'Whether neither side lacks anything of the other.',
      state === 'in-step' ? 1 : 0,
    ),
    ...(inStepAt === undefined
      ? []
      : [gauge('in_step_time_seconds', 'When they were in step last.', inStepAt / 1_000)]),
    ...(waitingCount === undefined
      ? []
      : [gauge('waiting', 'Records that the upstream has not confirmed.', waitingCount)]),
    counter('sent', 'Records the upstream took.', upstream.sentCount),
    counter('taken', 'Records of the upstream taken here.', upstream.takenCount),
    counter('refusals', 'Kinds of refusal for good.', upstream.refusedCount),
  ]
}

function natsOf(nats: NatsMeasured | undefined): readonly Metric[] {
  if (nats === undefined) return []
  const { reason, server, replicas, lagging, reconnects, behind, waiting } = nats
  const gauge = (name: string, help: string, value: Metric['value']): Metric => ({
    ...{ name: `parley_nats_${name}`, type: 'gauge', help, value },
  })
  return [
    gauge('up', 'Whether the servers take what this relay writes.', reason === undefined ? 1 : 0),
    ...(server === undefined
      ? []
      : [
          gauge('server', 'The server this relay talks to.', {
            label: 'server',
            by: new Map([[server, 1]]),
          }),
        ]),
    gauge('replicas', 'Servers that keep each message.', replicas),
    ...(lagging === undefined
      ? []
      : [gauge('lagging', 'Of these, servers that are away or catching up.', lagging.length)]),
    gauge('waiting', 'Writes that are not acknowledged yet.', waiting),
    ...(behind === undefined
      ? []
      : [gauge('behind', 'Messages of all relays that this one has still to look at.', behind)]),
    {
      ...gauge('reconnects_total', 'Times the line was lost and found again.', reconnects),
      type: 'counter',
    },
  ]
}

function linesOf({ name, type, help, value }: Metric): string {
  const lines =
    typeof value === 'number'
      ? [`${name} ${value}`]
      : [...value.by].map(([key, count]) => `${name}{${value.label}="${key}"} ${count}`)
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join('\n')
}

function waitLines(counts: Counts): readonly string[] {
  const name = 'parley_acknowledged_seconds'
  const { upTo, count, sumMs } = counts.waits()
  return [
    `# HELP ${name} From an update's coming to its acknowledgement, when it is on disk.`,
    `# TYPE ${name} histogram`,
    ...upTo.map((end) => `${name}_bucket{le="${end.endMs / 1_000}"} ${end.count}`),
    `${name}_bucket{le="+Inf"} ${count}`,
    `${name}_sum ${sumMs / 1_000}`,
    `${name}_count ${count}`,
  ]
}
