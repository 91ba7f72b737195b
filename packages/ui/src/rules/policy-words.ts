/** The rules of a group in words, where they are chosen and where they are told. */
import type { Policy } from '@parley/react'
import { texts } from '../texts/catalogue.ts'

/** Seconds that slow mode offers; what another version chose is offered beside them. */
export const SLOW_SECONDS = [0, 10, 30, 60, 300, 900, 3600] as const

export function spanWords(seconds: number): string {
  const says = texts.rules
  if (seconds === 0) return says.slowOff
  if (seconds % 3600 === 0) return says.slowHours(seconds / 3600)
  return seconds % 60 === 0 ? says.slowMinutes(seconds / 60) : says.slowSeconds(seconds)
}

export function isAnnouncements(policy: Policy): boolean {
  return policy.postingRole !== 'member' && policy.postingRole !== 'guest'
}
