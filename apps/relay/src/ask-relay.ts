/** Asks a running relay: through the socket in its data folder, or elsewhere by its address and token. */
import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { openControlPath } from './control.ts'
import { OperatorProblem, reasonOf } from './operator-problem.ts'
import { codeOf, whoMay } from './ownership.ts'

/** No folder, no socket in it, or one that a relay left when it was killed. */
const NOBODY_THERE: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR', 'ECONNREFUSED'])
const FORBIDDEN: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM'])

export interface Whom {
  readonly data: string
  /** Of a relay elsewhere; the one on this machine's folder if it is not told. */
  readonly url: string | undefined
  readonly adminToken: string | undefined
}

/** `undefined` when no relay runs on that folder. Throws `OperatorProblem` when this user may not ask. */
export async function askRelay(
  whom: Whom,
  path: string,
  method: 'GET' | 'POST' = 'GET',
): Promise<IncomingMessage | undefined> {
  const answer = await (whom.url === undefined
    ? answerHere(whom.data, path, method)
    : answerThere(whom, path, method))
  if (answer === undefined) return undefined
  if (answer.statusCode === 200) return answer
  if (answer.statusCode === 409) throw new OperatorProblem(await textIn(answer))
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
  return JSON.parse(await textIn(answer))
}

async function textIn(answer: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of answer) text += String(chunk)
  return text
}

async function answerHere(
  data: string,
  path: string,
  method: string,
): Promise<IncomingMessage | undefined> {
  try {
    const door = await openControlPath(data)
    try {
      return await answerTo(httpRequest({ socketPath: door.path, path, method }))
    } finally {
      await door.close()
    }
  } catch (error) {
    if (NOBODY_THERE.has(codeOf(error))) return undefined
    if (error instanceof OperatorProblem) throw error
    const next = FORBIDDEN.has(codeOf(error))
      ? await whoMay(data)
      : 'Look whether the relay of that folder runs, and at its log.'
    throw new OperatorProblem(
      `Whether a relay runs on ${data} cannot be told (${reasonOf(error)}). ${next}`,
    )
  }
}

async function answerThere(whom: Whom, path: string, method: string): Promise<IncomingMessage> {
  const asked = dialThere(whom, path, method)
  try {
    return await answerTo(asked)
  } catch (error) {
    throw new OperatorProblem(
      `${whom.url} cannot be reached (${reasonOf(error)}). Look whether it runs, and give its address as in --url https://chat.example.org.`,
    )
  }
}

async function answerTo(asked: ClientRequest): Promise<IncomingMessage> {
  asked.end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return answer
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
