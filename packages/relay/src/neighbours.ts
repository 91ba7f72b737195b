/**
 * The other relays on the same log, for what is passed on and never kept: who is here, and what two devices
 * say that are to be linked. Rules RE75, RE76.
 */
import type { Clock, Neighbours } from './ports.ts'

/** For a relay that is alone on its log. */
export const NO_NEIGHBOURS: Neighbours = {
  tell: () => undefined,
  hear: () => () => undefined,
}

const ALIVE = 'alive'
const BEAT_MS = 5_000
/** Who said nothing for so long is gone. */
const SILENT_MS = 3 * BEAT_MS

export interface Watch {
  /** It said something: it lives, though no beat of it was heard yet. */
  note(from: string): void
  stop(): void
}

/** Says that this relay lives, and tells when another does no longer. */
export function watchNeighbours(
  neighbours: Neighbours,
  clock: Clock,
  onGone: (from: string) => void,
): Watch {
  if (neighbours === NO_NEIGHBOURS) return { note: () => undefined, stop: () => undefined }
  const heardAt = new Map<string, number>()
  const note = (from: string): void => void heardAt.set(from, clock.now())
  const stopHearing = neighbours.hear(ALIVE, (_, from) => note(from))
  const beat = (): void => {
    neighbours.tell(ALIVE, new Uint8Array())
    for (const [from, at] of heardAt) {
      if (clock.now() - at < SILENT_MS) continue
      heardAt.delete(from)
      onGone(from)
    }
  }
  beat()
  const stopBeating = clock.every(BEAT_MS, beat)
  return {
    note,
    stop() {
      stopBeating()
      stopHearing()
    },
  }
}
