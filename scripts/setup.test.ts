import { expect, test } from 'vitest'
import { checkNode, SetupError } from './setup.mjs'

test.each(['20.19.0', '20.20.2', '22.1.0', '24.0.0'])('Node %s is new enough', (version) => {
  expect(() => checkNode(version)).not.toThrow()
})

test.each(['18.20.0', '20.18.9', '8.0.0'])('Node %s is refused in a plain sentence', (version) => {
  expect(() => checkNode(version)).toThrow(SetupError)
  expect(() => checkNode(version)).toThrow(/needs Node 20\.19 or newer/)
})
