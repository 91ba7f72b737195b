/**
 * The lab's screens for a camera: built once, served from memory without a network, and the same on every
 * machine: two fonts of our own, one moment of one day, emoji left out, because every system draws others.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { build } from 'vite'

const LAB = join(import.meta.dirname, '..', 'packages/ui/test')
const FONTS = join(import.meta.dirname, 'fonts')
const ORIGIN = 'http://lab.localhost'
/** A Thursday; what the lab shows happened shortly before. */
const NOW = new Date('2026-03-12T10:05:00+01:00')

export interface LabPages {
  /** Where a scene is; `language` as in `texts/languages.ts`. */
  urlOf(scene: string, language?: string): string
  /** Every page of this context finds the lab there from now on. */
  serve(context: BrowserContext): Promise<void>
  close(): Promise<void>
}

export async function buildLab(): Promise<LabPages> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-looks-'))
  await build({
    configFile: join(LAB, 'vite.config.ts'),
    build: { outDir: folder, emptyOutDir: true },
    logLevel: 'error',
  })
  const page = await readFile(join(folder, 'lab.html'), 'utf8')
  const body = page
    .replace('</body>', `<style>${await steadyStyle()}</style></body>`)
    .replace(/<script type="module".*src="([^"]+)"><\/script>/, startWhenLettersAreHere)
  return {
    urlOf: (scene, language = 'en') => `${ORIGIN}/lab.html?scene=${scene}&lang=${language}`,
    async serve(context) {
      await context.clock.setFixedTime(NOW)
      await context.route(`${ORIGIN}/**`, (route) => {
        const { pathname } = new URL(route.request().url())
        if (pathname === '/lab.html') return route.fulfill({ body, contentType: 'text/html' })
        return route.fulfill({ path: join(folder, pathname) })
      })
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Rows that are measured with other letters first would end up a fraction of a pixel elsewhere. */
function startWhenLettersAreHere(_: string, script: string): string {
  return `<script type="module">
    await Promise.all([
      ...['400', '600'].map((weight) => document.fonts.load(weight + ' 1em Looks')),
      document.fonts.load("1em 'Looks Arabic'", 'س'),
    ])
    await import('${script}')
  </script>`
}

async function steadyStyle(): Promise<string> {
  return `${await lettersStyle()}
    [class*='_emoji_'] { inline-size: 1.25em; overflow: hidden; visibility: hidden; }`
}

/** The two fonts, and that the app uses them. */
export async function lettersStyle(): Promise<string> {
  const face = async (name: string, file: string, weights: string) => {
    const font = await readFile(join(FONTS, file), 'base64')
    return `@font-face { font-family: '${name}'; font-weight: ${weights}; src: url(data:font/woff2;base64,${font}) }`
  }
  return `${await face('Looks', 'inter.woff2', '100 900')}
    ${await face('Looks Arabic', 'noto-sans-arabic.woff2', '400')}
    :root { --font: Looks, 'Looks Arabic' !important; --font-code: Looks !important; }`
}
