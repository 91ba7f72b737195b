/** What the doctor finds on the NATS servers that relays keep everything on. */
import type { Stats } from '../admin.ts'
import type { Config } from '../config.ts'
import { lackInNats } from '../kept-in-nats.ts'
import { openServers, replicasOn } from '../nats-store.ts'
import { wordsOfLagging } from '../nats-watch.ts'
import { reasonOf } from '../operator-problem.ts'
import { countOf } from './amounts.ts'
import { bad, type Finding, well } from './finding.ts'

/** Whether they have a store that takes something; one that is not there yet is made, as by a relay. */
export async function lookAtNats(
  { data, natsReplicas }: Config,
  servers: readonly string[],
  running: Stats | undefined,
): Promise<readonly Finding[]> {
  try {
    const journal = await openServers(servers, { replicas: replicasOn(servers, natsReplicas) })
    try {
      const lack = await journal.lookForLack()
      if (lack !== undefined) return [bad(`store: NATS takes nothing: ${lack}`)]
      const { length } = await journal.docs()
      const held = well(`store: NATS answers and has a leader; ${countOf(length, 'document')}`)
      const lagging = wordsOfLagging({ ...journal.status(), ...(await journal.measure()) })
      // A folder that a relay has open is that one's to look into.
      const left = running === undefined ? await lackInNats(data, journal) : undefined
      return [
        held,
        ...(lagging === undefined
          ? []
          : [bad(`store: ${lagging}. See that its NATS server runs and reaches the others.`)]),
        ...(left === undefined ? [] : [bad(`store: ${left}`)]),
      ]
    } finally {
      await journal.close()
    }
  } catch (error) {
    return [bad(`store: ${reasonOf(error)}`)]
  }
}
