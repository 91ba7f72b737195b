/**
 * Draws the app's icons from its mark, which stands in `packages/ui/src/shell/mark.tsx` and nowhere else:
 * `npx tsx scripts/app-icons.ts`, after the mark has changed. The pictures are committed.
 */
import { chromium, type Page } from '@playwright/test'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHROMIUM_FLAGS, findBrowser } from './browser.mjs'

const ROOT = join(import.meta.dirname, '..')
const ICONS = join(ROOT, 'apps/web/public/icons')
const GREEN = '#17695a'
const COLOURS = ['#fff', '#9fd6c4']

interface Drawing {
  readonly file: string
  readonly sizePx: number
  /** Of 96: what a platform may cut off takes room from the mark. */
  readonly markSize: number
  /** Of 96; 0 where the platform rounds by itself. */
  readonly radius: number
  /** What the shortcut does, as a sign in place of the mark. */
  readonly sign?: string
}

const PLUS = '<path d="M48 24v48M24 48h48" stroke="#fff" stroke-width="10" stroke-linecap="round"/>'
const LINK =
  '<path d="M40 56l16-16M44 34l8-8a13 13 0 0 1 18 18l-8 8M52 62l-8 8a13 13 0 0 1-18-18l8-8" stroke="#fff" stroke-width="8" stroke-linecap="round" fill="none"/>'

const DRAWINGS: readonly Drawing[] = [
  { file: 'icon-192.png', sizePx: 192, markSize: 63, radius: 22 },
  { file: 'icon-512.png', sizePx: 512, markSize: 63, radius: 22 },
  { file: 'icon-maskable-192.png', sizePx: 192, markSize: 50, radius: 0 },
  { file: 'icon-maskable-512.png', sizePx: 512, markSize: 50, radius: 0 },
  { file: 'icon-apple-180.png', sizePx: 180, markSize: 60, radius: 0 },
  { file: 'shortcut-new.png', sizePx: 96, markSize: 0, radius: 48, sign: PLUS },
  { file: 'shortcut-join.png', sizePx: 96, markSize: 0, radius: 48, sign: LINK },
]

/** The outlines of the mark, in a field of 48. */
function markPaths(): readonly string[] {
  const source = readFileSync(join(ROOT, 'packages/ui/src/shell/mark.tsx'), 'utf8')
  const paths = [...source.matchAll(/ d="([^"]+)"/gu)].map(([, path = '']) => path)
  if (paths.length !== COLOURS.length) throw new Error('The mark has other parts than it had.')
  return paths
}

function svgOf({ markSize, radius, sign }: Omit<Drawing, 'file' | 'sizePx'>): string {
  const scale = markSize / 48
  // The mark fills 44 by 38 of its field of 48, from 2 and 6 on.
  const [left, top] = [48 - 24 * scale, 48 - 25 * scale].map((at) => at.toFixed(3))
  const shapes = markPaths().map((path, at) => `    <path d="${path}" fill="${COLOURS[at]}"/>`)
  const inside =
    sign ??
    `<g transform="translate(${left} ${top}) scale(${scale.toFixed(3)})">\n${shapes.join('\n')}\n  </g>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
  <rect width="96" height="96" rx="${radius}" fill="${GREEN}"/>
  ${inside}
</svg>
`
}

async function draw(page: Page, { file, sizePx, ...drawing }: Drawing): Promise<void> {
  await page.setViewportSize({ width: sizePx, height: sizePx })
  const source = `data:image/svg+xml,${encodeURIComponent(svgOf(drawing))}`
  await page.setContent(
    `<style>body { margin: 0 } img { display: block; inline-size: 100vw }</style><img src="${source}">`,
  )
  await page.screenshot({ path: join(ICONS, file), omitBackground: true })
}

writeFileSync(join(ICONS, 'icon.svg'), svgOf({ markSize: 63, radius: 22 }))
const executablePath = findBrowser()
const browser = await chromium.launch({
  args: [...CHROMIUM_FLAGS],
  ...(executablePath === undefined ? {} : { executablePath }),
})
const page = await browser.newPage()
for (const drawing of DRAWINGS) await draw(page, drawing)
await browser.close()
