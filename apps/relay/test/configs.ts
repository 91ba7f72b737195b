/** Settings as nobody set them, but for a port of the system's choice. */
import { type Config, parseConfig } from '../src/config.ts'

export function configOf(some: Partial<Config>): Config {
  const parsed = parseConfig({ flags: new Map(), environment: { PORT: '0' }, directory: '/' })
  if (!parsed.ok) throw new Error(parsed.problem)
  return { ...parsed.config, ...some }
}
