/** Tells faults to whoever listens; one that rang before anybody listened waits for the first. */
import type { DocFault, Stop } from '../ports.ts'

export interface FaultBell {
  ring(fault: DocFault): void
  onFailure(listen: (fault: DocFault) => void): Stop
}

export function newFaultBell(): FaultBell {
  const listeners = new Set<(fault: DocFault) => void>()
  let unheard: DocFault[] = []

  return {
    ring(fault) {
      if (listeners.size === 0) unheard.push(fault)
      for (const listen of listeners) listen(fault)
    },
    onFailure(listen) {
      listeners.add(listen)
      const waiting = unheard
      unheard = []
      waiting.forEach(listen)
      return () => listeners.delete(listen)
    },
  }
}
