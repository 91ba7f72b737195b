/** `parley stats`: what a running relay has to do, in numbers. */
import type { Stats } from '../admin.ts'
import { askRelay, jsonIn } from '../ask-relay.ts'
import type { Command } from '../command.ts'
import { wordsOfLagging } from '../nats-watch.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { wordsOfStatus } from '../upstream/words.ts'
import { countOf, mib, span } from './amounts.ts'

export const stats: Command = {
  name: 'stats',
  operands: [],
  says: 'Tells what a running relay has to do',
  more: '/metrics has the same and more for Prometheus.',
  settings: ['data', 'adminToken'],
  flags: [
    ['--json', 'As JSON.'],
    ['--url <address>', 'A relay elsewhere, which is asked with PARLEY_ADMIN_TOKEN.'],
  ],
  examples: ['parley stats', 'parley stats --json --data /srv/parley'],
  async run({ config, flags, terminal }) {
    const whom = { data: config.data, url: flags.get('url'), adminToken: config.adminToken }
    const answer = await askRelay(whom, '/admin/stats')
    if (answer === undefined)
      throw new OperatorProblem(
        `No relay runs on ${config.data}. Start one, or name the folder of the one that runs, as in parley stats --data /srv/parley.`,
      )
    const told = await jsonIn(answer)
    if (flags.has('json')) terminal.say(JSON.stringify(told))
    else for (const line of linesOf(told as Stats)) terminal.say(line) // our own relay said so
    return 0
  },
}

function linesOf(told: Stats): readonly string[] {
  const rows: (readonly [string, string])[] = [
    ['running for', span(told.upSeconds)],
    ['sessions', `${told.openSessions} let in, ${told.sessions - told.openSessions} on their way`],
    ['documents', `${told.docsStored} stored, ${told.docsInMemory} in memory`],
    ...keptRows(told),
    ['memory', mib(told.memoryBytes)],
    ['records', `${told.recordsTaken} taken, ${told.recordsRefused} refused since the start`],
    ['acknowledged', `after ${told.meanAckMs} ms on average`],
    [
      'failed writes',
      `${told.storeFailures}${told.storeFailures > 0 ? `: look at ${told.nats === undefined ? 'the disk and at ' : ''}the log` : ''}`,
    ],
  ]
  if (told.upstream !== undefined) rows.push(['upstream', wordsOfStatus(told.upstream, Date.now())])
  return rows.map(([name, value]) => `${name.padEnd(15)}${value}`)
}

function keptRows({ data, storeBytes, nats }: Stats): readonly (readonly [string, string])[] {
  if (nats === undefined)
    return [
      ['kept in', data],
      ['store', mib(storeBytes)],
    ]
  const { replicas, reason, server, reconnects, behind, waiting } = nats
  const lagging = wordsOfLagging(nats)
  const feed = behind === undefined ? 'unknown how far' : countOf(behind, 'message')
  return [
    ['kept in', `NATS JetStream, ${countOf(replicas, 'replica')}`],
    ['NATS', reason === undefined ? `up, by way of ${server}` : `down: ${reason}`],
    ...(lagging === undefined ? [] : [['', lagging] as const]),
    [
      '',
      `${feed} behind, ${countOf(waiting, 'write')} waiting, ${countOf(reconnects, 'reconnect')}`,
    ],
  ]
}
