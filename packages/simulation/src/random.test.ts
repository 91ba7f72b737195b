import { expect, test } from 'vitest'
import { SeededRandom } from './random.ts'

test('the same seed gives the same bytes, another seed others', () => {
  const [first, again, other] = [1, 1, 2].map((seed) => new SeededRandom(seed).bytes(64))
  expect(again).toEqual(first)
  expect(other).not.toEqual(first)
})

test('numbers spread over their range, also for neighbouring seeds', () => {
  const counts = Array.from({ length: 10 }, () => 0)
  for (let seed = 0; seed < 10_000; seed++) {
    const at = new SeededRandom(seed).below(10)
    counts[at] = (counts[at] ?? 0) + 1
  }
  expect(Math.min(...counts)).toBeGreaterThan(850)
  expect(Math.max(...counts)).toBeLessThan(1_150)
})
