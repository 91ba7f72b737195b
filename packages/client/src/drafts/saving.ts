/** Saves something that changes with every key: with the first one, then every moment while more are pressed. */
import type { Clock, Stop } from '../ports.ts'

const SAVE_EVERY_MS = 400

export interface Saving {
  changed(how: { readonly atOnce: boolean }): void
  /** On disk when resolved. Rejects with StorageFailed. */
  keep(): Promise<void>
  /** What was changed is not this tab's to keep any more. */
  forget(): void
  /** Saves what is not saved yet, and no more. */
  close(): void
}

export interface SavingPorts {
  write(): Promise<void>
  onFailed(): void
}

export function newSaving(clock: Clock, ports: SavingPorts): Saving {
  let resting: Stop | undefined
  let isSaved = true
  let written: Promise<void> = Promise.resolve()

  function write(): Promise<void> {
    isSaved = true
    written = ports.write()
    return written
  }

  function save(): void {
    resting?.()
    resting = clock.after(SAVE_EVERY_MS, () => {
      resting = undefined
      if (!isSaved) save()
    })
    write().catch(() => ports.onFailed())
  }

  function rest(): void {
    resting?.()
    resting = undefined
  }

  return {
    changed({ atOnce }) {
      isSaved = false
      if (atOnce || resting === undefined) save()
    },
    // What was written in another tab is that tab's to keep.
    keep: () => (isSaved ? written.catch(write) : write()),
    forget() {
      isSaved = true
    },
    close() {
      if (!isSaved) save()
      rest()
    },
  }
}
