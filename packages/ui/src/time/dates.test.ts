import { expect, test } from 'vitest'
import { briefTime, countdown, dayAndTime, dayName, moment, sinceTime, timeOfDay } from './dates.ts'

const now = new Date(2026, 4, 15, 10, 30).getTime()
const at = (day: number, hour = 9) => new Date(2026, 4, day, hour).getTime()

test('days are calendar days: five to midnight is yesterday at five past', () => {
  expect(dayName(at(15, 0), now)).toBe('Today')
  expect(dayName(at(14, 23), now)).toBe('Yesterday')
  expect(dayName(at(3), now)).toBe('Sunday, May 3')
  expect(dayName(new Date(2024, 1, 29).getTime(), now)).toBe('February 29, 2024')
})

test('a list says the time today, the weekday this week, the date before', () => {
  expect(briefTime(at(15), now)).toBe('09:00')
  expect(briefTime(at(14), now)).toBe('Yesterday')
  expect(briefTime(at(11), now)).toBe('Monday')
  expect(briefTime(at(1), now)).toBe('May 1')
})

test('since when the relay is away reads on from the word "since"', () => {
  expect(sinceTime(at(15), now)).toBe('09:00')
  expect(sinceTime(at(14), now)).toBe('yesterday')
  expect(sinceTime(at(11), now)).toBe('Monday')
})

test('a clock that runs ahead names a day, never a negative one', () => {
  expect(briefTime(at(17), now)).toBe('May 17')
  expect(timeOfDay(at(15, 0))).toMatch(/^(00|24):00$/)
})

test('a mute that ends says when in as few words as will do', () => {
  expect(moment(at(15, 12), now)).toBe('12:00')
  expect(moment(at(16), now)).toBe('tomorrow, 09:00')
  expect(moment(at(14), now)).toBe('yesterday, 09:00')
  expect(moment(at(25), now)).toBe('May 25, 09:00')
})

test('what happened is told with its day and its time, so that two of one day differ', () => {
  expect(dayAndTime(at(15, 7), now)).toBe('today, 07:00')
  expect(dayAndTime(at(14), now)).toBe('yesterday, 09:00')
  expect(dayAndTime(at(3), now)).toBe('May 3, 09:00')
  expect(dayAndTime(new Date(2024, 1, 29, 9).getTime(), now)).toBe('February 29, 2024, 09:00')
})

test('a wait is counted down to its last second', () => {
  expect([1, 999, 1_000, 22_400, 65_000, 3_905_000].map(countdown)).toEqual([
    '0:01',
    '0:01',
    '0:01',
    '0:23',
    '1:05',
    '1:05:05',
  ])
})
