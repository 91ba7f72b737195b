/**
 * Who is offline when: each device is away for this share of the time, at random and for long, half
 * of the times by a dropped line and half in a silent tunnel.
 */
import type { MachineLine } from '../network/roaming-line.ts'
import type { SeededRandom } from '../random.ts'
import type { Clock } from '../virtual-time.ts'

/** Mean: a minute or two in which hundreds of messages pass, many times longer than any timeout. */
const AWAY_MS = 120_000

export interface Weather {
  /** How often a device went away. */
  readonly outages: { cut: number; tunnel: number }
  /** Everybody comes online and stays. */
  clear(): void
}

export function startWeather(
  lines: readonly MachineLine[],
  share: number,
  { clock, random }: { clock: Clock; random: SeededRandom },
): Weather {
  const outages = { cut: 0, tunnel: 0 }
  const cancels = new Map<MachineLine, () => void>()

  function wait(line: MachineLine, ms: number, run: () => void): void {
    cancels.set(line, clock.after(ms, run))
  }
  function goAway(line: MachineLine): void {
    const kind = random.chance(0.5) ? 'cut' : 'tunnel'
    outages[kind]++
    line[kind]()
    wait(line, random.waitMs(AWAY_MS), () => comeBack(line))
  }
  function comeBack(line: MachineLine): void {
    line.heal()
    wait(line, random.waitMs((AWAY_MS * (1 - share)) / share), () => goAway(line))
  }

  if (share > 0) {
    for (const line of lines) {
      if (random.chance(share)) goAway(line)
      else comeBack(line)
    }
  }
  return {
    outages,
    clear() {
      for (const cancel of cancels.values()) cancel()
      for (const line of lines) line.heal()
    },
  }
}
