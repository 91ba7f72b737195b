/**
 * Tells what came of many groups, one entry of each in turn: a group that is flooded waits for itself, and
 * delays no other by more than an entry. What is told of one group keeps its order.
 *
 * Between a few entries everything else of the process gets its turn. How much waits is bounded: whoever
 * adds asks for room first.
 */

/** Entries until sockets, timers and who else waits have their turn. */
const AT_ONCE = 32
/** What waits is in memory: of small entries so many, of large ones so much. */
const MOST = { count: 65_536, bytes: 64 * 1_048_576 }

export interface Waiting {
  /** Among which it keeps its order. */
  readonly group: string
  readonly sizeBytes: number
  tell(): void
}

export interface Telling {
  add(one: Waiting): void
  /** Resolves when there is room for more. */
  room(): Promise<void>
  /** What waits. */
  count(): number
  /** What waits is told to nobody. */
  close(): void
}

/** `later` runs what it is given once everything else had its turn. */
export function newTelling(later: (run: () => void) => void = setImmediate): Telling {
  /** Whoever's turn is next stands first. */
  const byGroup = new Map<string, Waiting[]>()
  let count = 0
  let bytes = 0
  let isRunning = false
  const waitsForRoom: (() => void)[] = []

  const hasRoom = (): boolean => count < MOST.count && bytes < MOST.bytes

  function begin(): void {
    if (isRunning || count === 0) return
    isRunning = true
    later(() => {
      isRunning = false
      for (let told = 0; told < AT_ONCE; told++) tellNext()
      if (hasRoom()) for (const resume of waitsForRoom.splice(0)) resume()
      begin()
    })
  }

  function tellNext(): void {
    const [next] = byGroup
    if (next === undefined) return
    const [group, waiting] = next
    const one = waiting.shift()
    byGroup.delete(group)
    if (waiting.length > 0) byGroup.set(group, waiting)
    if (one === undefined) return
    count--
    bytes -= one.sizeBytes
    one.tell()
  }

  return {
    add(one) {
      const waiting = byGroup.get(one.group)
      if (waiting === undefined) byGroup.set(one.group, [one])
      else waiting.push(one)
      count++
      bytes += one.sizeBytes
      begin()
    },
    room: async () => {
      while (!hasRoom()) await new Promise<void>((resolve) => waitsForRoom.push(resolve))
    },
    count: () => count,
    close() {
      byGroup.clear()
      count = 0
      bytes = 0
      for (const resume of waitsForRoom.splice(0)) resume()
    },
  }
}
