/** What somebody finds who takes a store's disk and looks at every byte of it. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Whether any file of the folder, or of one in it, holds these bytes. A store moves what it keeps from file to file, so
 * when one vanishes between listing and reading, its bytes are in a file not listed: looked at anew.
 */
export async function folderHolds(path: string, bytes: Uint8Array): Promise<boolean> {
  for (;;) {
    const entries = await readdir(path, { recursive: true, withFileTypes: true })
    const files = await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => readFile(join(parentPath, name)).catch(unlessGone)),
    )
    if (files.some((file) => file?.includes(Buffer.from(bytes)) === true)) return true
    if (!files.includes(undefined)) return false
  }
}

function unlessGone(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
