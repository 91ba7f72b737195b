/**
 * Makes a fixture out of a recorded chat: every user name and account id becomes a pseudonym, the
 * same in all files of one run, and everything else stays byte for byte.
 *
 *   tsx scripts/pseudonymise.ts <folder to write to> <log.tsv[.gz] | log.txt[.gz]>...
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { namesInGitter, namesInIrc, rewriteGitter, rewriteIrc, rewriterFor } from './chat-logs.ts'
import { newPseudonyms } from './pseudonyms.ts'

interface Log {
  readonly path: string
  readonly gzipped: boolean
  readonly gitter: boolean
  readonly text: string
  readonly names: readonly string[]
}

function main([folder, ...paths]: readonly string[]): number {
  if (folder === undefined || paths.length === 0) {
    console.error('usage: pseudonymise <folder to write to> <log.tsv[.gz] | log.txt[.gz]>...')
    return 2
  }
  const logs = paths.map(readLog)
  const gitterNames = logs.filter((log) => log.gitter).flatMap((log) => log.names)
  const taken = new Set(logs.flatMap((log) => log.names.map((name) => name.toLowerCase())))
  const pseudonyms = newPseudonyms(taken)
  mkdirSync(folder, { recursive: true })
  for (const log of logs) {
    // Gitter rooms share one set of accounts; an IRC nick means somebody only in its own channel.
    const rewrite = rewriterFor(log.gitter ? gitterNames : log.names, pseudonyms)
    const rewritten = (log.gitter ? rewriteGitter : rewriteIrc)(log.text, rewrite, pseudonyms)
    const bytes = Buffer.from(rewritten)
    const path = join(folder, basename(log.path))
    writeFileSync(path, log.gzipped ? gzipSync(bytes, { level: 9 }) : bytes)
    console.log(`${path}: ${new Set(log.names).size} authors`)
  }
  console.log(`${pseudonyms.count()} pseudonyms dealt`)
  return 0
}

function readLog(path: string): Log {
  const bytes = readFileSync(path)
  const gzipped = path.endsWith('.gz')
  const text = (gzipped ? gunzipSync(bytes) : bytes).toString('utf8')
  const gitter = /\.tsv(\.gz)?$/.test(path)
  return { path, gzipped, gitter, text, names: (gitter ? namesInGitter : namesInIrc)(text) }
}

process.exitCode = main(process.argv.slice(2))
