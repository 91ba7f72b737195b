/**
 * A number for each writer that the other side names. It may name writers without end, so what is kept is
 * bounded: before there are too many all are forgotten, which costs a detour and nothing else. Rule RE70.
 */
import type { Writer } from '@parley/protocol'

export class WriterNotes {
  readonly #most: number
  readonly #notes = new Map<Writer, number>()

  constructor(most: number) {
    this.#most = most
  }

  get size(): number {
    return this.#notes.size
  }

  get(writer: Writer): number | undefined {
    return this.#notes.get(writer)
  }

  set(writer: Writer, noted: number): void {
    if (this.#notes.size >= this.#most && !this.#notes.has(writer)) this.#notes.clear()
    this.#notes.set(writer, noted)
  }
}
