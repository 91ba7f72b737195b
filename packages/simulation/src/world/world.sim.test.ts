// First, because libraries take hold of the clock when they are loaded.
import '../library-clock.ts'
import { test } from 'vitest'
import { expectWorldsToHold } from '../../test/many-worlds.ts'

test('whatever the network, the disks and the relay did: everyone shows the same, nothing is lost or shown twice, own messages stand in typed order, no reply above its parent, the relay reads nothing, and loading afresh shows the same', () =>
  expectWorldsToHold(20_260_101))
