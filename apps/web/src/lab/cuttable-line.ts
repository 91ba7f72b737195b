/** A line to the relay that can be cut and healed by hand. */
import { BROKE, type Dial, type Socket, type Stop, unreachable } from '@parley/client'

export interface CuttableLine {
  readonly dial: Dial
  isCut(): boolean
  cut(): void
  heal(): void
  onNetwork(listen: (online: boolean) => void): Stop
}

/** Over `dial`. While it is cut, what is sent is lost and what is dialled breaks, as in a tunnel. */
export function cuttableLine(dial: Dial): CuttableLine {
  const open = new Set<CuttableSocket>()
  const listeners = new Set<(online: boolean) => void>()
  let isCut = false

  function tell(): void {
    for (const listen of listeners) listen(!isCut)
  }

  return {
    dial(url) {
      if (isCut) return unreachable()
      const socket = new CuttableSocket(dial(url), () => open.delete(socket))
      open.add(socket)
      return socket
    },
    isCut: () => isCut,
    cut() {
      isCut = true
      for (const socket of open) socket.cut()
      open.clear()
      tell()
    },
    heal() {
      isCut = false
      tell()
    },
    onNetwork(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
}

class CuttableSocket implements Socket {
  readonly #socket: Socket
  readonly #onClose: ((code: number) => void)[] = []
  #isCut = false

  constructor(socket: Socket, onGone: () => void) {
    this.#socket = socket
    socket.onClose((code) => {
      if (this.#isCut) return
      onGone()
      for (const listen of this.#onClose) listen(code)
    })
  }

  cut(): void {
    this.#isCut = true
    this.#socket.close()
    for (const listen of this.#onClose) listen(BROKE)
  }

  send(bytes: Uint8Array): void {
    if (!this.#isCut) this.#socket.send(bytes)
  }

  close(): void {
    this.#socket.close()
  }

  onOpen(listen: () => void): void {
    this.#socket.onOpen(() => {
      if (!this.#isCut) listen()
    })
  }

  onMessage(listen: (bytes: Uint8Array) => void): void {
    this.#socket.onMessage((bytes) => {
      if (!this.#isCut) listen(bytes)
    })
  }

  onClose(listen: (code: number) => void): void {
    this.#onClose.push(listen)
  }
}
