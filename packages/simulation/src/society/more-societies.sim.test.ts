// First, because libraries take hold of the clock when they are loaded.
import '../library-clock.ts'
import { test } from 'vitest'
import { expectSocietiesToHold } from '../../test/many-societies.ts'

test('in as many societies again: one roster, one conversation, no removed person opens what was written after it was known, nobody entitled waits for a key, and what a removed person wrote unheard shows for nobody', () =>
  expectSocietiesToHold(20_260_103))
