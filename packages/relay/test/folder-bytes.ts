/** What somebody finds who takes a store's disk and looks at every byte of it. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Whether any file of the folder holds these bytes; files that vanish meanwhile hold nothing. */
export async function folderHolds(path: string, bytes: Uint8Array): Promise<boolean> {
  const files = (await readdir(path)).map((name) =>
    readFile(join(path, name)).catch(() => Buffer.alloc(0)),
  )
  return (await Promise.all(files)).some((file) => file.includes(Buffer.from(bytes)))
}
