/*
 * Light or dark as this device chose, on the page before anything is drawn: a script of its own, because
 * a module comes after the first paint. `packages/ui/src/theme/theme.ts` takes over, and says the same.
 */
try {
  const chosen = localStorage.getItem('parley-theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
} catch {
  // Where nothing may be kept, nothing was chosen.
}
