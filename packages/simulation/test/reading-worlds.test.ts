import type { GroupId, MessageKey, ShownMessage } from '@parley/client'
import { expect, test } from 'vitest'
import { SeededRandom } from '../src/random.ts'
import { link } from './linking-people.ts'
import { enter, eventually, type Member, newBrowser, newCrew, newRelay } from './people.ts'

const WORLDS = 20
const STEPS = 10

/** Anna's laptop and phone, Bob who writes, and what an honest reader remembers of what Anna has seen. */
class SmallWorld {
  readonly id: GroupId
  readonly own: Member[]
  readonly bob: Member
  readonly read = new Set<MessageKey>()
  readonly #random: SeededRandom
  #count = 0

  constructor(id: GroupId, members: { own: Member[]; bob: Member }, random: SeededRandom) {
    this.id = id
    this.own = members.own
    this.bob = members.bob
    this.#random = random
  }

  async step(): Promise<void> {
    const which = this.#upTo(9)
    const at = this.#upTo(this.own.length)
    const device = this.own[at]
    if (device === undefined) return
    if (which < 3) return this.#post()
    if (which === 3) return this.#act('react')
    if (which === 4) return this.#act('delete')
    if (which < 7) return this.#look(device)
    if (which === 7) {
      device.browser.line.isCut = !device.browser.line.isCut
      return
    }
    await device.parley.close()
    const parley = await device.browser.openTab()
    this.own[at] = enter({ parley, browser: device.browser }, this.id)
  }

  /** All lines are whole; gives back how much the reader remembers to be unread. */
  settle(): { readonly main: number; readonly threads: number } {
    for (const { browser } of [...this.own, this.bob]) browser.line.isCut = false
    const standing = [...this.#main(this.bob), ...this.#inThreads(this.bob)]
      .filter(({ isMine, deleted, key }) => isMine && !deleted && !this.read.has(key))
      .map(({ inThread }) => inThread !== undefined)
    const threads = standing.filter(Boolean).length
    const main = standing.length - threads
    return { main, threads }
  }

  async #post(): Promise<void> {
    const roots = this.#main(this.bob).filter(({ deleted }) => !deleted)
    const root = this.#upTo(3) === 0 ? roots[this.#upTo(roots.length)] : undefined
    await this.bob.group.send(`message ${this.#count++}`, { thread: root?.key })
  }

  async #act(act: 'react' | 'delete'): Promise<void> {
    const all = [...this.#main(this.bob), ...this.#inThreads(this.bob)]
    // What threads hang from stays: a reply to what is gone is another test's matter.
    const free = all.filter(({ deleted, thread }) => !deleted && thread === undefined)
    const message = free[this.#upTo(free.length)]
    if (message === undefined) return
    await (act === 'react'
      ? this.bob.group.react(message.key, '👍')
      : this.bob.group.delete(message.key))
  }

  /** From the line "New" on, some way down; of threads now and then one whole. */
  async #look({ group }: Member): Promise<void> {
    const [thread] = group.threads.get().filter(({ unreadCount }) => unreadCount > 0)
    if (thread !== undefined && this.#upTo(2) === 0) {
      const open = group.thread(thread.root)
      const { messages } = open.conversation.get()
      return this.#see(messages, (key, first) => open.markRead(key, first))
    }
    const { messages, firstUnread } = group.conversation.get()
    const first = messages.findIndex(({ key }) => key === firstUnread)
    if (first < 0) return
    const seen = messages.slice(first, first + 1 + this.#upTo(messages.length - first))
    this.#see(seen, (key, top) => group.markRead(key, top))
  }

  #see(seen: readonly ShownMessage[], mark: (key: MessageKey, first: MessageKey) => void): void {
    const [top, bottom] = [seen[0], seen.at(-1)]
    if (top === undefined || bottom === undefined) return
    mark(bottom.key, top.key)
    for (const { key } of seen) this.read.add(key)
  }

  #main({ group }: Member): readonly ShownMessage[] {
    return group.conversation.get().messages
  }

  #inThreads({ group }: Member): readonly ShownMessage[] {
    const roots = group.threads.get().map(({ root }) => root)
    return roots.flatMap((root) => group.thread(root).conversation.get().messages)
  }

  #upTo(count: number): number {
    return this.#random.below(Math.max(1, count))
  }
}

test('[GS73] [GS76] in twenty worlds of real clients every own device counts what an honest reader remembers', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Anna', 'Bob'])
  const browser = newBrowser(relay)
  const parley = await link(crew.Anna.parley, browser)
  await eventually(() => expect(parley.openGroup(id)?.info.get().state).toBe('ready'))
  const own = [crew.Anna, enter({ parley, browser }, id)]
  const world = new SmallWorld(id, { own, bob: crew.Bob }, new SeededRandom(20))
  const seen = { main: 0, threads: 0 }
  for (let at = 0; at < WORLDS; at++) {
    for (let step = 0; step < STEPS; step++) await world.step()
    const { main, threads } = world.settle()
    for (const device of world.own)
      await eventually(() =>
        expect(device.parley.groups.get()).toMatchObject([
          { unreadCount: main, threadsUnread: threads },
        ]),
      )
    seen.main += main
    seen.threads += threads
  }
  expect(seen.main).toBeGreaterThan(WORLDS)
  expect(seen.threads).toBeGreaterThan(WORLDS / 2)
  expect(world.read.size).toBeGreaterThan(WORLDS)
}, 300_000)
