/**
 * When this person came into a group: what is older is history to them and never unread.
 *
 * Who let them in, or their own device in joining, may have had a clock far ahead; by that nothing would
 * be unread for days, or ever. Then they came when this device first found that out, by a relay's clock:
 * a clock of its own that is behind finds out nothing. That is kept for good: were it given up once the
 * claimed time has come, all that is unread would be history. Rule GS132.
 */
import { type GroupId, type Hlc, hlcAt, MAX_CLOCK_LEAD_MS } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Membership } from '../membership/membership.ts'

export interface Came {
  /** `undefined` while this person is not in. */
  at(): Hlc | undefined
}

export interface CamePorts {
  readonly device: Pick<Device, 'store' | 'ownClock' | 'identity'>
  readonly group: GroupId
  readonly membership: Pick<Membership, 'cameAt'>
}

/** A claimed time that lay ahead, and when that was found out. */
interface FoundOut {
  readonly claimed: Hlc
  readonly at: Hlc
}

export async function openCame({ device, group, membership }: CamePorts): Promise<Came> {
  const { store, ownClock, identity } = device
  const key = `came/${group}`
  let found = parseFoundOut(await store.get(key))

  function find(claimed: Hlc): FoundOut {
    const one = { claimed, at: hlcAt(ownClock.now()) }
    // If it is not kept, this person came at the next start.
    store.writeSoon([{ type: 'put', key, value: [claimed, one.at] }]).catch(() => undefined)
    return one
  }

  return {
    at() {
      const claimed = membership.cameAt(identity.person)
      if (claimed === undefined) return undefined
      if (found?.claimed === claimed) return found.at
      if (ownClock.aheadMs(claimed) <= MAX_CLOCK_LEAD_MS) return claimed
      found = find(claimed)
      return found.at
    },
  }
}

function parseFoundOut(value: unknown): FoundOut | undefined {
  if (!Array.isArray(value)) return undefined
  const [claimed, at] = value as readonly unknown[]
  return typeof claimed === 'bigint' && typeof at === 'bigint' ? { claimed, at } : undefined
}
