/**
 * A build step of our own: a style sheet becomes a script that keeps it for the trees we draw in. So no
 * style reaches the page around, no policy has to allow any, and nothing is drawn before its style is here.
 */
import { readFile } from 'node:fs/promises'
import { preprocessCSS, type Plugin, type ResolvedConfig } from 'vite'
import { forInside } from './inside-css.ts'

const SHEET = /\.css$/
const MADE = '.sheet.js'
const KEEPER = `${import.meta.dirname}/src/styles.ts`

export function sheets(): Plugin {
  let config: ResolvedConfig
  return {
    name: 'parley:sheets',
    enforce: 'pre',
    configResolved(resolved) {
      config = resolved
    },
    async resolveId(source, importer, options) {
      if (!SHEET.test(source)) return undefined
      const found = await this.resolve(source, importer, { ...options, skipSelf: true })
      return found === null ? undefined : found.id + MADE
    },
    async load(id) {
      if (!id.endsWith(`.css${MADE}`)) return undefined
      const path = id.slice(0, -MADE.length)
      const { code, modules, deps } = await preprocessCSS(
        await readFile(path, 'utf8'),
        path,
        config,
      )
      for (const file of [path, ...(deps ?? [])]) this.addWatchFile(file)
      return [
        `import { keepSheet } from ${JSON.stringify(KEEPER)}`,
        `keepSheet(${JSON.stringify(forInside(code))})`,
        `export default ${JSON.stringify(modules ?? {})}`,
      ].join('\n')
    },
  }
}
