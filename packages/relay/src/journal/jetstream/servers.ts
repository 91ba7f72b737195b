/**
 * NATS servers as an operator names them. A password may hold any character: the host begins after the last
 * `@`, and a comma separates servers only where another one begins. Loads nothing of NATS.
 */

export interface NamedServer {
  /** Scheme, host and port: what may be shown. */
  readonly address: string
  readonly host: string
  readonly login: Login | undefined
}

export type Login =
  | { readonly user: string; readonly pass: string }
  /** Of servers that ask for no name. */
  | { readonly token: string }

const SERVER = /^(nats|tls):\/\/(?:(.*)@)?([^@/?#]+)\/?$/is
/** A server before, and one after it without its scheme: no name and no password. */
const ANOTHER_IN_FRONT = /^[\w.-]+:\d{1,5},/
const BEFORE_ANOTHER = /,\s*(?=[a-z]+:\/\/)/i

/** The servers of a list, each as it stands there. */
export function serversIn(list: string): readonly string[] {
  return list
    .split(BEFORE_ANOTHER)
    .map((one) => one.replace(/[,\s]+$/, '').trim())
    .filter((one) => one !== '')
}

/** Undefined: it is no address of a NATS server. */
export function parseServer(text: string): NamedServer | undefined {
  const [, scheme, login, host] = SERVER.exec(text) ?? []
  if (scheme === undefined || host === undefined) return undefined
  if (login !== undefined && ANOTHER_IN_FRONT.test(login)) return undefined
  const address = `${scheme.toLowerCase()}://${host}`
  if (!URL.canParse(address) || new URL(address).host === '') return undefined
  return { address, host, login: login === undefined ? undefined : loginIn(login) }
}

/** What may be shown of a list that may not be one. */
export function withoutSecrets(list: string): string {
  return serversIn(list)
    .map((one) => parseServer(one)?.address ?? one.replace(/\/\/.*@/s, '//'))
    .join(', ')
}

function loginIn(text: string): Login {
  const [, user, pass] = /^([^:]*):(.*)$/s.exec(text) ?? []
  if (user === undefined || pass === undefined) return { token: decoded(text) }
  return { user: decoded(user), pass: decoded(pass) }
}

/** As it is where it is not encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
