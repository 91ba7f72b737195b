/** Points in time as people say them. All through Intl; `now` is an argument, so tests need no clock. */
import { texts } from '../texts/catalogue.ts'
import { byLocale, locale } from '../texts/locale.ts'

const clock = dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const weekday = dates({ weekday: 'long' })
const shortDate = dates({ day: 'numeric', month: 'short' })
const longDate = dates({ weekday: 'long', day: 'numeric', month: 'long' })
const yearDate = dates({ dateStyle: 'long' })
const full = dates({ dateStyle: 'full', timeStyle: 'short' })
const relative = byLocale((now) => new Intl.RelativeTimeFormat(now, { numeric: 'auto' }))
const leading = byLocale((now) => new Intl.NumberFormat(now, { useGrouping: false }))
const following = byLocale((now) => new Intl.NumberFormat(now, { minimumIntegerDigits: 2 }))

const DAY_MS = 86_400_000

/** 14:02 */
export function timeOfDay(at: number): string {
  return clock().format(at)
}

/** Date and time in full, for tooltips and screen readers. */
export function fullTime(at: number): string {
  return full().format(at)
}

/** For a list: the time today, then yesterday, the weekday within a week, the date before. */
export function briefTime(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days === 0) return timeOfDay(at)
  if (days > 0 && days < 7) return days === 1 ? dayName(at, now) : weekday().format(at)
  return shortOrYear(at, now)
}

/** After "since": as in a list, but yesterday in small letters. */
export function sinceTime(at: number, now: number): string {
  return daysBetween(at, now) === 1 ? relative().format(-1, 'day') : briefTime(at, now)
}

/** A point before or after now, for a sentence: 14:02, tomorrow 14:02, 3 May 14:02. */
export function moment(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days === 0) return timeOfDay(at)
  const isNear = Math.abs(days) === 1
  const date = isNear ? relative().format(-days, 'day') : shortOrYear(at, now)
  return texts.time.dayAndTime(date, timeOfDay(at))
}

/** For what happened: today, 14:02, the day before with yesterday, else the date; always with the time. */
export function dayAndTime(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days !== 0) return moment(at, now)
  return texts.time.dayAndTime(relative().format(0, 'day'), timeOfDay(at))
}

/** What is left of a wait: 0:23, 1:05:00. Never 0:00 before it is over. */
export function countdown(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1_000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const [hours = 0, ...rest] = parts
  const shown = hours > 0 ? parts : rest
  return shown.map((part, at) => (at === 0 ? leading() : following()).format(part)).join(':')
}

/** For a line between days: Today, Yesterday, Monday, 3 March, or the date with its year. */
export function dayName(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days === 0 || days === 1) return capital(relative().format(-days, 'day'))
  return sameYear(at, now) ? longDate().format(at) : yearDate().format(at)
}

/** Calendar days here, not spans of 24 hours. */
function daysBetween(at: number, now: number): number {
  const startOf = (time: number) => new Date(time).setHours(12, 0, 0, 0)
  return Math.round((startOf(now) - startOf(at)) / DAY_MS)
}

function shortOrYear(at: number, now: number): string {
  return sameYear(at, now) ? shortDate().format(at) : yearDate().format(at)
}

function sameYear(a: number, b: number): boolean {
  return new Date(a).getFullYear() === new Date(b).getFullYear()
}

function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase(locale()) + word.slice(1)
}

function dates(options: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  return byLocale((now) => new Intl.DateTimeFormat(now, options))
}
