/** The door: which sockets a relay takes, and how to end all of them. Rules RE10, RE30, RE46. */
import type { RelayContext } from './context.ts'
import { countOne } from './counts.ts'
import { newHandshakes } from './handshakes.ts'
import type { Peer, RelaySocket } from './ports.ts'
import type { SessionPorts } from './serve-session.ts'
import { CLOSE_REASONS, type CloseReason } from './session.ts'
import { newTallies } from './tallies.ts'

type Hooks = Pick<SessionPorts, 'onProved' | 'onEnd'>
/** Answers how to end the session from this side. */
type Serve = (hooks: Hooks) => (reason: CloseReason) => void

export interface Door {
  /** Has the socket served, or closes it. */
  admit(socket: RelaySocket, peer: Peer, serve: Serve): void
  sessionsCount(): number
  /** Ends every session and takes no more. */
  close(): void
}

export function newDoor({
  limits,
  meters,
  counts,
}: Pick<RelayContext, 'limits' | 'meters' | 'counts'>): Door {
  const ends = new Map<RelaySocket, (reason: CloseReason) => void>()
  const perAddress = newTallies()
  const handshakes = newHandshakes(limits.handshakesAtOnce)
  let isClosed = false

  function reasonAgainst(address: string): CloseReason | undefined {
    if (isClosed) return 'stopping'
    const isFull = perAddress.of(address) >= limits.sessionsPerAddress
    const mayOpen = meters.spend(`sockets ${address}`, 1, limits.addressSockets)
    return isFull || !mayOpen ? 'too-many' : undefined
  }

  return {
    admit(socket, { address }, serve) {
      const reason = reasonAgainst(address)
      if (reason !== undefined) {
        countOne(counts.ended, reason)
        return socket.close(CLOSE_REASONS[reason], reason)
      }
      perAddress.change(address, 1)
      counts.sessionsBegun++
      let isOver = false
      const onProved = handshakes.begin(() => ends.get(socket)?.('too-many'))
      const onEnd = (): void => {
        isOver = true
        onProved()
        perAddress.change(address, -1)
        ends.delete(socket)
      }
      const end = serve({ onProved, onEnd })
      if (!isOver) ends.set(socket, end)
    },
    sessionsCount: () => ends.size,
    close() {
      isClosed = true
      for (const end of ends.values()) end('stopping')
    },
  }
}
