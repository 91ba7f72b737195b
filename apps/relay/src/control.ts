/**
 * The operator's door on the same machine: a socket in the data folder, for this user alone. Whoever may
 * open it may read the folder as well, so it asks for no token.
 */
import { once } from 'node:events'
import { chmod, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { AnswerAdmin } from './admin.ts'

/** A path that is longer cannot be a socket's (Linux 107 bytes, macOS 103). */
const MAX_PATH_BYTES = 103

export function controlPath(data: string): string {
  return join(data, 'control.sock')
}

export interface Control {
  close(): Promise<void>
}

/** `undefined` when the folder's path is too long: then only the admin token opens a door. */
export async function openControl(data: string, answer: AnswerAdmin): Promise<Control | undefined> {
  const path = controlPath(data)
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return undefined
  await rm(path, { force: true }) // left by one that was killed: the store is locked by us
  const server = createServer((request, response) => {
    answer(request, response, new URL(request.url ?? '/', 'http://control')).then(
      (isKnown) => isKnown || response.writeHead(404).end(),
      () => response.destroy(),
    )
  })
  server.listen(path)
  await once(server, 'listening')
  await chmod(path, 0o600)
  return {
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
