#!/usr/bin/env node
/** The `parley` command: its sources in one file, or, where that cannot be made, as they are. */
import { prepareProgram } from './program.mjs'

if (await prepareProgram()) {
  await import('../dist/parley.mjs')
} else {
  const { register } = await import('tsx/esm/api')
  register()
  await import('../src/main.ts')
}
