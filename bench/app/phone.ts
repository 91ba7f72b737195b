/** The built app on what stands for a phone: a narrow window, and a processor four times slower than this one. */
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { startBrowser } from '../opening/browser.ts'

const WINDOW = { width: 390, height: 844 }
export const TIMES_SLOWER = 4
/** Whatever takes longer does not happen at all. */
const LIMIT_MS = 180_000

export interface Phone {
  readonly context: BrowserContext
  readonly page: Page
  readonly cdp: CDPSession
  /** From now on the processor is a phone's; until then it is this machine's. */
  slowDown(): Promise<void>
}

/** Runs `use` on a page of a browser that was not running before, with nothing opened in it yet. */
export async function onPhone<T>(profile: string, use: (phone: Phone) => Promise<T>): Promise<T> {
  const context = await startBrowser(profile, WINDOW)
  try {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    context.setDefaultTimeout(LIMIT_MS)
    const slowDown = async (): Promise<void> => {
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: TIMES_SLOWER })
    }
    // What compiles our TypeScript calls this in functions that are handed to the page.
    await context.addInitScript('globalThis.__name = (one) => one')
    return await use({ context, page, cdp, slowDown })
  } finally {
    await context.close()
  }
}

/** Megabytes of JavaScript's heap that are alive. */
export async function heapMb({ cdp }: Phone): Promise<number> {
  await cdp.send('HeapProfiler.enable')
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}
