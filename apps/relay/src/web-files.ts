/**
 * The built web app, and beside it the widget, in memory: every file of a directory, by the path a browser
 * asks for.
 *
 * Read once at the start. So a request never becomes a file name, and no path in it can lead outside.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

export interface WebFile {
  readonly bytes: Buffer
  readonly type: string
  readonly etag: string
  /** Its name holds a hash of its content. */
  readonly isHashed: boolean
  /** Pages of other sites may use it. */
  readonly isForAll: boolean
  /** The same packed, as the build laid it beside; the best first. */
  readonly packed: readonly PackedFile[]
}

interface PackedFile {
  /** As HTTP calls it. */
  readonly encoding: 'br' | 'gzip'
  readonly bytes: Buffer
}

/** By URL path, `/index.html` among them. */
export type WebFiles = ReadonlyMap<string, WebFile>

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

/** By the end of the packed file's name; the best first. */
const PACKINGS = { '.br': 'br', '.gz': 'gzip' } as const

/** Every file under `directory`; `undefined` when there is no built app in it. */
export async function readWebFiles(directory: string): Promise<WebFiles | undefined> {
  const files = await readFiles(directory, { isForAll: false })
  return files.has('/index.html') ? files : undefined
}

/** What pages of other sites fetch; nothing where it was not built. */
export function readWidgetFiles(directory: string): Promise<WebFiles> {
  return readFiles(directory, { isForAll: true })
}

type Audience = Pick<WebFile, 'isForAll'>

async function readFiles(directory: string, audience: Audience): Promise<WebFiles> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => [])
  const read = new Map<string, Buffer>()
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = `/${relative(directory, path).split(sep).join('/')}`
    read.set(name, await readFile(path))
  }
  const files = new Map<string, WebFile>()
  for (const [name, bytes] of read)
    if (!isPacking(name, read))
      files.set(name, { ...webFile(name, bytes, packedOf(name, read)), ...audience })
  return files
}

/** It has no address of its own: it is another file once more. */
function isPacking(name: string, read: ReadonlyMap<string, Buffer>): boolean {
  const end = extname(name)
  return end in PACKINGS && read.has(name.slice(0, -end.length))
}

function packedOf(name: string, read: ReadonlyMap<string, Buffer>): readonly PackedFile[] {
  return Object.entries(PACKINGS).flatMap(([end, encoding]) => {
    const bytes = read.get(name + end)
    return bytes === undefined ? [] : [{ encoding, bytes }]
  })
}

function webFile(
  name: string,
  bytes: Buffer,
  packed: WebFile['packed'],
): Omit<WebFile, 'isForAll'> {
  return {
    bytes,
    packed,
    type: TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    isHashed: /^\/assets\/.*-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/.test(name),
  }
}
