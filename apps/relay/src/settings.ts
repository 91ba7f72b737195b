/**
 * Every setting of `parley`, once: its flag, its environment variable, what it may be, and what to say when
 * it is something else. Reading, help and the operators' page follow from this table.
 */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type GroupId, parseDocName } from '@parley/protocol'
import { parseServer, serversIn } from '@parley/relay'
import { normalOrigin } from './origins.ts'
import { isAddressRange, LOOPBACK } from './peer-address.ts'

/** What a text means, or which part of it means nothing. */
type Reading<T> = { readonly value: T } | { readonly wrong: string }

export interface Setting<T> {
  readonly variable: string
  /** Secrets have none: whoever lists processes would see them. */
  readonly flag: string | undefined
  /** What stands for the value in help; a switch takes none. */
  readonly value: string | undefined
  readonly says: string
  /** Completes `… is "x", which `. */
  readonly wrong: string
  readonly example: string
  /** What it is when nobody says anything, in words and as a value. */
  readonly otherwise: readonly [words: string, value: (directory: string) => T]
  read(text: string, directory: string): Reading<T>
}

const BUILT_WEB_APP = fileURLToPath(new URL('../../web/dist', import.meta.url))
const BUILT_WIDGET = fileURLToPath(new URL('../../widget/dist', import.meta.url))

/** Paths are relative to the directory the command is run in. */
export const SETTINGS = {
  port: setting<number>({
    ...named('PORT', 'port', '<number>'),
    says: 'The port to listen on; 0 lets the system choose.',
    wrong: 'is no port. Use a number from 0 to 65535',
    example: '8081',
    otherwise: ['8080', () => 8080],
    read: (text) => numberIn(text, { from: 0, to: 65_535 }),
  }),
  host: setting<string | undefined>({
    ...named('PARLEY_HOST', 'host', '<address>'),
    says: 'The address to listen on. Behind a proxy on the same machine: 127.0.0.1.',
    wrong: 'is no address of a machine. Use a number such as 127.0.0.1 or ::1',
    example: '127.0.0.1',
    otherwise: ['every address', () => undefined],
    read: (text) => (isAddressRange(text) ? { value: text } : { wrong: text }),
  }),
  data: setting<string>({
    ...named('PARLEY_DATA', 'data', '<folder>'),
    says: 'Where everything is kept. One relay at a time uses it.',
    wrong: 'is no folder. Use a path',
    example: '/var/lib/parley',
    otherwise: ['./data', (directory) => resolve(directory, 'data')],
    read: (text, directory) => ({ value: resolve(directory, text) }),
  }),
  web: setting<string>({
    ...named('PARLEY_WEB', 'web', '<folder>'),
    says: 'The built web app.',
    wrong: 'is no folder. Use a path',
    example: 'apps/web/dist',
    otherwise: ['the one npm start builds', () => BUILT_WEB_APP],
    read: (text, directory) => ({ value: resolve(directory, text) }),
  }),
  widget: setting<string>({
    ...named('PARLEY_WIDGET', 'widget', '<folder>'),
    says: 'The built widget, which other sites’ pages fetch from here; without one they find none.',
    wrong: 'is no folder. Use a path',
    example: 'apps/widget/dist',
    otherwise: ['the one npm start builds', () => BUILT_WIDGET],
    read: (text, directory) => ({ value: resolve(directory, text) }),
  }),
  origins: setting<readonly string[] | undefined>({
    ...named('PARLEY_ORIGINS', 'origins', '<origins>'),
    says: 'Under which addresses people open this relay, as their browser shows them.',
    wrong: 'is no origin. Write scheme, host and port only, separated by commas',
    example: 'https://chat.example.org,http://192.168.1.5:8080',
    otherwise: ['localhost and this machine’s own addresses', () => undefined],
    read: (text) => listIn(text, normalOrigin),
  }),
  pages: setting<readonly string[] | undefined>({
    ...named('PARLEY_PAGES', 'pages', '<origins>'),
    says: 'Web pages whose scripts may open the socket. Their visitors still have to be members.',
    wrong: 'is no origin. Write scheme, host and port only, separated by commas',
    example: 'https://chat.example.org,https://www.example.org',
    otherwise: ['any', () => undefined],
    read: (text) => listIn(text, normalOrigin),
  }),
  tlsCert: setting<string | undefined>({
    ...named('PARLEY_TLS_CERT', 'tls-cert', '<file>'),
    says: 'A certificate (PEM, with its chain): serves https itself. Renewed files are noticed within a minute.',
    wrong: 'is no file. Use a path',
    example: '/etc/parley/fullchain.pem',
    otherwise: ['plain http', () => undefined],
    read: (text, directory) => ({ value: resolve(directory, text) }),
  }),
  tlsKey: setting<string | undefined>({
    ...named('PARLEY_TLS_KEY', 'tls-key', '<file>'),
    says: 'The certificate’s private key (PEM).',
    wrong: 'is no file. Use a path',
    example: '/etc/parley/privkey.pem',
    otherwise: ['none', () => undefined],
    read: (text, directory) => ({ value: resolve(directory, text) }),
  }),
  trustedProxies: setting<readonly string[]>({
    ...named('PARLEY_TRUSTED_PROXIES', 'trusted-proxies', '<addresses>'),
    says: 'Proxies whose X-Forwarded-For is believed: addresses, ranges, or "loopback".',
    wrong: 'is no address or range. Write them separated by commas',
    example: 'loopback,10.0.0.0/8',
    otherwise: ['none', () => []],
    read: (text) =>
      listIn(text, (name) => (name === LOOPBACK || isAddressRange(name) ? name : undefined)),
  }),
  closed: setting<boolean>({
    ...named('PARLEY_CLOSED', 'closed', undefined),
    says: 'Only people with an invitation from "parley invitation" may found groups here.',
    wrong: 'is neither on nor off',
    example: 'on',
    otherwise: ['off', () => false],
    read: switchIn,
  }),
  adminToken: setting<string | undefined>({
    ...named('PARLEY_ADMIN_TOKEN', undefined, '<secret>'),
    says: 'Lets /admin/ and /metrics answer over the network to whoever sends it as a bearer token.',
    wrong:
      'is too short to be a secret. Use 24 or more characters without blanks, as "openssl rand -hex 24" gives them',
    example: '"$(openssl rand -hex 24)"',
    otherwise: ['off', () => undefined],
    read: (text) =>
      /^[\x21-\x7e]{24,}$/.test(text) ? { value: text } : { wrong: `${text.slice(0, 2)}…` },
  }),
  metrics: setting<'token' | 'open'>({
    ...named('PARLEY_METRICS', 'metrics', '<who>'),
    says: 'Who may read /metrics: "token", whoever has the admin token, or "open", everybody who reaches this port.',
    wrong: 'is neither token nor open',
    example: 'open',
    otherwise: ['token', () => 'token'],
    read: (text) => (text === 'token' || text === 'open' ? { value: text } : { wrong: text }),
  }),
  log: setting<'plain' | 'json' | 'off'>({
    ...named('PARLEY_LOG', 'log', '<form>'),
    says: 'The log on standard error: "plain" words, a line of "json" each, or "off".',
    wrong: 'is no form of a log. Use plain, json or off',
    example: 'json',
    otherwise: ['plain', () => 'plain'],
    read: (text) =>
      text === 'plain' || text === 'json' || text === 'off' ? { value: text } : { wrong: text },
  }),
  logPrivate: setting<boolean>({
    ...named('PARLEY_LOG_PRIVATE', 'log-private', undefined),
    says: 'Puts addresses and document names into the log, to find a fault. Not for every day.',
    wrong: 'is neither on nor off',
    example: 'on',
    otherwise: ['off', () => false],
    read: switchIn,
  }),
  sessionsPerAddress: setting<number>({
    ...named('PARLEY_SESSIONS_PER_ADDRESS', 'sessions-per-address', '<number>'),
    says: 'Sockets of one network address (IPv6: one /64) at a time. A school behind one router is one address.',
    wrong: 'is no number of sockets. Use one from 1 to 1000000',
    example: '10000',
    otherwise: ['4096', () => 4_096],
    read: (text) => numberIn(text, { from: 1, to: 1_000_000 }),
  }),
  sessionsPerDevice: setting<number>({
    ...named('PARLEY_SESSIONS_PER_DEVICE', 'sessions-per-device', '<number>'),
    says: 'Sockets of one device at a time: every tab has one.',
    wrong: 'is no number of sockets. Use one from 1 to 1000000',
    example: '100',
    otherwise: ['64', () => 64],
    read: (text) => numberIn(text, { from: 1, to: 1_000_000 }),
  }),
  groupMib: setting<number>({
    ...named('PARLEY_GROUP_MIB', 'group-mib', '<number>'),
    says: 'MiB that one group may take here; past it people are told that it is full.',
    wrong: 'is no number of MiB. Use one from 32 to 1000000',
    example: '1024',
    otherwise: ['4096', () => 4_096],
    read: (text) => numberIn(text, { from: 32, to: 1_000_000 }),
  }),
  nats: setting<readonly string[] | undefined>({
    ...named('PARLEY_NATS', 'nats', '<addresses>'),
    says: 'NATS servers with JetStream that keep everything instead of the data folder, so that several relays can share it. A name and a password go before the first host, best by the variable; of a password only % has to be written otherwise, as %25.',
    wrong:
      'is no address of a NATS server. Write scheme, host and port of each, separated by commas',
    example: 'nats://a:4222,nats://b:4222,nats://c:4222',
    otherwise: ['none: the data folder keeps everything', () => undefined],
    read: natsIn,
  }),
  natsReplicas: setting<number | undefined>({
    ...named('PARLEY_NATS_REPLICAS', 'nats-replicas', '<number>'),
    says: 'How many NATS servers keep each message, when the store is made. More than half of them have it before its sender is told.',
    wrong: 'is no number of servers. Use 1, 3 or 5',
    example: '3',
    otherwise: ['3 where three servers or more are named, 1 otherwise', () => undefined],
    read: (text) => (['1', '3', '5'].includes(text) ? { value: Number(text) } : { wrong: text }),
  }),
  natsMib: setting<number | undefined>({
    ...named('PARLEY_NATS_MIB', 'nats-mib', '<number>'),
    says: 'MiB that everything together may take there, when the store is made.',
    wrong: 'is no number of MiB. Use one from 64 to 9999999',
    example: '100000',
    otherwise: ['as much as the servers have', () => undefined],
    read: (text) => numberIn(text, { from: 64, to: 9_999_999 }),
  }),
  upstream: setting<string | undefined>({
    ...named('PARLEY_UPSTREAM', 'upstream', '<address>'),
    says: 'Another relay that groups are carried to and from whenever it can be reached, as a school’s after class.',
    wrong: 'is no address of a relay. Write scheme, host and port only',
    example: 'wss://school.example',
    otherwise: ['none', () => undefined],
    read: (text) => {
      const value = normalOrigin(text)
      return value === undefined ? { wrong: text } : { value }
    },
  }),
  upstreamToken: setting<string | undefined>({
    ...named('PARLEY_UPSTREAM_TOKEN', undefined, '<token>'),
    says: 'What opens groups there to this relay; its operator makes it with "parley token --mirror".',
    wrong: 'is no token. Copy all of what "parley token --mirror" printed',
    example: 'AQBp…',
    otherwise: ['none', () => undefined],
    read: (text) =>
      /^[\w-]{64,}$/.test(text) ? { value: text } : { wrong: `${text.slice(0, 2)}…` },
  }),
  upstreamGroups: setting<readonly GroupId[] | undefined>({
    ...named('PARLEY_UPSTREAM_GROUPS', 'upstream-groups', '<ids>'),
    says: 'Which groups are carried, by what stands after #/g/ in their address.',
    wrong:
      'is no id of a group. Copy the 43 letters after #/g/ in its address, several separated by commas',
    example: 'pgTk0o9mVnTmuvxEz9iXxuYkq4v0ZxVn6x0cVnH8b0k',
    otherwise: ['all that the token opens', () => undefined],
    read: (text) => groupsIn(text),
  }),
} as const

export type SettingName = keyof typeof SETTINGS
export const SETTING_NAMES = Object.keys(SETTINGS).filter(
  (name): name is SettingName => name in SETTINGS,
)

/** What settings are for one command when nobody says anything. */
export type Otherwise = {
  readonly [Name in SettingName]?: (typeof SETTINGS)[Name]['otherwise']
}

function setting<T>(one: Setting<T>): Setting<T> {
  return one
}

function named(
  variable: string,
  flag: string | undefined,
  value: string | undefined,
): Pick<Setting<unknown>, 'variable' | 'flag' | 'value'> {
  return { variable, flag, value }
}

function numberIn(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
): Reading<number> {
  const value = /^[0-9]{1,7}$/.test(text) ? Number(text) : Number.NaN
  return value >= from && value <= to ? { value } : { wrong: text }
}

/** Also of an address without a scheme. */
const LOGIN = /^([a-z]+:\/\/)?.*@/is

function natsIn(text: string): Reading<readonly string[]> {
  const servers = serversIn(text)
  const wrong = servers.find((server) => parseServer(server) === undefined)
  if (servers.length > 0 && wrong === undefined) return { value: servers }
  return { wrong: (wrong ?? text).replace(LOGIN, '$1…@') }
}

/** Ids, or addresses of the app as they are copied, whatever stands beside the conversation. */
function groupsIn(text: string): Reading<readonly GroupId[]> {
  const names = listIn(text, groupNamed)
  if ('wrong' in names) return names
  return { value: [...new Set(names.value.flatMap((name) => groupNamed(name) ?? []))] }
}

function groupNamed(text: string): GroupId | undefined {
  const [, id = text] = /#\/(?:g|board)\/([^/]*)/u.exec(text) ?? []
  const name = parseDocName(id)
  return name?.kind === 'group' ? name.group : undefined
}

function switchIn(text: string): Reading<boolean> {
  if (text === 'on' || text === '1' || text === 'true') return { value: true }
  return text === 'off' || text === '0' || text === 'false' ? { value: false } : { wrong: text }
}

/** Names separated by commas, blanks around them ignored. */
function listIn(
  text: string,
  read: (name: string) => string | undefined,
): Reading<readonly string[]> {
  const names = text.split(',').flatMap((name) => (name.trim() === '' ? [] : name.trim()))
  const wrong = names.find((name) => read(name) === undefined)
  if (names.length === 0 || wrong !== undefined) return { wrong: wrong ?? text }
  return { value: names.flatMap((name) => read(name) ?? []) }
}
