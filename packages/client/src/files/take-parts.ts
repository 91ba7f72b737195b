/**
 * What a file says goes into a group's documents: by the same gate as what a relay sends, and more strictly.
 *
 * Anybody may have made the file. So nothing goes in that no known device signed, no people whom nothing here
 * knows of, and no hole that a retract does not account for: of a relay all of it is found out later, and by a
 * file it could do lasting harm.
 */
import { type AcceptedRecord, type DocFacts, type GateVerdict, judgeUpdate } from '@parley/gate'
import { type GroupFilePart, type Writer } from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import type { LiveDoc } from '../syncing/live-doc.ts'
import { type HoleFacts, newHoleFacts } from './hole-facts.ts'
import { strangersIn, unknownIn } from './strangers.ts'
import { verifyAhead } from './verify-ahead.ts'

export interface Taken {
  readonly recordsCount: number
  readonly messagesCount: number
  readonly isPartly: boolean
}

/** As far ahead of what is here as a relay would take a segment. */
const SEGMENTS_AHEAD = 32
/** What is refused may have been what something else stood on. */
const MAX_ROUNDS = 8

export async function takeParts(
  device: Device,
  session: Session,
  parts: AsyncIterable<GroupFilePart>,
): Promise<Taken> {
  const taking = new Taking(device, session)
  for await (const part of parts) {
    await taking.take(part)
    await device.breathe?.()
  }
  return taking.finish()
}

class Taking {
  readonly #device: Device
  readonly #session: Session
  readonly #touched = new Set<LiveDoc>()
  /** Of segments, by where they stand. */
  readonly #places = new Set<string>()
  #holes: { readonly doc: string; readonly facts: HoleFacts } | undefined
  #recordsCount = 0
  #isPartly = false
  #hasEntered = false

  constructor(device: Device, session: Session) {
    this.#device = device
    this.#session = session
  }

  async take(part: GroupFilePart): Promise<void> {
    if (part.segment !== undefined) await this.#enter()
    const holes = this.#holesOf(part.doc)
    if (part.type === 'evidence') return holes.add(part.evidence)
    const doc = await this.#docFor(part)
    if (doc === undefined) {
      this.#isPartly = true
      return
    }
    const facts = () => ({ ...strict(doc.facts), ...holes.facts })
    const verify = await verifyAhead(this.#device, (trial) => {
      const verdict = judgeUpdate(part.update, facts(), trial)
      if (part.segment !== undefined || !verdict.ok) return
      const { id: group, membership } = this.#session
      unknownIn(verdict.accepted, { group, membership, verify: trial })
    })
    const verdict =
      part.segment === undefined
        ? this.#withoutStrangers(part.update, facts(), verify)
        : judgeUpdate(part.update, facts(), verify)
    if (verdict === undefined) {
      this.#isPartly = true
      return
    }
    doc.admit(verdict)
    if (!verdict.ok || verdict.refusals.length > 0) this.#isPartly = true
    if (!verdict.ok || verdict.accepted.length === 0) return
    this.#touched.add(doc)
    this.#note(part.segment, verdict.accepted)
  }

  /** `undefined`: it goes on for longer than any honest file. */
  #withoutStrangers(
    update: Uint8Array,
    facts: DocFacts,
    verify: Verifier,
  ): GateVerdict | undefined {
    const { id: group, membership } = this.#session
    const refused = new Map<Writer, number>()
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const known = { ...facts, refusedFrom: (writer: Writer) => refused.get(writer) }
      const verdict = judgeUpdate(update, known, verify)
      if (!verdict.ok) return verdict
      const strangers = strangersIn(verdict.accepted, { group, membership, verify })
      if (strangers.size === 0) return verdict
      for (const [writer, clock] of strangers) refused.set(writer, clock)
    }
    return undefined
  }

  async finish(): Promise<Taken> {
    await this.#enter()
    await Promise.all([...this.#touched].map((doc) => doc.flushed()))
    const { parts, window } = this.#session
    await window.whenRead()
    const messages = parts.history.timeline().everything()
    const shown = messages.filter((one) => this.#places.has(placeOf(one)) && !one.deleted)
    return {
      recordsCount: this.#recordsCount,
      messagesCount: shown.length,
      isPartly: this.#isPartly,
    }
  }

  /** All of the group document is here: who came with a link joins before anything is read. */
  async #enter(): Promise<void> {
    if (this.#hasEntered) return
    this.#hasEntered = true
    const { belonging } = this.#session
    belonging.hearFile()
    await belonging.enter()
    // Keys and names that came with the file are looked for.
    this.#session.renamed()
  }

  /** One that is not open opens only for what somebody of the group signed. */
  async #docFor({ segment, ...part }: GroupFilePart): Promise<LiveDoc | undefined> {
    const { groupDoc, parts } = this.#session
    if (segment === undefined) return groupDoc
    const open = parts.segments.opened().get(segment)
    if (open !== undefined || part.type !== 'update') return open
    if (segment > parts.segments.newest() + SEGMENTS_AHEAD) return undefined
    const facts = { ...strict(this.#emptyFacts(part.doc)), ...this.#holesOf(part.doc).facts }
    const verify = await verifyAhead(this.#device, (trial) =>
      judgeUpdate(part.update, facts, trial),
    )
    const verdict = judgeUpdate(part.update, facts, verify)
    return verdict.ok && verdict.accepted.length > 0 ? parts.segments.open(segment) : undefined
  }

  #emptyFacts(doc: string): DocFacts {
    return {
      ...this.#session.groupDoc.facts,
      doc,
      placesOf: () => 0,
      recordAt: () => undefined,
      hasEntry: () => false,
      liveClocks: () => [],
      isOwn: () => false,
      mayDelete: () => false,
    }
  }

  #holesOf(doc: string): HoleFacts {
    if (this.#holes?.doc !== doc)
      this.#holes = { doc, facts: newHoleFacts(this.#device, this.#session, doc) }
    return this.#holes.facts
  }

  #note(segment: number | undefined, accepted: readonly AcceptedRecord[]): void {
    this.#recordsCount += accepted.length
    if (segment === undefined) return
    for (const { place } of accepted) this.#places.add(placeOf({ segment, ...place }))
  }
}

/** What one relay refused another device may have: whoever reads there reads it, and so does its author. */
function strict(facts: DocFacts): DocFacts {
  return { ...facts, takesMissing: false, refusedFrom: () => undefined }
}

function placeOf({
  segment,
  writer,
  clock,
}: {
  readonly segment: number
  readonly writer: Writer
  readonly clock: number
}): string {
  return `${segment}#${writer}#${clock}`
}
