/** Turns: of several things that exclude each other, one at a time, in the order they were asked for. */

export interface Turns {
  /** Resolves when it is this one's turn, with how to end it. */
  begin(): Promise<() => void>
  take(work: () => Promise<void>): Promise<void>
}

export function newTurns(): Turns {
  let last: Promise<void> = Promise.resolve()

  async function begin(): Promise<() => void> {
    const before = last
    let end: () => void = () => undefined
    last = new Promise((resolve) => (end = resolve))
    await before
    return end
  }

  return {
    begin,
    async take(work) {
      const end = await begin()
      try {
        await work()
      } finally {
        end()
      }
    },
  }
}
