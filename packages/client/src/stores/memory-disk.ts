/**
 * A disk in memory, and the processes (tabs) that run over it: what the simulation crashes.
 *
 * The disk outlives its processes: a restart is a new process over the same disk. Nothing here
 * knows a clock; how long a disk takes is the caller's to say through `wait`.
 */
import type { StoreChange } from '../ports.ts'

/** What is about to become durable. */
export type DiskWrite =
  | { readonly type: 'store'; readonly changes: readonly StoreChange[] }
  | { readonly type: 'doc'; readonly name: string; readonly update: Uint8Array }

/** crash-before: the process dies and nothing was written · crash-after: written, and nobody was told. */
export type WriteFate = 'ok' | 'crash-before' | 'crash-after' | 'fail-full'

/** One appended update. Until it is safe, a crash of its process may take it away. */
export interface DocRow {
  readonly process: MemoryProcess
  readonly update: Uint8Array
  safe: boolean
}

export class MemoryDisk {
  readonly entries = new Map<string, unknown>()
  readonly docs = new Map<string, DocRow[]>()

  /** Asked before each write; everything is well unless this says otherwise. */
  onWrite: (write: DiskWrite, process: MemoryProcess) => WriteFate = () => 'ok'

  /** How many of a doc's unflushed updates outlive a crash, the oldest first. None, unless said. */
  keptOnCrash: (name: string, unsafeCount: number) => number = () => 0

  /** How long each access takes. */
  wait: () => Promise<void> = () => Promise.resolve()

  /** A tab that starts. */
  newProcess(): MemoryProcess {
    return new MemoryProcess(this)
  }

  /** Every row of this doc turns to garbage, as on a failing disk. */
  damage(name: string): void {
    const rows = this.docs.get(name) ?? []
    this.docs.set(
      name,
      rows.map(({ process, safe }) => ({ process, safe, update: Uint8Array.of(255, 255, 255) })),
    )
  }

  /** Takes away what a dying process had not flushed. */
  forgetUnsafe(process: MemoryProcess): void {
    for (const [name, rows] of this.docs) {
      const unsafe = rows.filter((row) => row.process === process && !row.safe)
      const lost = new Set(unsafe.slice(this.keptOnCrash(name, unsafe.length)))
      if (lost.size === 0) continue
      this.docs.set(
        name,
        rows.filter((row) => !lost.has(row)),
      )
    }
  }
}

/** One tab's lifetime. After a crash no promise made through it settles any more. */
export class MemoryProcess {
  readonly disk: MemoryDisk
  #crashed = false
  #last: Promise<unknown> = Promise.resolve()
  readonly #listeners = new Set<() => void>()

  constructor(disk: MemoryDisk) {
    this.disk = disk
  }

  get crashed(): boolean {
    return this.#crashed
  }

  /** Told when this process dies, also of a write's fate; whoever simulates it stops driving it. */
  onCrash(listen: () => void): () => void {
    this.#listeners.add(listen)
    return () => this.#listeners.delete(listen)
  }

  crash(): void {
    if (this.#crashed) return
    this.#crashed = true
    this.disk.forgetUnsafe(this)
    for (const listen of this.#listeners) listen()
  }

  /** Accesses the disk in the order of the calls; never settles if the process dies before the end. */
  access<T>(run: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#last = this.#last.then(async () => {
        await this.disk.wait()
        if (this.#crashed) return
        try {
          const result = run()
          if (!this.#crashed) resolve(result)
        } catch (error) {
          reject(error)
        }
      })
    })
  }

  /** Writes by the fate the disk decides. `false`: the disk is full and nothing was written. */
  write(write: DiskWrite, run: () => void): boolean {
    const fate = this.disk.onWrite(write, this)
    if (fate === 'fail-full') return false
    if (fate === 'crash-before') this.crash()
    else run()
    if (fate === 'crash-after') this.crash()
    return true
  }
}
