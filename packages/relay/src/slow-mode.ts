/**
 * Slow mode, as far as a relay can see it: it cannot tell a post from a reaction, so it gives every
 * period a handful of envelopes. Rule RE38.
 *
 * Counted by the time a record claims, because an outbox of many hours comes in one moment.
 */
import type { AcceptedRecord } from '@parley/gate'
import { type Member, rankOf, type Roster } from '@parley/group'
import { hlcMs, type PersonId } from '@parley/protocol'
import { deviceKeyOf } from './device-keys.ts'

export interface SlowMode {
  /** A reckoning of its own for records that are only being judged. */
  trial(): SlowTrial
  /** Counts what was taken. */
  add(accepted: readonly AcceptedRecord[], roster: Roster): void
}

export interface SlowTrial {
  /** Whether there is room for this envelope, which is counted then. */
  takes(one: AcceptedRecord, roster: Roster): boolean
}

/** One post, and what one does beside: edits, reactions, votes. */
const PERIOD_ENVELOPES = 5
/** Periods of one person that are remembered. */
const PERIODS_KEPT = 256

export function newSlowMode(): SlowMode {
  const counts = new Map<PersonId, Map<number, number>>()

  function count({ person, period }: Period): void {
    const periods = counts.get(person) ?? new Map<number, number>()
    counts.set(person, periods.set(period, (periods.get(period) ?? 0) + 1))
    const [oldest] = periods.keys()
    if (periods.size > PERIODS_KEPT && oldest !== undefined) periods.delete(oldest)
  }

  return {
    trial() {
      const taken = new Map<string, number>()
      return {
        takes(one, roster) {
          const at = periodOf(one, roster)
          if (at === undefined) return true
          const key = `${at.person} ${at.period}`
          const known = taken.get(key) ?? counts.get(at.person)?.get(at.period) ?? 0
          taken.set(key, known + 1)
          return known < PERIOD_ENVELOPES
        },
      }
    },
    add(accepted, roster) {
      for (const one of accepted) {
        const at = periodOf(one, roster)
        if (at !== undefined) count(at)
      }
    },
  }
}

interface Period {
  readonly person: PersonId
  readonly period: number
}

/** Where an envelope counts; `undefined` when slow mode is not for it. */
function periodOf({ record, device }: AcceptedRecord, roster: Roster): Period | undefined {
  const { slowModeSeconds } = roster.policy
  if (slowModeSeconds === 0 || record.kind !== 'envelope') return undefined
  const member = memberOf(roster, device)
  if (member === undefined || rankOf(member.role) >= rankOf('moderator')) return undefined
  if (record.header.hlc < slowSince(roster)) return undefined
  const period = Math.floor(hlcMs(record.header.hlc) / (slowModeSeconds * 1_000))
  return { person: member.person, period }
}

function memberOf(roster: Roster, device: Uint8Array | undefined): Member | undefined {
  const person = device && roster.personOf(deviceKeyOf(device))
  return person && roster.members.get(person)
}

const since = new WeakMap<Roster, bigint>()

/** When the policy was last changed, by its own claim; nothing from before that is counted. */
function slowSince(roster: Roster): bigint {
  const known = since.get(roster)
  if (known !== undefined) return known
  const policies = roster.log.filter(
    ({ action, verdict }) => action.type === 'policy' && verdict === 'valid',
  )
  const last = policies.at(-1)?.hlc ?? 0n
  since.set(roster, last)
  return last
}
