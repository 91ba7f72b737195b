/**
 * Builds the widget into `dist`: `widget.js`, which a page names, and behind it what it fetches as it is
 * wanted. The app's components are drawn by Preact, which is a sixth of React's size.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { PACKED, packFiles } from '../../scripts/packing.ts'
import { sheets } from './sheets.ts'
import { textsInSteps } from './texts-in-steps.ts'

const OUT = `${import.meta.dirname}/dist`

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
        entryFileNames: '[name].js',
        chunkFileNames: 'assets/widget/[name]-[hash].js',
      },
    },
  },
})
