import { expect, test } from 'vitest'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { bytesOf, raw, varuint } from '../test/hostile.ts'
import { newPerson, newWorld, updateOf } from '../test/world.ts'
import { parseStateVector } from './index.ts'

function vectorOf(entries: readonly (readonly [number, number])[]): Uint8Array {
  return encoding.encode((to) => {
    encoding.writeVarUint(to, entries.length)
    for (const value of entries.flat()) encoding.writeVarUint(to, value)
  })
}

test('[GA37] what stock Yjs says it holds is understood', () => {
  const world = newWorld()
  const people = ['a', 'b', 'c'].map(newPerson)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, updateOf(...people.map((person) => world.message(person, 0, 'x'))))
  const vector = parseStateVector(Y.encodeStateVector(doc))
  expect(vector).toEqual(new Map(people.map((person) => [world.writerOf(person), 1])))
  expect(parseStateVector(Y.encodeStateVector(new Y.Doc()))).toEqual(new Map())
})

test('[GA37] [AT63] a state vector of a million entries, or one that announces them, is refused', () => {
  const million = Array.from({ length: 1_000_000 }, (_, at) => [at, 1] as const)
  expect(parseStateVector(vectorOf(million))).toBeUndefined()
  expect(parseStateVector(bytesOf(varuint(1_000_000), raw(1, 1)))).toBeUndefined()
  expect(parseStateVector(vectorOf(million.slice(0, 65_537)))).toBeUndefined()
  expect(parseStateVector(vectorOf(million.slice(0, 65_536)))?.size).toBe(65_536)
})

test('[GA37] [AT63] a number that would be NaN or imprecise, a writer twice, bytes over: refused', () => {
  const endless = raw(...Array.from({ length: 150 }, () => 0x80), 1)
  expect(parseStateVector(bytesOf(varuint(1), endless, varuint(1)))).toBeUndefined()
  expect(parseStateVector(bytesOf(varuint(1), varuint(1), endless))).toBeUndefined()
  expect(parseStateVector(vectorOf([[2 ** 53 - 1, 1]]))).toBeUndefined()
  expect(parseStateVector(vectorOf([[1, 2 ** 53 - 1]]))).toBeUndefined()
  expect(
    parseStateVector(
      vectorOf([
        [1, 1],
        [1, 2],
      ]),
    ),
  ).toBeUndefined()
  expect(parseStateVector(bytesOf(varuint(1), varuint(1), raw(0x81, 0)))).toBeUndefined()
  expect(parseStateVector(bytesOf(varuint(0), raw(0)))).toBeUndefined()
  expect(parseStateVector(new Uint8Array(0))).toBeUndefined()
})
