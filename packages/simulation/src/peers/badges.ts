/**
 * Row 4: one person's three devices and two others who write, under partitions, with reloads and
 * crashes between the steps. An honest reader remembers by name what was on which screen: the badge.
 */
import type { Group, MessageKey, ShownMessage } from '@parley/client'
import type { SeededRandom } from '../random.ts'
import { Linking } from '../society/linking.ts'
import { Resident } from '../world/resident.ts'
import type { World } from '../world/world.ts'
import { inCrowd, msUntil, type Row } from './row.ts'

const RUNS = { full: 10, small: 3 }
const STEPS = 12
const OTHERS = [1, 2]
const LIMIT_MS = 60_000

/** A device of hers, and what is known of it. */
interface Screen {
  readonly resident: Resident
  readonly readHere: Set<MessageKey>
  /** Since its last crash. */
  readonly everShown: Set<MessageKey>
  /** What the badge last said. */
  badge: number
}

export const BADGES: Row = {
  row: 4,
  mark: 'the badge is what an honest reader remembers, and rises by nothing but new messages of others',
  play: (seed, size) =>
    inCrowd({ seed, people: 3 }, async (world, random) => {
      const devices = [
        world.people[0],
        await newDevice(world, random),
        await newDevice(world, random),
      ]
      const screens = devices
        .filter((one) => one !== undefined)
        .map((resident) => {
          return {
            resident,
            readHere: new Set<MessageKey>(),
            everShown: new Set<MessageKey>(),
            badge: 0,
          }
        })
      const reader = new Reader(world, screens, random)
      for (let run = 0; run < RUNS[size]; run++) {
        for (let step = 0; step < STEPS; step++) await reader.step()
        await reader.settle()
      }
      return { faults: reader.faults, figures: { runs: RUNS[size], ...reader.figures } }
    }),
}

async function newDevice(world: World, random: SeededRandom): Promise<Resident> {
  const [first] = world.people
  if (first === undefined) throw new Error('Nobody is here.')
  const { time: clock, network } = world
  const name = `${first.name}'s ${network.frames.up}`
  const resident = new Resident({ name, clock, random: random.fork(), network })
  resident.openTab()
  const held = (one: Resident) => ({
    resident: one,
    line: { at: 0 },
    get parley() {
      return one.parleys()[0]
    },
  })
  const linking = new Linking(held(first), held(resident))
  let isLinked = false
  const isIn = () => {
    isLinked ||= linking.step() === 'done'
    return isLinked && resident.groupsOf(world.group)[0]?.info.get().state === 'ready'
  }
  const inMs = await msUntil(world, isIn, LIMIT_MS)
  if (inMs === undefined) throw new Error('The new device does not come in.')
  return resident
}

class Reader {
  readonly faults: string[] = []
  readonly figures = { read: 0, unread: 0, restarts: 0, cuts: 0 }
  readonly #world: World
  readonly #screens: readonly Screen[]
  readonly #random: SeededRandom
  /** On whichever device. */
  readonly #read = new Set<MessageKey>()

  constructor(world: World, screens: readonly Screen[], random: SeededRandom) {
    this.#world = world
    this.#screens = screens
    this.#random = random
  }

  async step(): Promise<void> {
    const random = this.#random
    const screen = random.pick(this.#screens)
    const who = random.pick(OTHERS) ?? 1
    const which = random.below(12)
    if (screen === undefined) return
    if (which < 4) await this.#world.run({ type: 'post', who })
    else if (which === 4) await this.#world.run({ type: 'react', who, at: random.below(8) })
    else if (which === 5) await this.#world.run({ type: 'delete', who, at: random.below(8) })
    else if (which < 9) this.#look(screen)
    else if (which === 9) await this.#startsAgain(screen)
    else this.#toggle(random.chance(0.5) ? screen.resident : this.#world.people[who])
    await this.#world.pass(random.chance(0.3) ? random.below(5_000) : random.below(200))
    for (const one of this.#screens) this.#check(one)
  }

  /** Everybody meets; then every device says what she remembers. */
  async settle(): Promise<void> {
    const all = [...this.#world.people, ...this.#screens.map(({ resident }) => resident)]
    for (const { machine } of all) machine.line.heal()
    const wanted = () => this.#unreadIn(this.#world.people[1], this.#read)
    const isRight = () =>
      this.#screens.every(({ resident }) => badgeOf(this.#groupOf(resident), resident) === wanted())
    const rightMs = await msUntil(this.#world, isRight, LIMIT_MS)
    if (rightMs === undefined)
      this.faults.push(
        `she remembers ${wanted()} unread, and is told ${this.#screens.map(({ badge }) => badge).join()}`,
      )
    await this.#world.pass(3_000)
    for (const one of this.#screens) this.#check(one)
    if (!isRight()) this.faults.push('what a badge said was right, and then it was not')
    this.figures.unread += wanted()
  }

  /** From the first unread one on, some way down. */
  #look(screen: Screen): void {
    const group = this.#groupOf(screen.resident)
    const { messages = [], firstUnread } = group?.conversation.get() ?? {}
    const first = messages.findIndex(({ key }) => key === firstUnread)
    if (first < 0) return
    const seen = messages.slice(first, first + 1 + this.#random.below(messages.length - first))
    const [top, bottom] = [seen[0], seen.at(-1)]
    if (top === undefined || bottom === undefined) return
    group?.markRead(bottom.key, top.key)
    for (const { key } of seen) {
      screen.readHere.add(key)
      this.#read.add(key)
      this.figures.read++
    }
  }

  /** A crash takes what was not flushed: it comes from the relay again, and counts again. What was read stays read. */
  async #startsAgain({ resident, everShown }: Screen): Promise<void> {
    this.figures.restarts++
    const tab = resident.tab(0)
    if (tab === undefined) return
    if (this.#random.chance(0.5)) await resident.closeTab(tab)
    else {
      resident.crash()
      everShown.clear()
    }
    resident.openTab()
  }

  #toggle(resident: Resident | undefined): void {
    this.figures.cuts++
    const line = resident?.machine.line
    if (line?.state === 'up') line.cut()
    else line?.heal()
  }

  #check(screen: Screen): void {
    const group = this.#groupOf(screen.resident)
    const badge = badgeOf(group, screen.resident)
    if (group === undefined || badge === undefined) return
    const shown = shownIn(group).filter(isOthers)
    const fresh = shown.filter(({ key }) => !screen.everShown.has(key))
    for (const { key } of fresh) screen.everShown.add(key)
    if (badge > screen.badge + fresh.length)
      this.#fault(screen, `rose from ${screen.badge} to ${badge} with ${fresh.length} new messages`)
    const [least, most] = [this.#read, screen.readHere].map((read) => unreadAmong(shown, read))
    if (badge < (least ?? 0) || badge > (most ?? 0))
      this.#fault(screen, `says ${badge}, and not ${least} to ${most}`)
    screen.badge = badge
  }

  #fault({ resident }: Screen, what: string): void {
    this.faults.push(`the badge of ${resident.name} ${what}`)
  }

  #groupOf(resident: Resident): Group | undefined {
    const [group] = resident.groupsOf(this.#world.group)
    return group?.info.get().state === 'ready' ? group : undefined
  }

  /** Of all that others wrote, as one of them sees it. */
  #unreadIn(resident: Resident | undefined, read: ReadonlySet<MessageKey>): number {
    const [reader] = this.#world.people
    const group = resident && this.#groupOf(resident)
    const foreign = group ? shownIn(group).filter(({ author }) => author !== reader?.name) : []
    return unreadAmong(
      foreign.filter(({ deleted }) => !deleted),
      read,
    )
  }
}

function badgeOf(group: Group | undefined, resident: Resident): number | undefined {
  const summaries = resident.parleys()[0]?.groups.get()
  return summaries?.find(({ id }) => id === group?.id)?.unreadCount
}

function shownIn(group: Group): readonly ShownMessage[] {
  return group.conversation.get().messages
}

function isOthers({ isMine, deleted }: ShownMessage): boolean {
  return !isMine && !deleted
}

function unreadAmong(messages: readonly ShownMessage[], read: ReadonlySet<MessageKey>): number {
  return messages.filter(({ key }) => !read.has(key)).length
}
