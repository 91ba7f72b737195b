/**
 * What an update costs whoever brings it, whatever becomes of it: turns, which are waited for, and
 * allowances, which are asked before the work is done. Rules RE14, RE32, RE46.
 *
 * Signatures are paid by the bytes and reductions of a roster by its acts: nothing of that is known to
 * be worth it before it is done (AT172).
 */
import type { AcceptedRecord } from '@parley/gate'
import { mayBring } from './access.ts'
import type { Admission } from './admission.ts'
import type { Client } from './client.ts'
import type { GroupState } from './group-state.ts'

/** A record of usual size, with a signature or two. */
const BYTES_FOR_ONE = 256
/** Acts whose reduction takes one of the allowance: of who does not belong here, and of who does. */
const ACTS_FOR_ONE = { reduction: 64, membership: 256 } as const
/** Acts that are reduced in about the time of one signature. */
const ACTS_FOR_A_RECORD = 4
/** A record from outside takes a turn as long as so many. */
const OUTSIDE_RECORDS = 8

/** Of one update. */
export interface Fare {
  /** Whether it may be looked at. */
  mayEnter(update: Uint8Array): boolean
  /** Whether the group may be reduced with what it brings, to see what would come of it. */
  mayReduce(): boolean
  /** Whether the group's document may change by these; what was reduced already is paid. */
  mayKeep(accepted: readonly AcceptedRecord[]): boolean
  /** Resolves when the session may go on. */
  settle(admission: Admission | undefined): Promise<void>
}

export function newFare(client: Client, group: GroupState): Fare {
  const roster = group.roster()
  const isOutside = roster.founded && !mayBring(roster, client) && !client.refills.has(group.id)
  const actsCount = group.actionsCount()
  let reducedCount = 0

  function spend(what: 'reduction' | 'membership'): boolean {
    if (!client.spend(what, 1 + Math.floor(actsCount / ACTS_FOR_ONE[what]))) return false
    reducedCount++
    return true
  }

  return {
    mayEnter: ({ length }) =>
      !isOutside || client.spend('outside', 1 + Math.floor(length / BYTES_FOR_ONE)),
    mayReduce: () => spend(isOutside ? 'reduction' : 'membership'),
    mayKeep(accepted) {
      if (reducedCount > 0 && !isOutside) return true
      const isAct = accepted.some(({ record }) => record.kind === 'action')
      return isAct ? spend('membership') : client.spend('membership')
    },
    settle(admission) {
      const judgedCount =
        admission === undefined || admission.type === 'fatal' ? 1 : admission.judgedCount
      const acts = Math.floor((reducedCount * actsCount) / ACTS_FOR_A_RECORD)
      const records = Math.max(1, judgedCount)
      // Who does not belong here takes nothing of the group's share, and lets others go before sooner.
      return isOutside
        ? client.pay(records * OUTSIDE_RECORDS + acts)
        : client.pay(records + acts, group.id)
    },
  }
}
