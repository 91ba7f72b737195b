/** The rules of a group in words, where they are chosen and where they are told. */
import type { Policy } from '@parley/react'
import { texts } from '../texts/catalogue.ts'

/** Seconds that slow mode offers; what another version chose is offered beside them. */
export const SLOW_SECONDS = [0, 10, 30, 60, 300, 900, 3600] as const

export function spanWords(seconds: number): string {
  const { slowOff, slowSeconds, slowMinutes, slowHours } = texts.rules
  if (seconds === 0) return slowOff
  return spanIn({ seconds: slowSeconds, minutes: slowMinutes, hours: slowHours }, seconds)
}

/** After "every": minute, 5 minutes. */
export function eachWords(seconds: number): string {
  return spanIn(texts.bars.slowEach, seconds)
}

function spanIn(
  units: Readonly<Record<'seconds' | 'minutes' | 'hours', (n: number) => string>>,
  seconds: number,
): string {
  if (seconds % 3600 === 0) return units.hours(seconds / 3600)
  return seconds % 60 === 0 ? units.minutes(seconds / 60) : units.seconds(seconds)
}

export function isAnnouncements(policy: Policy): boolean {
  return policy.postingRole !== 'member' && policy.postingRole !== 'guest'
}
