/** `parley doctor`: looks at disk, clock, port and store, and says of each what to do. */
import { once } from 'node:events'
import { X509Certificate } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import type { Stats } from '../admin.ts'
import { askRelay, jsonIn } from '../ask-relay.ts'
import { certificateIn } from '../certificate.ts'
import type { Command } from '../command.ts'
import type { Config } from '../config.ts'
import { SETTING_NAMES } from '../settings.ts'
import { reasonOf } from '../operator-problem.ts'
import { freeBytes, SCARCE_BYTES } from '../readiness.ts'
import { readWebFiles } from '../web-files.ts'
import { mib } from './amounts.ts'
import { bad, type Finding, well } from './finding.ts'
import { lookAtNats } from './nats-findings.ts'
import { lookAtStore, lookElsewhere } from './store-findings.ts'

/** Nobody's clock is right before this was written. */
const NOT_BEFORE_YEAR = 2026
const CLOCK_PROBE_MS = 5_000
const MAX_SKEW_MS = 60_000
const DAY_MS = 86_400_000

export const doctor: Command = {
  name: 'doctor',
  operands: [],
  says: 'Looks whether disk, clock, port, certificate and store are well',
  more:
    'It takes the settings the relay takes and ends with 1 when something needs doing. Every signature in the store is checked. ' +
    'While a relay runs on the folder, the store is left to that relay.',
  settings: SETTING_NAMES,
  flags: [['--url <address>', 'Compares the clock with the one of this web server.']],
  examples: [
    'parley doctor --data /srv/parley --port 443',
    'parley doctor --url https://www.example.org',
  ],
  async run({ config, flags, terminal }) {
    const running = await runningOn(config)
    const findings = [
      await lookAtDisk(config.data),
      await lookAtClock(flags.get('url')),
      running === undefined ? await lookAtPort(config) : well(portOf(running, config)),
      ...(await lookAtCertificate(config)),
      await lookAtApp(config.web),
      ...(config.nats === undefined
        ? await lookAtKept(config.data, running)
        : await lookAtNats(config, config.nats, running)),
    ]
    for (const { isWell, says } of findings) terminal.say(`${isWell ? 'ok  ' : 'BAD '} ${says}`)
    return findings.every(({ isWell }) => isWell) ? 0 : 1
  },
}

async function lookAtKept(data: string, running: Stats | undefined): Promise<readonly Finding[]> {
  if (running === undefined) return lookAtStore(data)
  const held = well('store: open in the relay that runs; stop it to have every document read')
  return [(await lookElsewhere(data)) ?? held]
}

/** `undefined` also where this user may not ask: looking at the store says so. */
async function runningOn(config: Config): Promise<Stats | undefined> {
  const whom = { ...config, url: undefined }
  const answer = await askRelay(whom, '/admin/stats').catch(() => undefined)
  return answer === undefined ? undefined : ((await jsonIn(answer)) as Stats) // our own relay said so
}

function portOf(running: Stats, { port }: Config): string {
  const said = `port: the relay of this folder runs on ${running.port}`
  return running.port === port || port === 0 ? said : `${said}; nobody looked at ${port}`
}

async function lookAtDisk(data: string): Promise<Finding> {
  let path = data
  while (!(await stat(path).catch(() => undefined)) && dirname(path) !== path) path = dirname(path)
  const free = await freeBytes(path)
  if (free < SCARCE_BYTES)
    return bad(
      `disk: ${mib(free)} free at ${data}. Make room, or set PARLEY_DATA to another disk: a full one takes no messages.`,
    )
  return well(`disk: ${mib(free)} free at ${data}`)
}

async function lookAtClock(url: string | undefined): Promise<Finding> {
  const now = new Date()
  if (now.getFullYear() < NOT_BEFORE_YEAR)
    return bad(
      `clock: it says ${now.toISOString()}. Set it, and keep it right with systemd-timesyncd or chrony: messages ahead of it are refused.`,
    )
  if (url === undefined)
    return well(`clock: ${now.toISOString()}; --url compares it with a web server's`)
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(CLOCK_PROBE_MS) })
    const skewMs = Date.now() - Date.parse(answer.headers.get('date') ?? '')
    if (Number.isNaN(skewMs)) return well(`clock: ${now.toISOString()}; ${url} tells no time`)
    const said = `${Math.round(Math.abs(skewMs) / 1_000)} s ${skewMs > 0 ? 'ahead of' : 'behind'} ${url}`
    if (Math.abs(skewMs) > MAX_SKEW_MS)
      return bad(
        `clock: ${said}. Keep it right with systemd-timesyncd or chrony: messages ahead of it are refused.`,
      )
    return well(`clock: ${said}`)
  } catch (error) {
    return bad(
      `clock: ${url} cannot be asked (${reasonOf(error)}). Name another web server, or leave --url away.`,
    )
  }
}

async function lookAtPort({ port, host }: Config): Promise<Finding> {
  const server = createServer().listen(port, host)
  try {
    await once(server, 'listening')
    server.close()
    return well(port === 0 ? 'port: the system will choose one' : `port: ${port} is free`)
  } catch (error) {
    return bad(
      `port: ${port} cannot be used (${reasonOf(error)}). Stop what uses it, or choose another, as in --port 8081.`,
    )
  }
}

async function lookAtCertificate(config: Config): Promise<readonly Finding[]> {
  try {
    const certificate = await certificateIn(config)
    if (certificate === undefined) return []
    const { validTo } = new X509Certificate(certificate.cert)
    const days = Math.floor((Date.parse(validTo) - Date.now()) / DAY_MS)
    if (days < 7)
      return [
        bad(`certificate: ends ${validTo}. Renew it; the relay notices the new file by itself.`),
      ]
    return [well(`certificate: good for ${days} days`)]
  } catch (error) {
    return [bad(`certificate: ${reasonOf(error)}`)]
  }
}

async function lookAtApp(web: string): Promise<Finding> {
  if ((await readWebFiles(web)) !== undefined) return well(`app: built, in ${web}`)
  return bad(
    `app: there is none in ${web}. Build it with "npm start", or set PARLEY_WEB to where it is.`,
  )
}
