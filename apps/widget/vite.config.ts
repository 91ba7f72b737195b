/**
 * Builds the widget into `dist`: `widget.js`, which a page names, and behind it what it fetches as it is
 * wanted. The app's components are drawn by Preact, which is a sixth of React's size.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { PACKED, packFiles } from '../../scripts/packing.ts'
import { plainLogging } from '../../scripts/plain-logging.ts'
import { sheets } from './sheets.ts'
import { textsInSteps } from './texts-in-steps.ts'

const OUT = `${import.meta.dirname}/dist`

/** One script for each step, with all that it needs and the ones before it have not brought: that packs best. */
const STEPS = [
  { name: 'widget', tags: ['$initial' as const], priority: 3 },
  { name: 'face', test: /\/widget\/src\/face\.tsx$/, priority: 2 },
  { name: 'talk', test: /\/widget\/src\/talk\.tsx$/, priority: 1 },
]

/** As the app: a relay packs nothing while it serves. */
const packed: Plugin = {
  name: 'parley:packed',
  apply: 'build',
  closeBundle() {
    const entries = readdirSync(OUT, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile() && !PACKED.test(entry.name))
    packFiles(files.map(({ parentPath, name }) => join(parentPath, name)))
  },
}

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [sheets(), textsInSteps(), packed],
  resolve: {
    alias: [
      plainLogging,
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react-dom$/, replacement: 'preact/compat' },
      { find: /^react\/jsx-runtime$/, replacement: 'preact/compat/jsx-runtime' },
      { find: /^react$/, replacement: 'preact/compat' },
    ],
  },
  build: {
    outDir: OUT,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      input: { widget: `${import.meta.dirname}/src/widget.ts` },
      output: {
        codeSplitting: { groups: STEPS },
        entryFileNames: '[name].js',
        chunkFileNames: 'assets/widget/[name]-[hash].js',
      },
    },
  },
})
