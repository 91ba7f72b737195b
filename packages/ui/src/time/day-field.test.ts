import { expect, test } from 'vitest'
import { dayOfField, fieldOfDay } from './day-field.ts'

test('a day goes into a date field and comes back as its beginning, here', () => {
  for (const at of [
    0,
    Date.UTC(2026, 2, 29, 12),
    Date.UTC(2026, 11, 31, 12),
    Date.UTC(2024, 1, 29, 12),
  ]) {
    const begins = new Date(at).setHours(0, 0, 0, 0)
    expect(dayOfField(fieldOfDay(at))).toBe(begins)
  }
  expect(fieldOfDay(new Date(2026, 2, 5, 23, 59).getTime())).toBe('2026-03-05')
})

test('what is no day of a calendar is none', () => {
  for (const text of ['', '2026-02-30', '2026-13-01', '26-01-01', 'tomorrow', '2026-00-10'])
    expect(dayOfField(text)).toBeUndefined()
})
