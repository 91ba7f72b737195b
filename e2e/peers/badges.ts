/**
 * Row 4: one person's two devices, and somebody who writes, reacts and deletes, under cut lines and reloads.
 * After every step each badge is what an honest reader remembers, as far as that device can know.
 */
import { expect, meet, type Meeting } from '../people.ts'
import type { Person } from '../person.ts'
import type { RelayProcess } from '../relay-process.ts'
import { beginsLinking, finishesLinking } from '../linking.ts'
import { comesBack, dropsOff, isFull, tells } from './crew.ts'
import { TALL } from './tall-screen.ts'

const STEPS = isFull ? 24 : 8
const STEP_KINDS = ['post', 'post', 'post', 'read', 'change', 'line', 'reload'] as const

/** A device, and what it can know. */
interface Device {
  readonly person: Person
  isCut: boolean
  /** Bob's messages that it has met. */
  readonly met: Set<string>
  readonly read: Set<string>
}

export async function playBadges(
  meeting: Meeting,
  relay: RelayProcess,
  seed: number,
): Promise<void> {
  const group = `Badge ${seed}`
  const scene = new Scene(group, seed, await arrive(meeting, relay, group))
  for (let step = 0; step < STEPS; step++) await scene.step()
  tells(4, seed, await scene.ends())
}

/** Anna's laptop and phone, both at the settings, and Bob. */
async function arrive(meeting: Meeting, relay: RelayProcess, group: string) {
  const [laptop, bob] = [
    await meeting.newPerson('Anna', { cuttable: true, relay }),
    await meeting.newPerson('Bob', { relay }),
  ]
  await meet(group, laptop, bob)
  const phone = await meeting.newPerson('Anna', { cuttable: true, relay })
  await phone.opensTheApp()
  await beginsLinking(laptop, phone)
  await finishesLinking(laptop, phone)
  await expect(phone.groupRow(group)).toBeVisible()
  for (const { page } of [laptop, phone]) await page.setViewportSize(TALL)
  for (const { settings } of [laptop, phone]) await settings.opens()
  return { bob, own: [laptop, phone] }
}

class Scene {
  readonly #group: string
  readonly #bob: Person
  readonly #own: readonly Device[]
  readonly #standing = new Set<string>()
  readonly #counts = { post: 0, read: 0, change: 0, line: 0, reload: 0, unread: 0 }
  #state: number

  constructor(group: string, seed: number, { bob, own }: Awaited<ReturnType<typeof arrive>>) {
    this.#group = group
    this.#state = seed
    this.#bob = bob
    this.#own = own.map((person) => ({ person, isCut: false, met: new Set(), read: new Set() }))
  }

  async step(): Promise<void> {
    const kind = STEP_KINDS[this.#below(STEP_KINDS.length)] ?? 'post'
    const device = this.#own[this.#below(this.#own.length)]
    if (device === undefined) return
    this.#counts[kind]++
    if (kind === 'post') await this.#posts()
    else if (kind === 'read') await this.#reads(device)
    else if (kind === 'change') await this.#changes()
    else if (kind === 'line') await this.#turns(device)
    else if (!device.isCut) await device.person.reloads()
    await this.#isTold()
  }

  async ends(): Promise<Readonly<Record<string, number>>> {
    for (const device of this.#own) if (device.isCut) await this.#turns(device)
    await this.#isTold()
    return this.#counts
  }

  async #posts(): Promise<void> {
    const text = `news ${this.#counts.post}`
    await this.#bob.writes(text)
    this.#standing.add(text)
  }

  /** Comes to the group, has all of it on the tall screen, and goes back to the settings. */
  async #reads({ person, met, read }: Device): Promise<void> {
    await person.opensGroup(this.#group)
    await expect(this.#badge(person)).toHaveCount(0)
    for (const text of met) read.add(text)
    await person.settings.opens()
  }

  /** Only while everybody hears of it: then everybody knows. */
  async #changes(): Promise<void> {
    const newest = [...this.#standing].at(-1)
    if (newest === undefined || this.#own.some(({ isCut }) => isCut)) return
    if (this.#below(2) === 0) return this.#bob.reacts(newest, '👍')
    await this.#bob.deletes(newest)
    this.#standing.delete(newest)
  }

  async #turns(device: Device): Promise<void> {
    if (device.isCut) await comesBack(device.person)
    else await dropsOff(device.person)
    device.isCut = !device.isCut
  }

  /**
   * Whoever is connected has met all there is, and knows what the others who are have read. What somebody read
   * who is not any more, the relay may have heard of before they went.
   */
  async #isTold(): Promise<void> {
    const together = this.#own.filter(({ isCut }) => !isCut)
    for (const { met } of together) for (const text of this.#standing) met.add(text)
    for (const { read } of together)
      for (const other of together) for (const text of other.read) read.add(text)
    const readByAny = new Set(this.#own.flatMap(({ read }) => [...read]))
    for (const { person, met, read, isCut } of this.#own) {
      const standing = [...met].filter((text) => this.#standing.has(text))
      const most = standing.filter((text) => !read.has(text)).length
      const least = isCut ? most : standing.filter((text) => !readByAny.has(text)).length
      this.#counts.unread += most
      const isHonest = async () => {
        const number = await this.#numberAt(person)
        return number >= least && number <= most
      }
      await expect.poll(isHonest, `${least} to ${most}`).toBe(true)
    }
  }

  /** 0 where there is no badge; NaN where the number and what is said of it differ. */
  async #numberAt(person: Person): Promise<number> {
    const [text] = await this.#badge(person).allTextContents()
    if (text === undefined) return 0
    const [, number] = /^(\d+)\1 unread/u.exec(text) ?? []
    return Number(number)
  }

  #badge(person: Person) {
    return person.groupRow(this.#group).locator('[data-sign="badge"]')
  }

  #below(end: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((this.#state / 2 ** 32) * end)
  }
}
