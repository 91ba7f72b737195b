/**
 * The settings of `parley`, read from the environment. Every mistake names the setting and the fix.
 */
import { networkInterfaces } from 'node:os'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Config {
  /** 0 lets the system choose. */
  readonly port: number
  /** Directory of the journal. */
  readonly data: string
  /** Directory of the built web app. */
  readonly web: string
  /** Under which origins clients may have dialled; `undefined`: this machine's own. */
  readonly origins: readonly string[] | undefined
}

export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problem: string }

const BUILT_WEB_APP = fileURLToPath(new URL('../../web/dist', import.meta.url))

/** `PORT`, `PARLEY_DATA`, `PARLEY_ORIGINS`, `PARLEY_WEB`; paths are relative to `directory`. */
export function parseConfig(
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
): ParsedConfig {
  const { PORT = '', PARLEY_DATA = '', PARLEY_WEB = '', PARLEY_ORIGINS = '' } = environment
  const port = PORT === '' ? 8080 : parsePort(PORT)
  if (port === undefined) {
    const problem = `PORT is "${PORT}", which is no port. Use a number from 0 to 65535, as in PORT=8081 npm start.`
    return { ok: false, problem }
  }
  const names = PARLEY_ORIGINS.split(',').flatMap((name) => (name.trim() === '' ? [] : name.trim()))
  const strange = names.find((name) => normalOrigin(name) === undefined)
  if (strange !== undefined) {
    const problem =
      `PARLEY_ORIGINS has "${strange}", which is no origin. Write scheme, host and port only, ` +
      'separated by commas, as in PARLEY_ORIGINS=https://chat.example.org,http://192.168.1.5:8080.'
    return { ok: false, problem }
  }
  return {
    ok: true,
    config: {
      port,
      data: resolve(directory, PARLEY_DATA === '' ? 'data' : PARLEY_DATA),
      web: PARLEY_WEB === '' ? BUILT_WEB_APP : resolve(directory, PARLEY_WEB),
      origins: names.length === 0 ? undefined : names.flatMap((name) => normalOrigin(name) ?? []),
    },
  }
}

/** Origins of loopback names and this machine's addresses on a port, over http and https. */
export function ownOrigins(port: number): readonly string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .map(({ address }) => address.split('%')[0] ?? '')
  const hosts = new Set(['localhost', '127.0.0.1', '::1', ...addresses])
  return [...hosts].flatMap((host) => {
    const name = isIP(host) === 6 ? `[${host}]` : host
    return [`http://${name}:${port}`, `https://${name}:${port}`]
  })
}

/** One spelling for each origin: ws and wss count as http and https, default ports go. */
export function normalOrigin(text: string): string | undefined {
  if (!/^(https?|wss?):\/\//i.test(text) || !URL.canParse(text)) return undefined
  const url = new URL(text.replace(/^ws/i, 'http'))
  const isBare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  return isBare ? url.origin : undefined
}

function parsePort(text: string): number | undefined {
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : Number.NaN
  return port <= 65_535 ? port : undefined
}
