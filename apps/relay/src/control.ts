/**
 * The operator's door on the same machine: a socket in the data folder, for this user alone. Whoever may
 * open it may read the folder as well, so it asks for no token.
 */
import { once } from 'node:events'
import { chmod, constants, open, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { AnswerAdmin } from './admin.ts'
import { OperatorProblem } from './operator-problem.ts'

/** A path that is longer cannot be a socket's (Linux 107 bytes, macOS 103). */
const MAX_PATH_BYTES = 103
const NAME = 'control.sock'

export interface ControlPath {
  readonly path: string
  /** Afterwards the path may lead nowhere. */
  close(): Promise<void>
}

/** The socket's path, however deep the folder lies: Linux has a short one to any folder that is open. */
export async function openControlPath(data: string): Promise<ControlPath> {
  const path = join(data, NAME)
  if (Buffer.byteLength(path) <= MAX_PATH_BYTES) return { path, close: () => Promise.resolve() }
  if (process.platform !== 'linux')
    throw new OperatorProblem(
      `The path ${data} is too long for the socket by which commands ask a relay. Name a folder with at most ${MAX_PATH_BYTES - NAME.length - 1} bytes, as in --data /srv/parley.`,
    )
  const folder = await open(data, constants.O_RDONLY | constants.O_DIRECTORY)
  return { path: `/proc/self/fd/${folder.fd}/${NAME}`, close: () => folder.close() }
}

export interface Control {
  close(): Promise<void>
}

export async function openControl(data: string, answer: AnswerAdmin): Promise<Control> {
  const door = await openControlPath(data)
  const { path } = door
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
      await door.close()
    },
  }
}
