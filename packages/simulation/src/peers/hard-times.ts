/**
 * Row 2: three people talk while, at every step that the protocol has, a line is cut, a tab or the relay
 * is killed, and the relay comes back empty. Nothing is lost and nothing is there twice.
 *
 * Two disks may not fail together: what a killed browser had not flushed, only the relay may have. So in
 * scenes with an even seed tabs are killed, in the others the relay loses its disk.
 */
import { MESSAGE_TYPE, parseFrame, parseSync } from '@parley/protocol'
import type { SeededRandom } from '../random.ts'
import { findFaults } from '../world/invariants.ts'
import { settle, unrestOf } from '../world/rest.ts'
import type { World, WorldSettings } from '../world/world.ts'
import { inCrowd, type Row } from './row.ts'

const PEOPLE = 3
const MESSAGES = { full: 100, small: 32 }
/** Who has no tab open types nothing. */
const MOST_TRIES = 10
/** So many messages from one fault to the next. */
const FAULT_EVERY = 4
/** At most. Each scene goes on in the table where the one before it ended. */
const FAULTS_A_SCENE = 25
/** A step that does not come by itself comes with a new connection. */
const PROVOKED_AFTER = 6
const AFTER_MS = 30

/** What the protocol says, as `direction type`, in the order of a session. */
export const STEPS = [
  ...(['down challenge', 'up proof', 'up inventory', 'down inventory'] as const),
  ...(['up step1', 'down step1', 'up step2', 'down step2', 'up update', 'down update'] as const),
  ...(['down ack', 'up mark', 'down mark', 'up awareness', 'down awareness'] as const),
] as const
export type Step = (typeof STEPS)[number]

/** Before anybody acts on the frame, or within `AFTER_MS`: on the relay's disk it is after 25 ms at most. */
const HITS = ['cut before', 'cut after', 'kill-relay before', 'kill-relay after'] as const
const TAB_HITS = [...HITS, 'kill-tab before', 'kill-tab after', 'kill-at-enter'] as const
const DISK_HITS = [...HITS, 'empty-relay before', 'empty-relay after'] as const
type Hit = (typeof TAB_HITS)[number] | (typeof DISK_HITS)[number]

interface Armed {
  readonly step: Step
  readonly hit: Hit
  /** How often the step passes unharmed first. */
  skips: number
}

export const HARD_TIMES: Row = {
  row: 2,
  mark: 'nothing lost, nothing twice, whatever breaks at whichever step',
  play(seed, size) {
    const striker = new Striker(seed)
    const { onFrame } = striker
    return inCrowd({ seed, people: PEOPLE, onFrame }, async (world, random) => {
      const before = world.ledger.posts().length
      striker.begin(world, random)
      const typed = () => world.ledger.posts().length - before
      for (let at = 0; typed() < MESSAGES[size] && at < MOST_TRIES * MESSAGES[size]; at++) {
        await striker.step(at)
        await comeBack(world, random)
        await talk(world, random)
      }
      striker.end()
      const faults = (await settle(world)) ? [] : [`no rest: ${unrestOf(world)}`]
      const messages = typed()
      const kept = world.ledger.posts().filter(({ outcome }) => outcome === 'kept').length
      const { crashes, relayKills, relayEmptied } = world.tally
      return {
        faults: [...faults, ...findFaults(world)],
        figures: { messages, kept, struck: striker.count, crashes, relayKills, relayEmptied },
        kinds: striker.kinds(),
      }
    })
  },
}

/** Watches what goes over the lines, and strikes when the step comes that it waits for. */
class Striker {
  count = 0
  readonly onFrame: NonNullable<WorldSettings['onFrame']>
  readonly #seed: number
  readonly #struck = new Set<string>()
  #armed: Armed | undefined
  #waitedFor = 0
  #scene: { readonly world: World; readonly random: SeededRandom } | undefined

  constructor(seed: number) {
    this.#seed = seed
    this.onFrame = (direction, bytes, address) => this.#see(stepOf(direction, bytes), address)
  }

  begin(world: World, random: SeededRandom): void {
    this.#scene = { world, random }
  }

  end(): void {
    this.#armed = undefined
    this.#scene = undefined
  }

  kinds(): readonly string[] {
    return [...this.#struck]
  }

  /** Before the `at`-th message. */
  async step(at: number): Promise<void> {
    const { world, random } = this.#scene ?? {}
    if (world === undefined || random === undefined) return
    if (this.#armed !== undefined) {
      if (++this.#waitedFor % PROVOKED_AFTER === 0)
        await world.run({ type: 'reset', who: random.below(PEOPLE) })
    } else if (at % FAULT_EVERY === 0) {
      const hits: readonly Hit[] = this.#seed % 2 === 0 ? TAB_HITS : DISK_HITS
      const cell = cellAt(Math.floor(this.#seed / 2) * FAULTS_A_SCENE + this.count, hits)
      this.#armed = { ...cell, skips: random.below(2) }
      this.#waitedFor = 0
    }
  }

  #see(step: string, address: string): void {
    const armed = this.#armed
    if (armed?.step !== step || this.#scene === undefined || armed.skips-- > 0) return
    this.#armed = undefined
    this.count++
    this.#struck.add(`${step}, ${armed.hit}`)
    const { world, random } = this.#scene
    const who = world.people.findIndex(({ name }) => name === address)
    hit(world, { ...armed, who }, random)
  }
}

/** Number after number every hit at every step, until all pairs have been there. */
function cellAt(number: number, hits: readonly Hit[]): Omit<Armed, 'skips'> {
  const round = Math.floor(number / lcm(STEPS.length, hits.length))
  return {
    step: STEPS[number % STEPS.length] ?? 'up update',
    hit: hits[(number + round) % hits.length] ?? 'cut before',
  }
}

function lcm(left: number, right: number): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))
  return (left * right) / gcd(left, right)
}

/** Whose last tab was killed opens the app again, sooner or later. */
async function comeBack(world: World, random: SeededRandom): Promise<void> {
  for (const [who, { machine }] of world.people.entries())
    if (machine.tabs.length === 0 && random.chance(0.3)) await world.run({ type: 'open-tab', who })
}

async function talk(world: World, random: SeededRandom): Promise<void> {
  await world.run({ type: 'post', who: random.below(PEOPLE) })
  if (random.chance(0.3)) await world.run({ type: 'read', who: random.below(PEOPLE) })
  await world.pass(random.chance(0.2) ? random.below(3_000) : random.below(150))
}

/** As a stepOf the table, or something that is not in it. */
function stepOf(direction: 'up' | 'down', bytes: Uint8Array): string {
  const frame = parseFrame(bytes)
  if (frame === undefined) return direction
  const name =
    frame.type === MESSAGE_TYPE.sync ? parseSync(frame.payload)?.step : NAMES.get(frame.type)
  return `${direction} ${name}`
}
const NAMES = new Map<number, string>(
  Object.entries(MESSAGE_TYPE).map(([name, type]) => [type, name]),
)

/** It breaks, and is mended up to a few seconds later. */
function hit(
  world: World,
  { hit: what, who }: Armed & { readonly who: number },
  random: SeededRandom,
): void {
  const [act, when] = what.split(' ')
  const later = random.below(4_000)
  const strike = (): void => {
    if (act === 'cut') {
      world.perform({ type: 'cut', who })
      world.time.after(later, () => world.perform({ type: 'heal', who }))
    } else if (act === 'kill-tab') world.perform({ type: 'crash', who })
    else if (act === 'kill-at-enter')
      world.perform({
        type: 'crash-at-write',
        who,
        after: random.below(2),
        fate: random.chance(0.5) ? 'crash-before' : 'crash-after',
      })
    else {
      world.perform({ type: act === 'empty-relay' ? 'empty-relay' : 'kill-relay' })
      world.time.after(later, () => world.perform({ type: 'start-relay' }))
    }
  }
  if (when === 'before') strike()
  else world.time.after(random.below(AFTER_MS), strike)
}
