/** A relay at rest, and what it holds on to then. */
import { existsSync, readFileSync } from 'node:fs'
import type { ServerProcess } from '../relay/server-process.ts'

/** What is left after its garbage was collected. */
export interface Held {
  readonly rssBytes: number
  /** Of it, what is no file: pages of the store that lie in memory are the system's to take back. */
  readonly ownBytes: number | undefined
  readonly heapBytes: number
  readonly docsInMemory: number
  readonly sessions: number
  readonly storeBytes: number
}

/** A collection takes less, also of a large heap. */
const COLLECTING_MS = 500
const COLLECTIONS = 3
const LETTING_GO_MS = 90_000
const LOOK_AGAIN_MS = 500

/**
 * Waits, and then for the last sessions to end and the last documents to leave memory, which a clearing of
 * the disk may have brought back; collects the relay's garbage, and looks. `undefined` when the signal came meanwhile.
 */
export async function heldAtRest(
  server: ServerProcess,
  { seconds, signal }: { readonly seconds: number; readonly signal: AbortSignal },
): Promise<Held | undefined> {
  await pause(seconds * 1_000, signal)
  const endsAt = Date.now() + LETTING_GO_MS
  while (Date.now() < endsAt && !signal.aborted && !(await isLeft(server, seconds > 0)))
    await pause(LOOK_AGAIN_MS, signal)
  for (let at = 0; at < COLLECTIONS && !signal.aborted; at++) {
    process.kill(server.pid, 'SIGUSR2')
    await pause(COLLECTING_MS, signal)
  }
  if (signal.aborted) return undefined
  const gauge = await gaugesOf(server)
  return {
    rssBytes: gauge('process_resident_memory_bytes'),
    ownBytes: ownBytesOf(server.pid),
    heapBytes: gauge('parley_heap_bytes'),
    docsInMemory: gauge('parley_docs_in_memory'),
    sessions: gauge('parley_sessions'),
    storeBytes: gauge('parley_store_bytes'),
  }
}

async function isLeft(server: ServerProcess, alsoByDocs: boolean): Promise<boolean> {
  const gauge = await gaugesOf(server)
  return gauge('parley_sessions') === 0 && (!alsoByDocs || gauge('parley_docs_in_memory') === 0)
}

async function gaugesOf({ port }: ServerProcess): Promise<(name: string) => number> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`)
  const text = await response.text()
  return (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
}

/** Only Linux tells. */
function ownBytesOf(pid: number): number | undefined {
  const path = `/proc/${pid}/status`
  if (!existsSync(path)) return undefined
  const kib = /RssAnon:\s+(\d+) kB/.exec(readFileSync(path, 'utf8'))?.[1]
  return kib === undefined ? undefined : Number(kib) * 1_024
}

/** Resolves earlier when the signal comes. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
