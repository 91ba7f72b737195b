/**
 * The other relays on the same log, for what is passed on and never kept: who is here, and what two devices
 * say that are to be linked. Rules RE75, RE76.
 *
 * Whether another relay lives is counted in beats and never asked of a clock: clocks are set, and one that
 * was wrong by an hour would make everybody gone, or nobody.
 */
import type { Clock, Neighbours } from './ports.ts'

/** For a relay that is alone on its log. */
export const NO_NEIGHBOURS: Neighbours = {
  tell: () => undefined,
  hear: () => () => undefined,
  onBack: () => () => undefined,
}

const ALIVE = 'alive'
/** Instead of an ordinary beat. */
const WAS_AWAY = Uint8Array.of(1)
const BEAT_MS = 5_000
/** Who said nothing since so many is gone: a quarter of a minute at least. */
const BEATS_UNTIL_GONE = 4
/** Of relays that are gone, which may have been cut off only. */
const GONE_REMEMBERED = 64

export interface Watch {
  /** It said something: it lives, though no beat of it was heard yet. */
  note(from: string): void
  stop(): void
}

export interface WatchPorts {
  readonly clock: Clock
  /** With that relay everything ended that it said. */
  onGone(from: string): void
  /** It was thought to be gone, and lives: nothing of what it says is known here. */
  onReturn(from: string): void
  /** It was away, so what it said may have ended unheard; it says again what has not. */
  onDoubt(from: string): void
  /** This relay was away: the same of all others, who are to be asked. */
  onBack(): void
}

/** Says that this relay lives, and tells when others do no longer. */
export function watchNeighbours(neighbours: Neighbours, ports: WatchPorts): Watch {
  if (neighbours === NO_NEIGHBOURS) return { note: () => undefined, stop: () => undefined }
  const { clock, onGone, onReturn, onDoubt, onBack } = ports
  /** Since each was heard. */
  const beats = new Map<string, number>()
  const gone = new Set<string>()

  function note(from: string): void {
    beats.set(from, 0)
    if (gone.delete(from)) onReturn(from)
  }

  function end(from: string): void {
    beats.delete(from)
    for (const first of gone) if (gone.size >= GONE_REMEMBERED) gone.delete(first)
    gone.add(from)
    onGone(from)
  }

  function beat(): void {
    neighbours.tell(ALIVE, new Uint8Array())
    for (const [from, count] of beats)
      if (count + 1 >= BEATS_UNTIL_GONE) end(from)
      else beats.set(from, count + 1)
  }

  const stops = [
    neighbours.hear(ALIVE, (said, from) => {
      note(from)
      if (said.length > 0) onDoubt(from)
    }),
    neighbours.onBack(() => {
      neighbours.tell(ALIVE, WAS_AWAY)
      onBack()
    }),
    clock.every(BEAT_MS, beat),
  ]
  beat()
  return { note, stop: () => stops.forEach((stop) => stop()) }
}
