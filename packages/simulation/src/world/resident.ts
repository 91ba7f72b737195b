/** A person of a world: one machine, its tabs, and what this person is about to suffer. */
import type { Group, GroupId, Parley } from '@parley/client'
import { Machine, type MachinePorts, type Tab } from '../machine.ts'

/** What a browser has written to a document reaches the disk by itself after this long. */
const FLUSH_EVERY_MS = 500

interface Fuse {
  after: number
  readonly fate: 'crash-before' | 'crash-after'
}

export class Resident {
  readonly name: string
  readonly machine: Machine
  crashesCount = 0
  #fuse: Fuse | undefined
  #hasHalfCrashed = false
  /** Taken up by the next tab; kept on disk from then on. */
  #link: string | undefined

  constructor(ports: MachinePorts) {
    this.name = ports.name
    this.machine = new Machine(ports)
    const { disk } = this.machine
    disk.keptOnCrash = (_, unsafeCount) => ports.random.below(unsafeCount + 1)
    disk.onWrite = () => this.#fateOfWrite()
    ports.clock.every(FLUSH_EVERY_MS, () => this.#flushDisk())
  }

  /** The `index`-th open tab, modulo how many there are. */
  tab(index: number): Tab | undefined {
    const open = this.machine.tabs.filter((tab) => tab.parley !== undefined)
    return open[index % open.length]
  }

  parleys(): readonly Parley[] {
    return this.machine.tabs.flatMap((tab) => tab.parley ?? [])
  }

  groupsOf(id: GroupId): readonly Group[] {
    return this.parleys().flatMap((parley) => parley.openGroup(id) ?? [])
  }

  /** The person will come by this link, or already has. */
  invite(link: string): void {
    this.#link = link
  }

  /** A person sees to it that the app is open, says a name, and follows the link. Asked again and again. */
  comeIn(): void {
    if (this.machine.tabs.length === 0) this.openTab()
    const [parley] = this.parleys()
    if (parley === undefined) return
    if (parley.name.get() === undefined) void parley.setName(this.name).catch(() => undefined)
    else if (this.#link !== undefined && parley.groups.get().length === 0)
      void parley.join(this.#link).catch(() => undefined)
  }

  /** What it can read of other tabs' documents has left their processes: no crash takes it away. */
  openTab(): void {
    this.#flushDisk()
    this.machine.openTab()
  }

  async closeTab(tab: Tab): Promise<void> {
    await tab.parley?.close()
    this.#flushDisk()
    tab.crash()
  }

  crash(): void {
    if (this.machine.tabs.length > 0) this.crashesCount++
    for (const tab of this.machine.tabs) tab.crash()
  }

  /**
   * When one of several tabs crashed, what only its disk knows waits for the next start: the others
   * were not told. So a person with a crashed tab starts the whole app again.
   */
  startAgainAfterHalfACrash(): void {
    if (!this.#hasHalfCrashed) return
    for (const tab of this.machine.tabs) tab.crash()
  }

  /** The process that makes the write after the next `after` ones dies by it. */
  lightFuse(fuse: Fuse): void {
    this.#fuse = { ...fuse }
  }

  snuffFuse(): void {
    this.#fuse = undefined
  }

  #flushDisk(): void {
    for (const rows of this.machine.disk.docs.values()) for (const row of rows) row.safe = true
  }

  #fateOfWrite(): 'ok' | Fuse['fate'] {
    const fuse = this.#fuse
    if (fuse === undefined || fuse.after-- > 0) return 'ok'
    this.#fuse = undefined
    this.crashesCount++
    if (this.machine.tabs.length > 1) this.#hasHalfCrashed = true
    return fuse.fate
  }
}
