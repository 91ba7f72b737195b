/**
 * What retracts may still have to take away, by document and retract, as it stands in the journal's notes.
 */
import { ByteWriter, parseBytes, type Place, type RecordId } from '@parley/protocol'

export interface Due {
  /** Of the retract. */
  readonly place: Place
  /** When a relay first saw it together with something that it names. */
  readonly seenAt: number
  /** Nothing is left that it might take away later. */
  isDone: boolean
}

const NONE: ReadonlyMap<RecordId, Due> = new Map()

export class Dues {
  readonly #byDoc = new Map<string, Map<RecordId, Due>>()

  docs(): Iterable<string> {
    return this.#byDoc.keys()
  }

  of(doc: string): ReadonlyMap<RecordId, Due> {
    return this.#byDoc.get(doc) ?? NONE
  }

  set(doc: string, retract: RecordId, due: Due): void {
    this.#byDoc.set(doc, (this.#byDoc.get(doc) ?? new Map<RecordId, Due>()).set(retract, due))
  }

  /** Only this one, and not what took its place since. */
  drop(doc: string, retract: RecordId, due: Due): void {
    const dues = this.#byDoc.get(doc)
    if (dues?.get(retract) !== due) return
    dues.delete(retract)
    if (dues.size === 0) this.#byDoc.delete(doc)
  }
}

export function encodeDue({ place: { writer, clock }, seenAt }: Due): Uint8Array {
  return new ByteWriter().varuint(writer).varuint(clock).varuint(seenAt).bytes()
}

export function parseDue(doc: string, note: Uint8Array): Due | undefined {
  return parseBytes(note, (reader) => {
    const place = { doc, writer: reader.varuint(), clock: reader.varuint() }
    return { place, seenAt: reader.varuint(), isDone: false }
  })
}
