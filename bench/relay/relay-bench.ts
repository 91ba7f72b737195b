/**
 * The relay beside its peers: every load, one contender after the other, each on a fresh process.
 *
 * A contender that fails a load is told as such in its row; the run goes on.
 */
import { fanOut } from '../loads/fan-out.ts'
import { idle } from '../loads/idle.ts'
import { kills } from '../loads/kills.ts'
import { lateJoin } from '../loads/late-join.ts'
import { manyGroups } from '../loads/many-groups.ts'
import { reconnect } from '../loads/reconnect.ts'
import { saturation } from '../loads/saturation.ts'
import { sockets } from '../loads/sockets.ts'
import type { Report, Row } from '../report.ts'
import { CLUSTERS, type Contender, CONTENDERS, HEARER, PARLEY } from './contenders.ts'
import { installPeers } from './peers-install.ts'
import { type Comparison, withRatios } from './ratios.ts'
import { pinSelf } from './server-process.ts'

export interface RelayBenchOptions {
  readonly isQuick: boolean
  /** Names of contenders; all when empty. */
  readonly only: readonly string[]
  readonly trials: number | undefined
  say(line: string): void
}

interface Load {
  readonly title: string
  readonly says: string
  readonly compare: readonly Comparison[]
  /** All that are compared, if it is not told. */
  readonly among?: readonly Contender[]
  takes(contender: Contender): boolean
  run(contender: Contender): Promise<Row>
}

type Loads = (size: <T>(full: T, quick: T) => T, options: RelayBenchOptions) => readonly Load[]

const FLOOR = 'raw ws'
const anybody = (): boolean => true
const keepers = ({ keepsDocs }: Contender): boolean => keepsDocs

/** By the name they are asked for with. */
export const RELAY_BENCHES: Readonly<Record<string, Loads>> = {
  'fan-out': (size) =>
    size([50, 200, 1_000], [10, 25]).map((people) => ({
      title: `Fan-out to ${people} members`,
      says: '20 of them write, 10,000 deliveries a second in all, everybody online.',
      compare: [{ figure: 'CPU µs each', with: FLOOR }],
      takes: anybody,
      run: (contender) => fanOut(contender, { people, seconds: size(15, 1) }),
    })),
  saturation: (size) => [
    {
      title: 'Saturation',
      says: '20 writers in a group of 50 write as fast as the server reads. Deliveries are records that reached a member, however many share a frame.',
      compare: [{ figure: 'deliveries/s', with: FLOOR }],
      takes: anybody,
      run: (contender) => saturation(contender, { messages: size(20_000, 400) }),
    },
  ],
  groups: (size) => [
    {
      title: `${size(500, 10)} groups of 4`,
      says: 'Everybody online, one message a second in each group.',
      compare: [{ figure: 'CPU µs each', with: FLOOR }],
      takes: anybody,
      run: (contender) => manyGroups(contender, { groups: size(500, 10), seconds: size(20, 2) }),
    },
  ],
  'late-join': (size) =>
    size([2_000, 10_000, 50_000, 100_000], [300, 4_500]).map((messages) => ({
      title: `Late join at ${messages.toLocaleString('en-US')} messages`,
      says: 'From dialling on, by an empty device of a member. The middle of five, then the first one after a restart of the server.',
      compare: [{ figure: 'newest screen, ms', with: 'y-websocket, LevelDB' }],
      takes: ({ keepsDocs, isOneDoc }) => keepsDocs && (messages < 100_000 || !isOneDoc),
      run: (contender) => lateJoin(contender, { messages }),
    })),
  reconnect: (size) => [
    {
      title: `Coming back after missing ${size(500, 50)}`,
      says: 'One member after the other, who holds the rest of 10,000 messages (quick: 1,000).',
      compare: [{ figure: 'p50, ms', with: 'y-websocket, LevelDB' }],
      takes: keepers,
      run: (contender) =>
        reconnect(contender, {
          people: 25,
          messages: size(10_000, 1_000),
          missed: size(500, 50),
          atOnce: false,
        }),
    },
  ],
  storm: (size) => [
    {
      title: `${size(500, 50)} coming back at once`,
      says: 'Members of one group, who each missed 50 messages of 2,000, dial at the same moment.',
      compare: [{ figure: 'last, ms', with: 'y-websocket, LevelDB' }],
      takes: keepers,
      run: (contender) =>
        reconnect(contender, {
          people: size(500, 50),
          messages: size(2_000, 200),
          missed: 50,
          atOnce: true,
        }),
    },
  ],
  idle: (size) => [
    {
      title: 'Memory of idle groups',
      says: 'Groups with 20 messages each, first with one member there, then left alone.',
      compare: [{ figure: 'kB for an idle group', with: 'y-websocket, LevelDB' }],
      takes: keepers,
      run: (contender) => idle(contender, { groups: size(500, 10), seconds: size(60, 1) }),
    },
  ],
  sockets: (size) => [
    {
      title: `${size(5_000, 100).toLocaleString('en-US')} idle sockets`,
      says: 'Members of groups of fifty, who follow what they look at and say nothing. The system has to allow two files for each.',
      compare: [{ figure: 'kB for a socket', with: FLOOR }],
      takes: anybody,
      run: (contender) =>
        sockets(contender, { count: size(5_000, 100), quietMs: size(20_000, 500) }),
    },
  ],
  cluster: (size) => [
    {
      title: `Cluster: fan-out to ${size(1_000, 25)} members`,
      says: 'Three NATS servers, and members at one to three relays by turns. All processes of a cluster share the core that the one relay has alone, so look at CPU: it is what a node costs.',
      compare: [{ figure: 'CPU µs each', with: PARLEY.name }],
      among: [PARLEY, ...CLUSTERS],
      takes: anybody,
      run: (contender) => fanOut(contender, { people: size(1_000, 25), seconds: size(15, 1) }),
    },
    {
      title: `Cluster: ${size(500, 10)} groups of 4`,
      says: 'Everybody online, one message a second in each group, its members at different relays. Of a node that nobody is at, its own CPU alone.',
      compare: [{ figure: 'CPU µs each', with: PARLEY.name }],
      among: [PARLEY, ...CLUSTERS, HEARER],
      takes: anybody,
      run: (contender) => manyGroups(contender, { groups: size(500, 10), seconds: size(20, 2) }),
    },
    {
      title: `Cluster: late join at ${size(10_000, 300).toLocaleString('en-US')} messages`,
      says: 'As above, of a relay that has the group in memory, and of one that has to read it.',
      compare: [{ figure: 'newest screen, ms', with: PARLEY.name }],
      among: [PARLEY, ...CLUSTERS],
      takes: anybody,
      run: (contender) => lateJoin(contender, { messages: size(10_000, 300) }),
    },
    {
      title: `Cluster: ${size(500, 50)} coming back at once`,
      says: 'Members of one group, who each missed 50 messages of 2,000, dial all relays at the same moment.',
      compare: [{ figure: 'last, ms', with: PARLEY.name }],
      among: [PARLEY, ...CLUSTERS],
      takes: anybody,
      run: (contender) =>
        reconnect(contender, {
          people: size(500, 50),
          messages: size(2_000, 200),
          missed: 50,
          atOnce: true,
        }),
    },
  ],
  kills: (size, { trials }) => [
    {
      title: 'Killed at any moment',
      says: 'kill -9 within 0.6 s of writing, a new process on the same folder, and a newcomer who asks for everything.',
      compare: [],
      takes: ({ isDurable }) => isDurable,
      run: (contender) => kills(contender, { trials: trials ?? size(100, 2) }),
    },
  ],
}

/** One report for each load of that name, as soon as it is there. */
export async function* relayBench(
  name: string,
  options: RelayBenchOptions,
): AsyncGenerator<Report> {
  const isAsked = (one: Contender): boolean =>
    options.only.length === 0 || options.only.includes(one.name)
  pinSelf()
  const size = <T>(full: T, quick: T): T => (options.isQuick ? quick : full)
  for (const load of RELAY_BENCHES[name]?.(size, options) ?? []) {
    const contenders = (load.among ?? CONTENDERS).filter(isAsked)
    if (contenders.some(({ needsPeers }) => needsPeers)) installPeers(options.say)
    const rows: Row[] = []
    for (const contender of contenders.filter((one) => load.takes(one))) {
      options.say(`${load.title}: ${contender.name}`)
      rows.push({ server: contender.name, ...(await measured(load, contender)) })
    }
    const { title, says, compare } = load
    yield { title, says, rows: withRatios(rows, compare), goals: [] }
  }
}

async function measured(load: Load, contender: Contender): Promise<Row> {
  try {
    return await load.run(contender)
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}
