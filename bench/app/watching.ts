/**
 * What runs in the page to see when something is on the screen. Each is handed to the browser as text, so
 * none may name anything outside itself.
 */

declare global {
  interface Window {
    /** When the first message had been drawn, from the page's beginning. */
    firstMessageMs?: number
    /** When there was a box that takes what is written. */
    boxMs?: number
    /** When the app itself had drawn a message and where one writes, and nothing stood before it any more. */
    appReadyMs?: number
    /** From the key press to the frame after the one that drew what was written. */
    writtenMs?: number
    watchWriting(text: string): void
    /** Begins to count frames; the function that it leaves ends that. */
    frameCount: { begin(): void; end(): readonly number[] }
  }
}

export function watchFirstMessage(): void {
  const has = (selector: string): boolean => document.querySelector(selector) !== null
  const look = (): void => {
    const isThere = [...document.querySelectorAll('article')].some((one) => one.textContent !== '')
    const box = document.querySelector('textarea')
    const takes = box !== null && !box.disabled && box.closest('[inert]') === null
    const isReady = has('#app article') && has('#app textarea') && !has('[data-boot]')
    requestAnimationFrame(() => {
      if (isThere) window.firstMessageMs ??= performance.now()
      if (takes) window.boxMs ??= performance.now()
      if (isReady) window.appReadyMs = performance.now()
      else look()
    })
  }
  requestAnimationFrame(look)
}

export function watchKeys(): void {
  let pressedAt = 0
  addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter') pressedAt = event.timeStamp
    },
    true,
  )
  window.watchWriting = (text) => {
    delete window.writtenMs
    const observer = new MutationObserver(() => {
      const isThere = [...document.querySelectorAll('article')].some((one) =>
        one.textContent?.includes(text),
      )
      if (!isThere) return
      observer.disconnect()
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => (window.writtenMs = performance.now() - pressedAt))
        port1.start()
        port2.postMessage('drawn')
      })
    })
    observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  }
}

export function countFrames(): void {
  let times: number[] = []
  let isCounting = false
  const note = (at: number): void => {
    if (!isCounting) return
    times.push(at)
    requestAnimationFrame(note)
  }
  window.frameCount = {
    begin() {
      times = []
      isCounting = true
      requestAnimationFrame(note)
    },
    end() {
      isCounting = false
      return times
    },
  }
}
