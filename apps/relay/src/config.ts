/**
 * What `parley` was told, by flags first and then by the environment, read by the table of settings.
 * Every mistake names the setting and the fix.
 */
import { nearest } from './nearest.ts'
import {
  type Otherwise,
  type Setting,
  type SettingName,
  SETTING_NAMES,
  SETTINGS,
} from './settings.ts'

const PREFIX = 'PARLEY_'
/** Read by scripts and tests of this repository, which may run a relay. */
const OTHERS = new Set(['PARLEY_BROWSER', 'PARLEY_RELAY', 'PARLEY_SHOTS', 'PARLEY_STARTED_BY'])
/** Kubernetes and linked containers set these in every container beside a service called "parley". */
const SET_BY_CONTAINERS = /^PARLEY_(?:SERVICE_|PORT_\d|NAME$|ENV_)/
const ADDRESS_OF_A_CONTAINER = /^(?:tcp|udp|sctp):\/\//

export type Config = {
  readonly [Name in SettingName]: ReturnType<(typeof SETTINGS)[Name]['otherwise'][1]>
}

export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problem: string }

export interface Told {
  /** By name without dashes; a switch alone is `on`. */
  readonly flags: ReadonlyMap<string, string>
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Paths are relative to it. */
  readonly directory: string
  /** Of the command, before what the table says. */
  readonly otherwise?: Otherwise | undefined
}

export function parseConfig(told: Told): ParsedConfig {
  const unknown = unknownIn(told.environment)
  if (unknown !== undefined) return { ok: false, problem: unknown }
  const values: Partial<Record<SettingName, unknown>> = {}
  for (const name of SETTING_NAMES) {
    const setting: Setting<unknown> = SETTINGS[name]
    const otherwise = told.otherwise?.[name] ?? setting.otherwise
    const read = readSetting({ ...setting, otherwise }, told)
    if ('problem' in read) return { ok: false, problem: read.problem }
    values[name] = read.value
  }
  const config = values as Config // every name of the table was read by the table
  const problem = problemBetween(config, told)
  return problem === undefined ? { ok: true, config } : { ok: false, problem }
}

function readSetting(
  setting: Setting<unknown>,
  { flags, environment, directory }: Told,
): { readonly value: unknown } | { readonly problem: string } {
  const { flag, variable, example, wrong } = setting
  const flagged = flag === undefined ? undefined : flags.get(flag)
  const text = flagged ?? environment[variable] ?? ''
  if (text === '' && flagged === undefined) return { value: setting.otherwise[1](directory) }
  const reading = text === '' ? { wrong: text } : setting.read(text, directory)
  if ('value' in reading) return reading
  const source = flagged === undefined ? variable : `--${flag}`
  const isPart = reading.wrong !== text && flag !== undefined
  const how = flagged === undefined ? `${variable}=${example} npm start` : `--${flag} ${example}`
  return {
    problem: `${source} ${isPart ? 'has' : 'is'} "${reading.wrong}", which ${wrong}, as in ${how}.`,
  }
}

/** Settings that make sense only together, named as the one was that is there. */
function problemBetween({ tlsCert, tlsKey }: Config, { flags }: Told): string | undefined {
  if ((tlsCert === undefined) === (tlsKey === undefined)) return undefined
  const [there, missing] = tlsKey === undefined ? ['CERT', 'KEY'] : ['KEY', 'CERT']
  const isFlagged = flags.has(`tls-${there.toLowerCase()}`)
  const named = (part: string): string =>
    isFlagged ? `--tls-${part.toLowerCase()}` : `PARLEY_TLS_${part}`
  const between = isFlagged ? ' ' : '='
  const example = `${named('CERT')}${between}fullchain.pem ${named('KEY')}${between}privkey.pem`
  return `${named(there)} is set and ${named(missing)} is not. Set both to serve https, or neither, as in ${example}.`
}

/** A misspelt variable would be ignored, and its writer not know why. */
function unknownIn(environment: Told['environment']): string | undefined {
  const names = SETTING_NAMES.map((name) => SETTINGS[name].variable)
  const unknown = Object.keys(environment).find(
    (name) =>
      name.startsWith(PREFIX) &&
      !names.includes(name) &&
      !OTHERS.has(name) &&
      !isOfContainers(name, environment[name] ?? ''),
  )
  if (unknown === undefined) return undefined
  const near = nearest(withoutPrefix(unknown), names.map(withoutPrefix))
  const guess = names.find((name) => near !== undefined && withoutPrefix(name) === near)
  const hint = guess === undefined ? '' : ` Did you mean ${guess}?`
  return `There is no setting ${unknown}.${hint} "parley relay --help" lists what there is; unset it if nothing here should read it.`
}

function isOfContainers(name: string, value: string): boolean {
  if (name === 'PARLEY_PORT') return ADDRESS_OF_A_CONTAINER.test(value)
  return SET_BY_CONTAINERS.test(name)
}

function withoutPrefix(name: string): string {
  return name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name
}
