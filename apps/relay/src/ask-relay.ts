/** Asks a running relay: through the socket in its data folder, or elsewhere by its address and token. */
import { once } from 'node:events'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { controlPath } from './control.ts'
import { OperatorProblem, reasonOf } from './operator-problem.ts'

export interface Whom {
  readonly data: string
  /** Of a relay elsewhere; the one on this machine's folder if it is not told. */
  readonly url: string | undefined
  readonly adminToken: string | undefined
}

/** `undefined` when no relay runs on that folder. Throws `OperatorProblem` when one elsewhere refuses. */
export async function askRelay(
  whom: Whom,
  path: string,
  method: 'GET' | 'POST' = 'GET',
): Promise<IncomingMessage | undefined> {
  const asked =
    whom.url === undefined ? dialHere(whom, path, method) : dialThere(whom, path, method)
  asked.end()
  let answer: IncomingMessage
  try {
    ;[answer] = (await once(asked, 'response')) as [IncomingMessage]
  } catch (error) {
    if (whom.url === undefined) return undefined
    throw new OperatorProblem(
      `${whom.url} cannot be reached (${reasonOf(error)}). Look whether it runs, and give its address as in --url https://chat.example.org.`,
    )
  }
  if (answer.statusCode === 200) return answer
  answer.resume()
  if (answer.statusCode === 401)
    throw new OperatorProblem(
      `${whom.url ?? whom.data} does not take this admin token. Set PARLEY_ADMIN_TOKEN to the one that relay was started with.`,
    )
  throw new OperatorProblem(
    `${whom.url ?? whom.data} does not answer ${path} (${answer.statusCode}). ` +
      'Start that relay with PARLEY_ADMIN_TOKEN set, and with this version of Parley.',
  )
}

/** The whole of a short answer, as JSON. */
export async function jsonIn(answer: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of answer) text += String(chunk)
  return JSON.parse(text)
}

function dialHere({ data }: Whom, path: string, method: string) {
  return httpRequest({ socketPath: controlPath(data), path, method })
}

function dialThere({ url = '', adminToken = '' }: Whom, path: string, method: string) {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new OperatorProblem(
      `--url is "${url}", which is no address. Use one as in --url https://chat.example.org.`,
    )
  const target = new URL(path, url)
  const headers = { authorization: `Bearer ${adminToken}` }
  return (target.protocol === 'https:' ? httpsRequest : httpRequest)(target, { method, headers })
}
