/** Writes vectors/*.json anew: `npx tsx packages/protocol/test/write-vectors.ts`, for a new wire version only. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { GOLDEN } from './golden.ts'

for (const [name, vectors] of Object.entries(GOLDEN)) {
  const path = fileURLToPath(new URL(`../vectors/${name}.json`, import.meta.url))
  writeFileSync(path, `${JSON.stringify(vectors(), undefined, 2)}\n`)
}
