/**
 * Builds the web app into `dist`, the service worker beside it as `/sw.js`.
 *
 * In development the socket and `/healthz` go on to the relay at `PARLEY_RELAY`, so that the app finds
 * its relay at its own origin as it does when the relay serves it.
 */
import react from '@vitejs/plugin-react'
import type { IncomingMessage } from 'node:http'
import { defineConfig } from 'vite'
import * as packing from '../../scripts/packing.ts'
import { plainLogging } from '../../scripts/plain-logging.ts'
import { boot } from './boot-build.ts'
import { precache } from './precache.ts'

const relay = process.env['PARLEY_RELAY'] ?? `http://localhost:${process.env['PORT'] ?? '8080'}`

/** A page at `/` is ours, a socket at `/` is the relay's; vite's own socket has its own protocol. */
const unlessSocket = (request: IncomingMessage) =>
  request.headers.upgrade === undefined ? request.url : undefined

/**
 * What others wrote and every screen needs changes rarely: in files of their own, browsers fetch them
 * side by side and keep them when only the app is new.
 */
const LIBRARIES = [
  {
    name: 'react',
    test: /node_modules\/(?:react|react-dom|scheduler|use-sync-external-store|wouter)\//,
  },
  {
    name: 'libraries',
    // Short codes alone want scrypt, and sites alone P-256: they come later.
    test: /node_modules\/(?:yjs|lib0|y-[a-z]+|idb|virtua|@noble|@stablelib)\/(?!hashes\/scrypt|curves\/(?:nist|abstract\/(?:weierstrass|der)))/,
  },
]

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), boot(), precache(packing)],
  resolve: { alias: [plainLogging] },
  build: {
    outDir: 'dist',
    target: 'es2022',
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { index: `${import.meta.dirname}/index.html`, sw: `${import.meta.dirname}/src/sw.ts` },
      output: {
        codeSplitting: { groups: LIBRARIES },
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    proxy: {
      '/healthz': relay,
      '^/$': { target: relay, ws: true, bypass: unlessSocket },
    },
  },
})
