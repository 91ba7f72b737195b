/**
 * A small world: people with real clients, one real relay, and everything that may go wrong between
 * them, in virtual time. The same seed and the same events give the same world, byte for byte.
 */
import type { Group, GroupId, SendOptions, ShownMessage } from '@parley/client'
import { type MemoryDisk, newMemoryDisk } from '@parley/relay'
import { newCrashingJournal } from '../crashing-journal.ts'
import { Network } from '../network/network.ts'
import { SeededRandom } from '../random.ts'
import { RelayHost } from '../relay-host.ts'
import type { VirtualTime } from '../virtual-time.ts'
import { Ledger } from './ledger.ts'
import { Resident } from './resident.ts'
import type { WorldEvent } from './script.ts'
import { newTally, type Tally } from './tally.ts'

const NAMES = ['Founder', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth']
const EMOJI = ['👍', '🎉', '😂']
/** Nobody does two things in the same moment. */
const KEYSTROKE_MS = 3
/** Dates of real devices are off; the relay's time corrects them. */
const SKEW_MS = 90_000

export interface WorldSettings {
  /** From one end of a line to the other. */
  readonly delayMs?: { readonly low: number; readonly high: number }
  /** How far the date of the n-th person's machine is ahead. */
  skewMs?(at: number): number
  onFrame?(direction: 'up' | 'down', bytes: Uint8Array, address: string): void
}

export class World {
  readonly ledger = new Ledger()
  readonly people: Resident[] = []
  readonly relayDisk: MemoryDisk = newMemoryDisk()
  readonly relay: RelayHost
  readonly network: Network
  readonly time: VirtualTime
  readonly tally: Tally = newTally()
  readonly #random: SeededRandom
  readonly #settings: WorldSettings
  #group: GroupId | undefined
  #link = ''

  /** Nobody in it yet. The caller has lent `time` to the global timers. */
  constructor(seed: number, time: VirtualTime, settings: WorldSettings = {}) {
    this.time = time
    this.#settings = settings
    this.#random = new SeededRandom(seed)
    const random = this.#random.fork()
    this.network = new Network({
      clock: time,
      random: random.fork(),
      delayMs: settings.delayMs ?? { low: 5, high: 400 },
      onFrame: (direction, bytes, address) => settings.onFrame?.(direction, bytes, address),
    })
    this.relay = new RelayHost({
      clock: time,
      random,
      network: this.network,
      openJournal: (clock) => newCrashingJournal(this.relayDisk, { clock, random }),
    })
  }

  get group(): GroupId {
    if (this.#group === undefined) throw new Error('The group is not founded yet.')
    return this.#group
  }

  /** A relay, a founder with a group and its link, and a second person on the way in. */
  async begin(): Promise<void> {
    this.relay.start()
    const founder = this.#newResident()
    await this.pass(100)
    founder.comeIn()
    await this.pass(1)
    const parley = founder.parleys()[0]
    if (parley === undefined) throw new Error('The founder could not open the app.')
    this.#group = await parley.newGroup('The whole world')
    this.#link = (await parley.openGroup(this.#group)?.inviteLink()) ?? ''
    this.ledger.secrets.push('The whole world', 'Founder')
    await this.run({ type: 'join' })
    await this.pass(this.#random.between(0, 5_000))
  }

  async run(event: WorldEvent): Promise<void> {
    this.perform(event)
    for (const resident of this.people) if (resident.machine.tabs.length > 0) resident.comeIn()
    await this.pass(KEYSTROKE_MS)
    if (event.type === 'tick') await this.pass(event.ms)
  }

  async pass(ms: number): Promise<void> {
    await this.time.pass(ms)
    this.tally.crashes = this.people.reduce((sum, { crashesCount }) => sum + crashesCount, 0)
  }

  /** At this very moment, also while time passes. */
  perform(event: WorldEvent): void {
    switch (event.type) {
      case 'tick':
        return
      case 'join':
        return this.#join()
      case 'kill-relay':
      case 'start-relay':
      case 'empty-relay':
        return this.#changeRelay(event.type)
      case 'reply':
      case 'hang':
      case 'mention':
      case 'edit':
      case 'delete':
      case 'react':
      case 'unreact':
      case 'pin':
      case 'unpin':
        return this.#actOn(event)
      default:
        return this.#live(event)
    }
  }

  #live(event: Extract<WorldEvent, { who: number }>): void {
    const resident = this.#personAt(event.who)
    const { machine } = resident
    switch (event.type) {
      case 'post':
        return this.#post(resident, this.#groupAt(resident))
      case 'read': {
        const last = this.#groupAt(resident)?.conversation.get().messages.at(-1)
        if (last !== undefined) this.#groupAt(resident)?.markRead(last.key)
        return
      }
      case 'open-tab':
        if (machine.tabs.length >= 3) return
        if (machine.tabs.length > 0) this.tally.extraTabs++
        resident.openTab()
        return
      case 'close-tab': {
        const tab = resident.tab(event.who)
        if (tab !== undefined) void resident.closeTab(tab)
        return
      }
      case 'crash':
        return resident.crash()
      case 'crash-at-write':
        return resident.lightFuse(event)
      case 'cut':
        this.tally.cuts++
        return machine.line.cut()
      case 'tunnel':
        this.tally.tunnels++
        return machine.line.tunnel()
      case 'heal':
        return machine.line.heal()
      case 'reset':
        return machine.line.reset()
      default:
        return
    }
  }

  #actOn({ type, who, at }: Extract<WorldEvent, { at: number }>): void {
    const resident = this.#personAt(who)
    const group = this.#groupAt(resident)
    const among = shownIn(group).filter((message) => mayBeDone(type, message))
    const message = among.at(-1 - (at % Math.max(1, among.length)))
    if (group === undefined || message === undefined) return
    const post = this.ledger.postOf(message.key, message.text)
    if (post === undefined)
      throw new Error(`${resident.name} is shown a text nobody typed: ${message.text}`)
    const act = { author: resident.name, post }
    switch (type) {
      case 'reply':
        return this.#post(resident, group, { replyTo: message.key, thread: message.inThread })
      case 'hang':
        return this.#post(resident, group, { thread: message.key })
      case 'mention':
        return this.#post(resident, group, {
          mentions: [{ person: message.person, name: message.author }],
        })
      case 'edit': {
        this.tally.edits++
        const text = `${resident.name} corrects #${post}# for the ${this.ledger.acts.length}th time`
        return this.ledger.note({ ...act, type, says: text }, () => group.edit(message.key, text))
      }
      case 'delete':
        this.tally.deletes++
        return this.ledger.note({ ...act, type, says: '' }, () => group.delete(message.key))
      case 'pin':
      case 'unpin':
        this.tally.pins++
        return this.ledger.note({ ...act, type, says: '' }, () => group[type](message.key))
      default:
        return this.#react({ group, message, type }, { ...act, emojiAt: at })
    }
  }

  #react(
    { group, message, type }: { group: Group; message: ShownMessage; type: 'react' | 'unreact' },
    { author, post, emojiAt }: { author: string; post: number; emojiAt: number },
  ): void {
    const own = message.reactions.find(({ mine }) => mine)?.emoji
    const emoji = type === 'unreact' ? own : EMOJI[emojiAt % EMOJI.length]
    if (emoji === undefined) return
    this.tally.reactions++
    this.ledger.note({ author, post, type, says: emoji }, () => group[type](message.key, emoji))
  }

  #post(resident: Resident, group: Group | undefined, options: SendOptions = {}): void {
    if (group === undefined) return
    const [named] = options.mentions ?? []
    const { post, text } = this.ledger.newPost(resident.name, named && `@${named.name}`)
    this.tally.posts++
    if (options.replyTo !== undefined) this.tally.replies++
    if (options.thread !== undefined) this.tally.hung++
    if (named !== undefined) this.tally.mentions++
    this.ledger.note({ type: 'post', author: resident.name, post, says: text }, () =>
      group.send(text, options),
    )
  }

  #join(): void {
    if (this.people.length >= NAMES.length) return
    this.tally.joins++
    const resident = this.#newResident()
    resident.invite(this.#link)
    this.ledger.secrets.push(resident.name)
  }

  #changeRelay(type: 'kill-relay' | 'start-relay' | 'empty-relay'): void {
    if (type === 'start-relay') return this.relay.start()
    if (this.relay.isRunning) this.tally.relayKills++
    this.relay.kill()
    if (type === 'kill-relay' || !this.#isSafeToEmpty()) return
    this.tally.relayEmptied++
    this.relayDisk.updates.clear()
    this.relayDisk.marks.clear()
  }

  /**
   * Two disks may not fail together: what a crashed browser had not flushed, only the relay may have.
   * So the relay's disk is lost only in worlds where no browser has crashed.
   */
  #isSafeToEmpty(): boolean {
    return this.people.every(({ crashesCount }) => crashesCount === 0)
  }

  #newResident(): Resident {
    const name = NAMES[this.people.length] ?? 'Nobody'
    const { time, network } = this
    const random = Math.round(this.#random.between(-SKEW_MS, SKEW_MS))
    const skewMs = this.#settings.skewMs?.(this.people.length) ?? random
    const resident = new Resident({
      name,
      clock: time,
      random: this.#random.fork(),
      network,
      skewMs,
    })
    this.people.push(resident)
    resident.openTab()
    return resident
  }

  #personAt(index: number): Resident {
    const resident = this.people[index % this.people.length]
    if (resident === undefined) throw new Error('The world is empty.')
    return resident
  }

  /** Of a tab that changes from act to act. */
  #groupAt(resident: Resident): Group | undefined {
    return resident.tab(this.ledger.acts.length)?.parley?.openGroup(this.group)
  }
}

/** The main conversation and all threads, without what is deleted. */
function shownIn(group: Group | undefined): readonly ShownMessage[] {
  if (group === undefined) return []
  const threads = group.threads.get().map(({ root }) => group.thread(root).conversation.get())
  return [group.conversation.get(), ...threads]
    .flatMap(({ messages }) => messages)
    .filter(({ deleted }) => !deleted)
}

/** What the app offers: to change what is one's own, and to take back what one sees to be one's own. */
function mayBeDone(
  type: WorldEvent['type'],
  { isMine, reactions, inThread, pinned }: ShownMessage,
): boolean {
  if (type === 'unreact') return reactions.some(({ mine }) => mine)
  if (type === 'hang') return inThread === undefined
  if (type === 'unpin') return pinned
  return isMine || (type !== 'edit' && type !== 'delete')
}
