/**
 * A session at this relay for what comes from the upstream: served like a socket's, with every limit and
 * every judgement, but without a network in between.
 */
import type { RelaySocket } from '../ports.ts'

export interface NearSide {
  /** What the relay serves. */
  readonly socket: RelaySocket
  /** A frame to the relay. */
  send(frame: Uint8Array): void
  /** Ends the session from this side. */
  hangUp(): void
}

export interface NearEvents {
  /** Never within a call of `send`. */
  onFrame(frame: Uint8Array): void
  /** The relay ended the session. */
  onClosed(reason: string): void
  /** What the relay said and that has not gone on yet. */
  queuedBytes(): number
}

export function newNearSide({ onFrame, onClosed, queuedBytes }: NearEvents): NearSide {
  let listenMessage: (bytes: Uint8Array) => void = () => undefined
  let listenClose: () => void = () => undefined
  let isOver = false
  return {
    socket: {
      send: (bytes) =>
        queueMicrotask(() => {
          if (!isOver) onFrame(bytes)
        }),
      close(_code, reason) {
        if (isOver) return
        isOver = true
        onClosed(reason)
      },
      queuedBytes,
      onMessage: (listen) => void (listenMessage = listen),
      onClose: (listen) => void (listenClose = listen),
    },
    send(frame) {
      if (!isOver) listenMessage(frame)
    },
    hangUp() {
      if (isOver) return
      isOver = true
      listenClose()
    },
  }
}
