/** A port for somebody who does not know what one is: the usual one, or the next that nothing else uses. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { OperatorProblem } from '../operator-problem.ts'

export const USUAL_PORT = 8080
const TRIES = 20

/** Throws `OperatorProblem` when all of them are taken. */
export async function freePort(host: string | undefined, from = USUAL_PORT): Promise<number> {
  for (let port = from; port < from + TRIES; port++) if (await isFree(port, host)) return port
  throw new OperatorProblem(
    `The ports from ${from} to ${from + TRIES - 1} are all in use by other programs. Choose another, as in PORT=9000 npm start.`,
  )
}

async function isFree(port: number, host: string | undefined): Promise<boolean> {
  const server = createServer()
  try {
    server.listen({ port, host })
    await once(server, 'listening')
  } catch {
    return false
  }
  const closed = once(server, 'close')
  server.close()
  await closed
  return true
}
