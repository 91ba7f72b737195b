/**
 * What `parley` was told, by flags first and then by the environment, read by the table of settings.
 * Every mistake names the setting and the fix.
 */
import { type Setting, type SettingName, SETTING_NAMES, SETTINGS } from './settings.ts'

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
}

export function parseConfig(told: Told): ParsedConfig {
  const values: Partial<Record<SettingName, unknown>> = {}
  for (const name of SETTING_NAMES) {
    const read = readSetting(SETTINGS[name], told)
    if ('problem' in read) return { ok: false, problem: read.problem }
    values[name] = read.value
  }
  const config = values as Config // every name of the table was read by the table
  const problem = problemBetween(config)
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

/** Settings that make sense only together. */
function problemBetween({ tlsCert, tlsKey }: Config): string | undefined {
  if (tlsCert !== undefined && tlsKey === undefined)
    return 'PARLEY_TLS_CERT is set and PARLEY_TLS_KEY is not. Set both to serve https, or neither, as in --tls-cert fullchain.pem --tls-key privkey.pem.'
  if (tlsKey !== undefined && tlsCert === undefined)
    return 'PARLEY_TLS_KEY is set and PARLEY_TLS_CERT is not. Set both to serve https, or neither, as in --tls-cert fullchain.pem --tls-key privkey.pem.'
  return undefined
}
