/**
 * One device of a soak: it writes with a line or without one, keeps what no relay has acknowledged, and
 * when it comes back it asks for what it missed and sends what it still has, in the same places.
 *
 * It keeps to the protocol as a client does, and says of a relay whatever a client would stumble over.
 */
import { groupDoc, parseAcks, parseClose, parseRefusals } from '@parley/protocol'
import type { Person, Written } from '../people/person.ts'
import type { Society } from '../people/society.ts'
import { updateOf } from '../people/update.ts'
import { Disk } from './disk.ts'
import { dial, type Leaving, type Line } from './line.ts'
import type { Entry, Ledger } from './ledger.ts'

/** Of the segments it came to last; what changes in others it hears by inventory. */
const FOLLOWED = 2

export interface DevicePorts {
  readonly person: Person
  readonly society: Society
  readonly ledger: Ledger
  /** Something a relay should not have done, in a few words. */
  complain(what: string): void
  /** The relay asked to be dialled again later, for one of its reasons. */
  putOff(reason: string): void
}

export class Device {
  readonly person: Person
  readonly society: Society
  readonly disk = new Disk()
  readonly #ports: DevicePorts
  /** Not acknowledged, in the order they were written. */
  #outbox: Entry[] = []
  #line: Line | undefined
  /** Documents that were asked for on this line. */
  readonly #asked = new Set<string>()
  /** Of them, those that were answered: what is written goes out at once. */
  readonly #inStep = new Set<string>()
  #isOpen = false
  /** It brings its group on this line: a relay tells the bearer all of a group that is new to it. */
  #isFounding = false

  constructor(ports: DevicePorts) {
    this.person = ports.person
    this.society = ports.society
    this.#ports = ports
  }

  get isAway(): boolean {
    return this.#line === undefined
  }

  /** Let in, everything that was asked for is here, everything written is acknowledged. */
  get isSettled(): boolean {
    return this.#isOpen && this.#inStep.size === this.#asked.size && this.#outbox.length === 0
  }

  /** Dials from a network address of loopback. */
  come(port: number, localAddress: string): void {
    const base = groupDoc(this.society.group)
    this.#isFounding = this.#outbox.some(({ written: { doc } }) => doc === base)
    const line = dial({
      port,
      localAddress,
      person: this.person,
      digests: () => this.disk.digests(),
      onFrame: (frame) => this.#hear(frame),
      onEnd: (why, later) => {
        if (this.#line !== line) return
        this.#forgetLine()
        if (later === undefined) this.#ports.complain(`hung up on a device: ${why}`)
        else this.#ports.putOff(later)
      },
    })
    this.#line = line
  }

  leave(how: Leaving): void {
    this.#line?.end(how)
    this.#forgetLine()
  }

  /** Kept here first, and sent when its document is in step. */
  write(written: Written): Entry {
    const entry = this.#ports.ledger.add(written)
    const update = updateOf([written])
    this.#outbox.push(entry)
    this.disk.take(written.doc, update)
    if (this.#inStep.has(written.doc)) this.#line?.update(written.doc, update)
    else if (this.#isOpen) this.#ask(written.doc)
    return entry
  }

  #hear({ doc, ...said }: Parameters<Parameters<typeof dial>[0]['onFrame']>[0]): void {
    if (said.type === 'places') return this.#hearPlaces(said.docs)
    if (said.type === 'update' || said.type === 'step2') {
      const again = this.disk.take(doc, said.bytes)
      if (again > 0 && !this.#isFounding)
        this.#ports.complain(`sent ${again} records that the device holds`)
    }
    if (said.type === 'step2') this.#sendOutbox(doc)
    if (said.type === 'ack') this.#hearAcks(doc, said.payload)
    if (said.type === 'nack')
      for (const { reason } of parseRefusals(said.payload) ?? [])
        this.#ports.complain(`refused a record: ${reason}`)
    if (said.type === 'close')
      this.#ports.complain(`closed a document: ${parseClose(said.payload)}`)
  }

  /** The first inventory opens the session; a later one names what changed and is not followed. */
  #hearPlaces(docs: readonly string[]): void {
    if (!this.#isOpen) {
      this.#isOpen = true
      this.#ask(groupDoc(this.society.group))
      for (const doc of [...this.disk.names()].slice(-FOLLOWED)) this.#ask(doc)
      for (const { written } of this.#outbox) this.#ask(written.doc)
    }
    for (const doc of docs) this.#ask(doc)
  }

  #ask(doc: string): void {
    if (this.#asked.has(doc)) return
    this.#asked.add(doc)
    this.#line?.step1(doc, this.disk.stateOf(doc))
  }

  /** All that is not acknowledged, again: a relay that has it says so. */
  #sendOutbox(doc: string): void {
    this.#inStep.add(doc)
    const own = this.#outbox.filter(({ written }) => written.doc === doc)
    if (own.length === 0) return
    this.#line?.update(doc, updateOf(own.map(({ written }) => written)))
  }

  #hearAcks(doc: string, payload: Uint8Array): void {
    for (const { writer, clock } of parseAcks(payload) ?? []) {
      this.#outbox = this.#outbox.filter((entry) => {
        const { written } = entry
        const isKept = written.doc === doc && written.writer === writer && written.clock < clock
        if (isKept) entry.isAcked = true
        return !isKept
      })
    }
  }

  #forgetLine(): void {
    this.#line = undefined
    this.#isOpen = false
    this.#asked.clear()
    this.#inStep.clear()
  }
}
