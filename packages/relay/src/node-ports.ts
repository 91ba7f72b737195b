/**
 * The ports of a relay in node: the machine's clock, its random numbers, its Ed25519.
 */
import * as crypto from 'node:crypto'
import { nodeVerifier } from '@parley/signing'
import type { Clock, RelayPorts } from './ports.ts'

/** What `openRelay` needs besides a journal and its origins. */
export function nodePorts(): Pick<RelayPorts, 'clock' | 'random' | 'verify'> {
  return {
    clock: systemClock(),
    random: (byteCount) => Uint8Array.from(crypto.randomBytes(byteCount)),
    verify: nodeVerifier(crypto),
  }
}

/** Timers keep no process alive on their own. */
function systemClock(): Clock {
  return {
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms).unref()
      return () => clearTimeout(timer)
    },
    every(ms, run) {
      const timer = setInterval(run, ms).unref()
      return () => clearInterval(timer)
    },
  }
}
