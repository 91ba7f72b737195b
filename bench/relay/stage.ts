/** One contender on the stage: its process, its folder, and the members who come to it. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { groupDoc, segmentDoc } from '@parley/protocol'
import type { Person } from '../people/person.ts'
import type { Society } from '../people/society.ts'
import { updateOf } from '../people/update.ts'
import { type Contender, prepareFolder, SCRATCH } from './contenders.ts'
import { Member, type MemberOptions } from './member.ts'
import { type Command, type ServerProcess, startServer } from './server-process.ts'
import type { HeldDoc } from './speech.ts'

/** Sockets opened at the same time. */
const AT_ONCE = 50

export interface Arrival {
  readonly person: Person
  readonly society: Society
  readonly held?: ReadonlyMap<string, HeldDoc>
  readonly first?: readonly string[]
  readonly later?: readonly string[]
  /** How many records are to come before it is complete. */
  readonly wanted?: number
  readonly onSpans?: MemberOptions['onSpans']
  readonly onAck?: MemberOptions['onAck']
}

/** For whoever wants a closer look at one contender. */
export interface Watch {
  /** How to start the server, where it is not to be as usual. */
  readonly open: (contender: Contender) => Promise<Stage>
  /** What is measured begins now. */
  onStart(): void
  onEnd(): void
}

export class Stage {
  readonly contender: Contender
  readonly #folder: string
  #server: ServerProcess
  #members = new Set<Member>()
  #number = 0

  private constructor(contender: Contender, folder: string, server: ServerProcess) {
    this.contender = contender
    this.#folder = folder
    this.#server = server
  }

  /** `command` in the place of the contender's own. */
  static async open(
    contender: Contender,
    command?: (folder: string) => (port: number) => Command,
  ): Promise<Stage> {
    await mkdir(SCRATCH, { recursive: true })
    const folder = await mkdtemp(join(SCRATCH, 'run-'))
    await prepareFolder(folder)
    const server = await (command === undefined
      ? startOf(contender, folder)
      : startServer(command(folder)))
    return new Stage(contender, folder, server)
  }

  get server(): ServerProcess {
    return this.#server
  }

  /** Begins to connect. */
  enter({ society, first, onSpans, onAck, ...arrival }: Arrival): Member {
    const { speech } = this.contender
    const { port, ports = [port] } = this.#server
    const member = new Member({
      ...arrival,
      society,
      speech,
      first: first ?? [groupDoc(society.group), segmentDoc(society.group, 0)],
      later: arrival.later ?? [],
      wanted: arrival.wanted ?? 0,
      isOneDoc: this.contender.isOneDoc,
      held: arrival.held ?? new Map(),
      port: ports[this.#number % ports.length] ?? port,
      number: this.#number++,
      ...(onSpans && { onSpans }),
      ...(onAck && { onAck }),
    })
    this.#members.add(member)
    return member
  }

  /** Everybody is in and in step when this resolves. */
  async enterAll(arrivals: readonly Arrival[]): Promise<readonly Member[]> {
    const members: Member[] = []
    for (let at = 0; at < arrivals.length; at += AT_ONCE) {
      const some = arrivals.slice(at, at + AT_ONCE).map((arrival) => this.enter(arrival))
      await Promise.all(some.map((member) => member.joined()))
      members.push(...some)
    }
    return members
  }

  /** Lets the group exist where groups have to be founded: the founder brings its document. */
  async found(society: Society): Promise<void> {
    const [founder] = society.people
    if (this.contender.isOneDoc || founder === undefined) return
    const acked = newLatch()
    const member = this.enter({ person: founder, society, onAck: acked.open })
    await member.joined()
    member.say(this.frameOf(groupDoc(society.group), updateOf(society.actions)))
    await Promise.race([acked.opened, member.trouble])
    this.dismiss([member])
  }

  frameOf(doc: string, update: Uint8Array): Uint8Array {
    return this.contender.speech.frameOf(doc, update)
  }

  dismiss(members: Iterable<Member> = this.#members): void {
    for (const member of members) {
      member.leave()
      this.#members.delete(member)
    }
  }

  /** Rejects as soon as one of the members is in trouble, or the time is over. */
  async guard<T>(work: Promise<T>, limitMs: number): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done in ${limitMs / 1_000} s`)), limitMs)
    })
    try {
      return await Promise.race([work, late, ...[...this.#members].map((one) => one.trouble)])
    } finally {
      clearTimeout(timer)
    }
  }

  /** A new process on the same folder. `kill`: the old one had no warning. */
  async restart(how: 'stop' | 'kill'): Promise<void> {
    this.dismiss()
    await this.#server[how]()
    this.#server = await startOf(this.contender, this.#folder)
  }

  async close(): Promise<void> {
    this.dismiss()
    await this.#server.stop()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

function startOf(contender: Contender, folder: string): Promise<ServerProcess> {
  return contender.start?.(folder) ?? startServer(contender.command(folder))
}

export function newLatch(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open: () => open() }
}

export const UNWATCHED: Watch = {
  open: (contender) => Stage.open(contender),
  onStart: () => undefined,
  onEnd: () => undefined,
}
