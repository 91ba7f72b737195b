/**
 * A recorded chat, played by many devices through a real relay, with some of them offline.
 *
 * The client, the relay, the cryptography and the journal are the real ones. Time is virtual, so that
 * being away for minutes costs nothing; it never runs far ahead of the journal's real disk.
 */
import type { Journal } from '@parley/relay'
import type { ShownMessage } from '@parley/client'
import { readContents, watchJournal } from '../journal-watch.ts'
import { lendTime } from '../library-clock.ts'
import { Network } from '../network/network.ts'
import { SeededRandom } from '../random.ts'
import { RelayHost } from '../relay-host.ts'
import { VirtualTime } from '../virtual-time.ts'
import { dealNicks, openCast, type Player } from './cast.ts'
import { compareScreens, type Findings } from './check.ts'
import type { RecordedMessage } from './recorded-message.ts'
import { startWeather, type Weather } from './weather.ts'

export interface ReplayPorts {
  readonly devicesCount: number
  readonly offline: number
  readonly seed: number
  readonly journal: Journal
  onProgress(progress: Progress): void
}

export interface Progress {
  readonly doing: 'joining' | 'playing' | 'settling' | 'checking'
  readonly sentCount: number
  readonly awayCount: number
}

export interface ReplayResult extends Findings {
  readonly sentCount: number
  /** Messages on the relay's disk. */
  readonly storedCount: number
  readonly storedBytes: number
  /** Texts that were found on the relay's disk in plain. */
  readonly leaked: readonly string[]
  readonly leaksSoughtCount: number
  readonly outages: Weather['outages']
  readonly bytes: { readonly up: number; readonly down: number }
  readonly virtualMs: number
}

/** Real chats pause for days; what matters here is who speaks while whom is away. */
const PACE = { divisor: 20, mostMs: 120 }
/** Simulated time stands still rather than let the real disk look slower than this. */
const DISK_LAG_MS = 400
const SETTLE = { limitMs: 1_800_000, stepMs: 10_000 }
const LEAKS_SOUGHT = 300
/** Shorter texts may stand in random bytes by chance. */
const LEAK_BYTES = 8

/** Plays the messages, oldest first. Takes over the global timers until it is done. */
export async function replay(
  messages: readonly RecordedMessage[],
  ports: ReplayPorts,
): Promise<ReplayResult> {
  const time: VirtualTime = new VirtualTime(async () => {
    await new Promise<void>((resolve) => setImmediate(resolve))
    await journal.catchUp(DISK_LAG_MS)
  })
  const journal = watchJournal(ports.journal, () => time.now())
  const giveBack = lendTime(time)
  try {
    const random = new SeededRandom(ports.seed)
    const network = new Network({
      clock: time,
      random: random.fork(),
      delayMs: { low: 10, high: 120 },
    })
    new RelayHost({ clock: time, random, network, openJournal: () => journal }).start()
    ports.onProgress({ doing: 'joining', sentCount: 0, awayCount: 0 })
    const players = await openCast({ time, random, network, devicesCount: ports.devicesCount })
    const typed = new Map(players.map(({ parley }) => [parley.me, [] as string[]]))
    const lines = players.map(({ machine }) => machine.line)
    const weather = startWeather(lines, ports.offline, { clock: time, random: random.fork() })
    const startedAt = time.now()
    await play(messages, { ...ports, time, players, typed, random })
    weather.clear()
    ports.onProgress({ doing: 'settling', sentCount: messages.length, awayCount: 0 })
    const screens = await settle(players, messages.length, time)
    ports.onProgress({ doing: 'checking', sentCount: messages.length, awayCount: 0 })
    const contents = await readContents(ports.journal)
    const sought = textsToSeek(messages, random)
    return {
      ...compareScreens(screens, typed),
      sentCount: messages.length,
      storedCount: contents.placesCount,
      storedBytes: contents.bytesCount,
      leaked: sought.filter((text) => contents.holds(new TextEncoder().encode(text))),
      leaksSoughtCount: sought.length,
      outages: weather.outages,
      bytes: network.bytes,
      virtualMs: time.now() - startedAt,
    }
  } finally {
    giveBack()
  }
}

interface Stage extends ReplayPorts {
  readonly time: VirtualTime
  readonly players: readonly Player[]
  readonly typed: ReadonlyMap<string, string[]>
  readonly random: SeededRandom
}

async function play(messages: readonly RecordedMessage[], stage: Stage): Promise<void> {
  const { time, players, typed, random } = stage
  const casting = dealNicks(
    messages.map(({ nick }) => nick),
    players,
    random,
  )
  let sentCount = 0
  let before = messages[0]?.saidAt ?? 0
  for (const { nick, saidAt, text } of messages) {
    await time.pass(Math.min(PACE.mostMs, (saidAt - before) / PACE.divisor))
    before = saidAt
    const player = casting.get(nick)
    if (player === undefined) throw new Error('A nick was not dealt.')
    typed.get(player.parley.me)?.push(text)
    await player.group.send(text)
    sentCount++
    const awayCount = players.filter(({ machine }) => machine.line.state !== 'up').length
    stage.onProgress({ doing: 'playing', sentCount, awayCount })
  }
}

/** Everything each device shows once it has scrolled up to the beginning. */
async function settle(
  players: readonly Player[],
  expectedCount: number,
  time: VirtualTime,
): Promise<readonly (readonly ShownMessage[])[]> {
  await time.pass(SETTLE.stepMs)
  const scrolled = new Set<Player>()
  for (const player of players) {
    void scrollUp(player).then(() => scrolled.add(player))
  }
  const screens = () => players.map(({ group }) => group.conversation.get().messages)
  await time.passUntil(
    () =>
      scrolled.size === players.length && screens().every(({ length }) => length >= expectedCount),
    SETTLE,
  )
  return screens()
}

async function scrollUp({ group }: Player): Promise<void> {
  while (await group.loadOlder()) continue
}

function textsToSeek(
  messages: readonly RecordedMessage[],
  random: SeededRandom,
): readonly string[] {
  const long = messages.map(({ text }) => text).filter((text) => text.length >= LEAK_BYTES)
  return Array.from({ length: Math.min(LEAKS_SOUGHT, long.length) }, () => random.pick(long) ?? '')
}
