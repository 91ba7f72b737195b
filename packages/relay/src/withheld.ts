/**
 * How many questions are withheld: about groups that are not here, of which anybody can make up any
 * number. A session, a device and an address have so many at a time (AT175). Rules RE10, RE46.
 */
import type { Client } from './client.ts'
import type { RelayLimits } from './limits.ts'
import { newTallies } from './tallies.ts'

export interface Withheld {
  /** Whether one more may be kept for this session. */
  hasRoom(client: Client, limits: RelayLimits['withheld']): boolean
  change(client: Client, by: 1 | -1): void
}

export function newWithheld(): Withheld {
  const bySession = new Map<Client, number>()
  const byDevice = newTallies()
  const byAddress = newTallies()

  return {
    hasRoom: (client, { session, device, address }) =>
      (bySession.get(client) ?? 0) < session &&
      byDevice.of(client.device) < device &&
      byAddress.of(client.address) < address,
    change(client, by) {
      const count = (bySession.get(client) ?? 0) + by
      if (count > 0) bySession.set(client, count)
      else bySession.delete(client)
      byDevice.change(client.device, by)
      byAddress.change(client.address, by)
    },
  }
}
