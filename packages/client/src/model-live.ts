/** What a user interface can watch. */

/** A value that changes over time. */
export interface Live<T> {
  get(): T
  /** Returns a way to stop listening. */
  subscribe(onChange: () => void): () => void
}
