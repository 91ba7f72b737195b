import { expect, test } from 'vitest'
import { newDoors } from './doors.ts'

const ID = 'A'.repeat(22)
const OTHER = 'B'.repeat(22)
const SEALED = Uint8Array.of(1, 2, 3)

function doorsAt() {
  const time = { now: 0 }
  return { doors: newDoors(() => time.now), time }
}

test('[RW18] a door opens to its own name only, and shuts after a school day', () => {
  const { doors, time } = doorsAt()
  expect(doors.knock(ID)).toBe('none')
  expect(doors.open(ID, SEALED)).toBe(true)
  expect(doors.knock(ID)).toEqual(SEALED)
  expect(doors.knock(OTHER)).toBe('none')
  time.now += 13 * 3_600_000
  expect(doors.knock(ID)).toBe('none')
})

test('[RW18] who guesses codes is slowed down, and a class that types at once is not', () => {
  const { doors, time } = doorsAt()
  doors.open(ID, SEALED)
  for (let student = 0; student < 60; student++) expect(doors.knock(ID)).toEqual(SEALED)
  let guesses = 0
  while (doors.knock(OTHER) === 'none') guesses++
  expect(guesses).toBe(60)
  expect(doors.knock(ID)).toBe('later')
  time.now += 1_000
  expect(doors.knock(ID)).toEqual(SEALED)
  expect(doors.knock(ID)).toBe('later')
})

test('[RW18] nothing that is no door is kept, and of many only the newest', () => {
  const { doors } = doorsAt()
  expect(doors.open('../secret', SEALED)).toBe(false)
  expect(doors.open(ID, new Uint8Array(513))).toBe(false)
  expect(doors.open(ID, new Uint8Array())).toBe(false)
  for (let at = 0; at < 33; at++) doors.open(`${'C'.repeat(20)}${at + 10}`, SEALED)
  expect(doors.knock(`${'C'.repeat(20)}10`)).toBe('none')
  expect(doors.knock(`${'C'.repeat(20)}42`)).toEqual(SEALED)
})
