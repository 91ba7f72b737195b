/**
 * The service worker that lets the app open with no network, and what happens when a newer one comes.
 *
 * A newer worker waits until a person says so in any window; then every window keeps what is being written
 * and begins anew, so that no window goes on with files that are gone. Browsers allow a worker only in a
 * secure context; on plain http in a LAN the app works too, but needs the relay to open.
 */
import { newSettable, type Live } from '@parley/client'

export interface Updates {
  readonly hasUpdate: Live<boolean>
  /** Rejects where `keep` does, and then nothing has changed. */
  update(): Promise<void>
}

/** A window may stay open for weeks; browsers themselves look only when a page is loaded. */
const LOOK_EVERY_MS = 30 * 60_000

/** `keep`: all that was begun in this window is on disk when it resolves. */
export function watchUpdates(keep: () => Promise<void>): Updates {
  const hasUpdate = newSettable(false)
  let waiting: ServiceWorker | undefined
  const noUpdates = { hasUpdate, update: () => Promise.resolve() }
  if (import.meta.env.DEV || !window.isSecureContext) return noUpdates
  const { serviceWorker } = navigator as Partial<Navigator>
  if (serviceWorker === undefined) return noUpdates

  /** A first worker takes over a page that came from the network: the same build, nothing to do. */
  let isControlled = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    if (isControlled) void beginAnew()
    isControlled = true
  })

  async function beginAnew(): Promise<void> {
    try {
      await keep()
      location.reload()
    } catch {
      hasUpdate.set(true) // it is asked again, where it can be said that keeping failed
    }
  }

  function offer(worker: ServiceWorker | null): void {
    if (worker === null || serviceWorker?.controller === null) return
    waiting = worker
    hasUpdate.set(true)
  }

  function follow(registration: ServiceWorkerRegistration): void {
    offer(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const coming = registration.installing
      coming?.addEventListener('statechange', () => {
        if (coming.state === 'installed') offer(coming)
      })
    })
    lookAtTimes(registration)
  }

  serviceWorker.register('/sw.js', { updateViaCache: 'none' }).then(follow, () => undefined) // not allowed here: opens online
  return {
    hasUpdate,
    async update() {
      await keep()
      if (waiting?.state === 'installed') waiting.postMessage({ type: 'take-over' })
      else location.reload()
    },
  }
}

function lookAtTimes(registration: ServiceWorkerRegistration): void {
  let lookedAt = Date.now()
  const look = () => {
    if (document.visibilityState !== 'visible' || Date.now() - lookedAt < LOOK_EVERY_MS) return
    lookedAt = Date.now()
    registration.update().catch(() => undefined) // offline
  }
  document.addEventListener('visibilitychange', look)
  addEventListener('online', look)
  setInterval(look, LOOK_EVERY_MS)
}
