/** Screens of phones and of a laptop, in frames, together in one picture. */
import type { Browser } from '@playwright/test'

const GROUND = 'linear-gradient(160deg, #e4ece8, #cfdfd8)'
const FRAME = 'border: 9px solid #14211d; border-radius: 38px;'

/** The phone stands before the laptop. */
export async function phoneBeforeLaptop(
  browser: Browser,
  screens: { readonly laptop: Buffer; readonly phone: Buffer },
  path: string,
): Promise<void> {
  await picture(browser, {
    path,
    size: { width: 1500, height: 900 },
    html: `
      <img style="inset: 44px auto auto 44px; inline-size: 1220px; border-radius: 14px" src="${source(screens.laptop)}">
      <img style="inset: auto 44px 40px auto; inline-size: 330px; ${FRAME}" src="${source(screens.phone)}">`,
  })
}

export async function phonesInARow(
  browser: Browser,
  phones: readonly Buffer[],
  path: string,
): Promise<void> {
  const frames = phones.map(
    (phone, at) =>
      `<img style="inset: 40px auto auto ${44 + at * 364}px; inline-size: 320px; ${FRAME}" src="${source(phone)}">`,
  )
  await picture(browser, {
    path,
    size: { width: 44 + phones.length * 364, height: 770 },
    html: frames.join(''),
  })
}

interface Picture {
  readonly path: string
  readonly size: { readonly width: number; readonly height: number }
  readonly html: string
}

async function picture(browser: Browser, { path, size, html }: Picture): Promise<void> {
  const page = await browser.newPage({ viewport: size })
  await page.setContent(`
    <style>
      body { margin: 0; block-size: 100vh; position: relative; background: ${GROUND}; }
      img { position: absolute; box-sizing: border-box; box-shadow: 0 24px 60px #0f2a2440, 0 2px 8px #0f2a2430; }
    </style>
    ${html}`)
  await page.screenshot({ path })
  await page.close()
}

function source(image: Buffer): string {
  return `data:image/png;base64,${image.toString('base64')}`
}
