import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { metricsText } from './metrics.ts'

const measured: Parameters<typeof metricsText>[0] = {
  stats: { sessions: 3, openSessions: 2, mirrors: 0, docsStored: 5, docsInMemory: 1 },
  counts: {
    sessionsBegun: 4,
    framesReceived: 10,
    bytesReceived: 1_000,
    framesSent: 20,
    bytesSent: 2_000,
    recordsTaken: 7,
    updatesFatal: 0,
    journalFailures: 0,
    refused: new Map([['policy:rate', 2]]),
    ended: new Map([['idle', 1]]),
    acknowledged: () => undefined,
    waits: () => ({
      upTo: [
        { endMs: 1, count: 3 },
        { endMs: 5_000, count: 6 },
      ],
      count: 7,
      sumMs: 90,
    }),
  } as unknown as Parameters<typeof metricsText>[0]['counts'],
  upstream: {
    state: 'in-step',
    inStepAt: 5_000,
    sentCount: 8,
    takenCount: 9,
    refusedCount: 1,
    waitingCount: 0,
  },
  nats: {
    connected: true,
    server: '127.0.0.1:4222',
    replicas: 3,
    reconnects: 2,
    waiting: 4,
    behind: 5,
    lagging: ['n2'],
  },
  storeBytes: 123,
  startedAt: 5_000,
  memory: { rss: 1, heapUsed: 1 },
  cpuSeconds: 0.5,
  lagSeconds: 0.01,
}

test('[RW12] waits for the disk are a histogram whose ends add up', () => {
  const lines = metricsText(measured).split('\n')
  const at = lines.indexOf('parley_acknowledged_seconds_bucket{le="0.001"} 3')
  expect(lines.slice(at, at + 5)).toEqual([
    'parley_acknowledged_seconds_bucket{le="0.001"} 3',
    'parley_acknowledged_seconds_bucket{le="5"} 6',
    'parley_acknowledged_seconds_bucket{le="+Inf"} 7',
    'parley_acknowledged_seconds_sum 0.09',
    'parley_acknowledged_seconds_count 7',
  ])
  expect(lines).toContain('parley_records_refused_total{reason="policy:rate"} 2')
})

test('[RW34] of NATS the numbers say whether it takes what is written, by which server, and what waits', () => {
  const lines = metricsText(measured).split('\n')
  for (const line of [
    'up 1',
    'server{server="127.0.0.1:4222"} 1',
    'replicas 3',
    'lagging 1',
    'waiting 4',
    'behind 5',
  ])
    expect(lines).toContain(`parley_nats_${line}`)
  expect(lines).toContain('parley_nats_reconnects_total 2')
  const away = { connected: false, reason: 'no leader', replicas: 3, reconnects: 2 }
  const text = metricsText({ ...measured, nats: { ...away, waiting: 9, behind: undefined } })
  expect(text).toContain('parley_nats_up 0')
  expect(text).not.toContain('parley_nats_behind')
  expect(metricsText({ ...measured, nats: undefined })).not.toContain('parley_nats')
})

test('[RW12] the dashboard asks for nothing that is not there, and for every number that is', async () => {
  const text = await readFile(new URL('../../../docs/grafana.json', import.meta.url), 'utf8')
  const panels = (JSON.parse(text) as { panels: { targets: { expr: string }[] }[] }).panels
  const asked = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join('\n')
  const names = [...metricsText(measured).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? '')
  for (const name of names) expect(asked).toContain(name)
  const used = [...asked.matchAll(/\b(?:parley|process)_[a-z_]+/g)].map(([name]) => name)
  for (const name of used) expect(names).toContain(name.replace(/_bucket$/, ''))
  expect(used.length).toBeGreaterThan(15)
})
