/** Which servers of a cluster lack something of the stream: as long as most have everything nothing else shows it. */
import type { Nats } from './nats.ts'

/** They tell each other that they live every second. */
const SILENT_MS = 5_000
/** Under load each one is some entries behind at any moment. */
const MANY = 1_000

/** Their names; `undefined` while nobody can tell, and where one server alone keeps it. */
export async function laggingIn({
  isUp,
  manager,
  stream,
  library,
}: Nats): Promise<readonly string[] | undefined> {
  if (!isUp()) return undefined
  const info = await manager.streams.info(stream).catch(() => undefined)
  const { leader, replicas } = info?.cluster ?? {}
  if (!leader || replicas === undefined) return undefined
  const silence = library.core.nanos(SILENT_MS)
  return replicas
    .filter(({ offline, active, current, lag }) => {
      const isAway = offline === true || active > silence
      return isAway || (!current && lag > MANY)
    })
    .map(({ name }) => name)
    .toSorted()
}
