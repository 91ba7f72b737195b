/** What runs in the page of the site, and may name nothing outside itself. */

declare global {
  interface Window {
    hostFound: {
      /** Of each task, what it took beyond 50 ms. */
      blockedMs: number
      /** Of the content policy. */
      violations: number
    }
  }
}

export function watchHost(): void {
  const found = { blockedMs: 0, violations: 0 }
  window.hostFound = found
  document.addEventListener('securitypolicyviolation', () => void found.violations++)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) found.blockedMs += Math.max(0, duration - 50)
  }).observe({ type: 'longtask', buffered: true })
}
