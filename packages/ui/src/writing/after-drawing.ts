/** What can wait until what an event changed is on the screen. */
export function afterDrawing(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work))
}
