/**
 * The service worker that lets the app open with no network. Browsers allow one only in a secure
 * context; on plain http in a LAN the app works too, but needs the relay to open.
 */
export function registerWorker(): void {
  if (import.meta.env.DEV || !window.isSecureContext || !('serviceWorker' in navigator)) return
  navigator.serviceWorker.register('/sw.js').catch(() => undefined) // not allowed here: opens online
}
