/** Opens the store where the settings say that it is. */
import type { Config } from './config.ts'
import { openDataFolder } from './data-folder.ts'
import { mustBeKeptHere } from './kept-in-nats.ts'
import { openNatsStore } from './nats-store.ts'
import { freeBytes, SCARCE_BYTES } from './readiness.ts'
import type { Store } from './store.ts'

/** Throws `OperatorProblem` with what to do. */
export function openStore(config: Config): Promise<Store> {
  return config.nats === undefined
    ? openLevelStore(config.data)
    : openNatsStore(config, config.nats)
}

async function openLevelStore(data: string): Promise<Store> {
  const back = `${data}-back`
  await mustBeKeptHere(
    data,
    `Start it with these servers in PARLEY_NATS, as before. To keep everything in a folder again, stop every relay, then run parley migrate --from nats --to ${back} with the same PARLEY_NATS.`,
  )
  const level = await openDataFolder(data)
  return {
    journal: level,
    level,
    async lack() {
      return (await freeBytes(data)) < SCARCE_BYTES ? 'the disk is almost full' : undefined
    },
  }
}
