/** Origins: under which addresses clients may have dialled this relay, in one spelling each. */
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

/** Origins of loopback names and this machine's addresses on a port, over http and https. */
export function ownOrigins(port: number): readonly string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .map(({ address }) => address.split('%')[0] ?? '')
  const hosts = new Set(['localhost', '127.0.0.1', '::1', ...addresses])
  return [...hosts].flatMap((host) => {
    const name = isIP(host) === 6 ? `[${host}]` : host
    return [`http://${name}:${port}`, `https://${name}:${port}`].flatMap(
      (origin) => normalOrigin(origin) ?? [],
    )
  })
}

/** One spelling for each origin: ws and wss count as http and https, default ports go. */
export function normalOrigin(text: string): string | undefined {
  if (!/^(https?|wss?):\/\//i.test(text) || !URL.canParse(text)) return undefined
  const url = new URL(text.replace(/^ws/i, 'http'))
  const isBare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  return isBare ? url.origin : undefined
}
