/**
 * A build step of our own: `src/boot.ts` becomes a script that waits for nothing, with the names of this
 * build's files in it and the first words in every language; the page names it, and it names the app.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInThisContext } from 'node:vm'
import { build, type Plugin } from 'vite'

const ROOT = import.meta.dirname
/** As the page names it before it is built. */
const PATH = '/boot.js'
const NOTHING_BUILT = { main: '', app: [], styles: [], firstWords: undefined }

export function boot(): Plugin {
  return {
    name: 'parley:boot',
    configureServer({ middlewares }) {
      middlewares.use(PATH, (_request, response) => {
        scriptFor(NOTHING_BUILT).then(
          (text) => response.setHeader('content-type', 'text/javascript').end(text),
          (error: unknown) => response.writeHead(500).end(String(error)),
        )
      })
    },
    async writeBundle({ dir = '' }, bundle) {
      const page = join(dir, 'index.html')
      const html = readFileSync(page, 'utf8')
      const [, entry = '', main = ''] =
        /(<script type="module"[^>]* src="([^"]+)"><\/script>)/.exec(html) ?? []
      if (main === '') throw new Error('index.html has no module of its own')
      const names = Object.keys(bundle).map((name) => `/${name}`)
      const text = await scriptFor({
        main,
        app: appIn(bundle),
        styles: names.filter((name) => name.endsWith('.css')),
        firstWords: await firstWords(),
      })
      const name = `/assets/boot-${createHash('sha256').update(text).digest('base64url').slice(0, 8)}.js`
      writeFileSync(join(dir, name), text)
      const early = `<link rel="modulepreload" crossorigin href="${main}">`
      writeFileSync(page, html.replace(PATH, name).replace(entry, early))
    },
  }
}

type Bundle = Parameters<Extract<Plugin['writeBundle'], (...all: never[]) => unknown>>[1]

/** The script behind the first screen, and what it imports. */
function appIn(bundle: Bundle): readonly string[] {
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
  const start = chunks.find(({ name, isDynamicEntry }) => isDynamicEntry && name === 'start')
  if (start === undefined) throw new Error('there is no app behind the first screen')
  return [start.fileName, ...start.imports].map((name) => `/${name}`)
}

async function scriptFor(about: object): Promise<string> {
  return bundled('src/boot.ts', { BUILD: JSON.stringify(about) })
}

/** Styles have the same names there as in the app: vite makes them of the file and what is in it. */
async function firstWords(): Promise<unknown> {
  const text = await bundled('src/first-words.tsx', {
    'process.env.NODE_ENV': JSON.stringify('production'),
  })
  const { firstWords: drawn }: typeof import('./src/first-words.tsx') = runInThisContext(
    `(() => {${text};return ${BUNDLED}})()`,
  )
  return drawn()
}

const BUNDLED = 'parleyBundled'

/** One script without imports; what it exports is in the variable of that name. */
async function bundled(path: string, define: Record<string, string>): Promise<string> {
  const built = await build({
    ...{ root: ROOT, configFile: false, logLevel: 'error', publicDir: false, define },
    build: {
      ...{ write: false, target: 'es2022' },
      lib: { entry: join(ROOT, path), formats: ['iife'], name: BUNDLED },
    },
  })
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  const script = outputs.find((one) => one.type === 'chunk')
  if (script === undefined) throw new Error(`${path} came to nothing`)
  return script.code
}
