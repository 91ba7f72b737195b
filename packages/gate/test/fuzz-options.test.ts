import { expect, test } from 'vitest'
import { readOptions } from './fuzz-options.ts'

test('without options there is a run, and the options say which one', () => {
  expect(readOptions([])).toEqual({ type: 'run', updates: 100_000, seed: 1 })
  expect(readOptions(['--updates', '7', '--seed=4294967295'])).toEqual({
    type: 'run',
    updates: 7,
    seed: 4_294_967_295,
  })
})

test('whoever asks for help is helped, in either spelling', () => {
  for (const help of ['--help', '-h']) expect(readOptions([help])).toEqual({ type: 'help' })
})

test('what makes no sense is refused in words', () => {
  const wrong = [
    ['--seed', 'x'],
    ['--seed', ''],
    ['--seed', '1e3'],
    ['--seed', '-1'],
    ['--seed', '4294967296'],
    ['--updates', '0'],
    ['--updates', '1.5'],
    ['--updates'],
    ['--sead', '1'],
    ['7'],
  ]
  for (const args of wrong) {
    const options = readOptions(args)
    expect(options).toMatchObject({ type: 'refused' })
    if (options.type === 'refused') expect(options.why).toMatch(/[a-z]{3}/)
  }
})
