/** A member with the client's own link: it finds its way back by itself, and sends again what nobody acknowledged. */
import {
  type Clock,
  type Following,
  openRelayLink,
  type RelayLink,
  type Socket,
} from '@parley/client'
import { type DocFacts, type DocRecords, recordsIn } from '@parley/gate'
import { groupDoc, hlcAt, segmentDoc } from '@parley/protocol'
import { nodePorts } from '@parley/relay'
import * as Y from 'yjs'
import type { Person, Written } from '../people/person.ts'
import type { Society } from '../people/society.ts'
import { updateOf } from '../people/update.ts'

export interface LinkMemberOptions {
  readonly person: Person
  readonly society: Society
  /** ws://host:port */
  readonly origin: string
  /** `dueAt` is when the link meant to dial; a crowded process comes to it later, with everybody at once. */
  dial(dueAt: number): Socket
}

export class LinkMember {
  readonly link: RelayLink
  readonly society: Society
  /** Of the conversation. */
  readonly records: DocRecords
  readonly #options: LinkMemberOptions
  readonly #doc = new Y.Doc()
  readonly #followings: readonly Following[]
  readonly #base: string
  #outbox: Written[] = []
  written = 0

  constructor(options: LinkMemberOptions) {
    this.#options = options
    this.society = options.society
    const { person, society, origin, dial } = options
    const { clock, random } = nodePorts()
    const due = dueTimes(clock)
    this.link = openRelayLink({
      ...{ clock: due.clock, random, origin },
      dial: () => dial(due.at()),
      url: `${origin}/`,
      device: person.keys,
      sign: person.sign,
      inventory: () => [],
    })
    this.#base = groupDoc(society.group)
    const segment = segmentDoc(society.group, 0)
    this.records = recordsIn(this.#doc, segment)
    const base = new Y.Doc()
    this.#followings = [
      this.#follow(this.#base, base, recordsIn(base, this.#base)),
      this.#follow(segment, this.#doc, this.records),
    ]
  }

  /** Let in, both documents in step, and nothing waits. */
  get isBack(): boolean {
    return (
      this.link.state().state === 'connected' &&
      this.#followings.every((following) => following.isSynced()) &&
      this.#outbox.length === 0
    )
  }

  write(): void {
    const { person, society } = this.#options
    const written = person.post(society.group, { hlc: hlcAt(Date.now()), heads: society.heads })
    this.written++
    this.#outbox.push(written)
    Y.applyUpdate(this.#doc, updateOf([written]))
  }

  #follow(name: string, doc: Y.Doc, records: DocRecords): Following {
    return this.link.follow({
      name,
      doc,
      facts: factsOf(name, records),
      onAcks: (acks) => {
        this.#outbox = this.#outbox.filter(
          (one) => !acks.some(({ writer, clock }) => writer === one.writer && one.clock < clock),
        )
      },
      onRefusals: () => undefined,
      onIncomingRefused: () => undefined,
      onSynced: () => {
        if (name === this.#base || this.#outbox.length === 0) return
        this.#followings[1]?.send(updateOf(this.#outbox))
      },
      onClosed: () => undefined,
      onFatal: (broke) => {
        throw new Error(`the relay sent what breaks ${broke}`)
      },
    })
  }
}

/** A clock that knows for when the timer was set that runs now. */
function dueTimes(clock: Clock): { readonly clock: Clock; at(): number } {
  let dueAt = performance.now()
  return {
    at: () => dueAt,
    clock: {
      ...clock,
      after(ms, run) {
        const at = performance.now() + ms
        return clock.after(ms, () => {
          dueAt = at
          run()
        })
      },
    },
  }
}

function factsOf(doc: string, records: DocRecords): DocFacts {
  return {
    doc,
    placesOf: records.placesOf,
    recordAt: records.recordAt,
    hasEntry: records.hasEntry,
    devicesOf: () => [],
    hasAction: () => true,
    isOwn: () => false,
    refusedFrom: () => undefined,
    liveClocks: records.liveClocks,
    takesMissing: true,
    explains: () => false,
    accountsFor: () => false,
    mayDelete: () => false,
  }
}
