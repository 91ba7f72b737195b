/** Origins: under which addresses clients may have dialled this relay, in one spelling each. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

/** A name or a number, in letters that mean nothing to a terminal or a shell. */
const HOST = /^[a-z0-9.-]{1,253}$|^\[[0-9a-f:.]{2,45}\]$/

const ANY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

/**
 * Origins of loopback names and this machine's addresses on a port, over http and https; with a host, of those
 * under which a relay that listens on that one alone can be reached.
 */
export function ownOrigins(port: number, host?: string): readonly string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .map(({ address }) => address.split('%')[0] ?? '')
  const isAny = host === undefined || ANY_ADDRESS.has(host)
  const all = isAny ? ['localhost', '127.0.0.1', '::1', ...addresses] : namesOf(host)
  return [...new Set(all)].flatMap((one) => {
    const name = isIP(one) === 6 ? `[${one}]` : one
    return [`http://${name}:${port}`, `https://${name}:${port}`].flatMap(
      (origin) => normalOrigin(origin) ?? [],
    )
  })
}

/** For how long this machine has the addresses it had: asking for them costs more than letting somebody in. */
const KNOWN_MS = 2_000

/** Whether an origin is one of `ownOrigins` now; one that was not is looked for again each time. `now`: milliseconds. */
export function newOwnOrigins(port: number, now: () => number): (origin: string) => boolean {
  let known = new Set<string>()
  let knownUntil = -Infinity
  return (origin) => {
    if (now() < knownUntil && known.has(origin)) return true
    known = new Set(ownOrigins(port))
    knownUntil = now() + KNOWN_MS
    return known.has(origin)
  }
}

function namesOf(host: string): readonly string[] {
  return host === '::1' || host === '127.0.0.1' ? ['localhost', host] : [host]
}

/**
 * Under which origin a browser opened this relay, as its request says: the page's own, or else the host it asked
 * for. Anybody may say anything here, so only what can be a host's name is taken, and it is only ever told.
 */
export function openedAt(headers: IncomingHttpHeaders, isSecure: boolean): string | undefined {
  const { origin, host = '' } = headers
  const said = normalOrigin(origin ?? `${isSecure ? 'https' : 'http'}://${host}`)
  return said !== undefined && HOST.test(new URL(said).hostname) ? said : undefined
}

/** A name or a number that leads every machine to itself. */
export function isLoopbackName(hostname: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
}

/** What a proxy adds: behind one every request comes from this machine. */
const PROXIED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'] as const

/**
 * Asked by a program on this machine, for a name that leads to this machine only. A page that somebody's name
 * server leads here says its own name in `Host`, and no other site's script may read an answer.
 */
export function isFromHere({ headers, socket }: IncomingMessage): boolean {
  const { host = '' } = headers
  const remote = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const isHere = remote === '::1' || /^127(?:\.\d+){3}$/.test(remote)
  if (!isHere || PROXIED.some((name) => headers[name] !== undefined)) return false
  return URL.canParse(`http://${host}`) && isLoopbackName(new URL(`http://${host}`).hostname)
}

/** One spelling for each origin: ws and wss count as http and https, default ports go. */
export function normalOrigin(text: string): string | undefined {
  if (!/^(https?|wss?):\/\//i.test(text) || !URL.canParse(text)) return undefined
  const url = new URL(text.replace(/^ws/i, 'http'))
  const isBare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  return isBare ? url.origin : undefined
}
