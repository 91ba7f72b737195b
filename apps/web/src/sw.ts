/**
 * The service worker: keeps the app shell, and nothing else.
 *
 * `PRECACHE` is filled in by the build with every file of the app and a hash of its content, so a new
 * build is a new worker with a new cache, complete or not installed at all. Sockets and what the relay
 * answers itself never pass through here, and no message ever enters this cache.
 */

interface Precached {
  readonly url: string
  readonly hash: string
}
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}
interface Worker {
  readonly skipWaiting: () => Promise<void>
  readonly clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listen: (event: WorkerEvent) => void): void
  addEventListener(type: 'message', listen: (event: MessageEvent<unknown>) => void): void
  addEventListener(type: 'fetch', listen: (event: FetchEvent) => void): void
}

declare const PRECACHE: { readonly version: string; readonly files: readonly Precached[] }

const worker = self as unknown as Worker
const CACHE = `parley-shell-${PRECACHE.version}`
const INDEX = '/index.html'
/** Pages that the relay answers, not the app. */
const RELAYS_OWN =
  /^\/(?:healthz|readyz|metrics|addresses|admin|invitation|board|classroom)(?:[/.]|$)/u
const known = new Set(PRECACHE.files.map(({ url }) => url))

worker.addEventListener('install', (event) => {
  event.waitUntil(keepShell())
})

// Beside an older one it waits until a person wants it: no window loses its files under it.
worker.addEventListener('message', ({ data }) => {
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'take-over')
    void worker.skipWaiting()
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells().then(() => worker.clients.claim()))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (RELAYS_OWN.test(url.pathname)) return
  if (request.mode === 'navigate') event.respondWith(fromShell(INDEX, request))
  else if (known.has(url.pathname)) event.respondWith(fromShell(url.pathname, request))
})

/** Past the browser's own cache, which may still hold an older file under the same name. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.addAll(PRECACHE.files.map(({ url }) => new Request(url, { cache: 'no-cache' })))
}

async function dropOldShells(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith('parley-shell-') && name !== CACHE)
  await Promise.all(old.map((name) => caches.delete(name)))
}

/** `ignoreVary`: module scripts ask with other headers than the ones they were kept with. */
async function fromShell(path: string, request: Request): Promise<Response> {
  const kept = await caches.match(path, { cacheName: CACHE, ignoreVary: true })
  return kept ?? fetch(request)
}
