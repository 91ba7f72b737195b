import type { Policy } from '@parley/client'
import { expect, test } from 'vitest'
import { enter, eventually, type Member, newCrew, newMember, newRelay, seen } from './people.ts'

const hereAt = ({ group }: Member) => group.here.get().people.map(({ name }) => name)

test('[HE2] [HE3] who was removed sees nobody here, and who comes after is seen before anybody writes', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  await eventually(() => expect(hereAt(Bob)).toEqual(['Alice', 'Carol']))
  await Alice.group.remove(seen(Alice, 'Bob').person)
  await eventually(() => expect(Bob.group.info.get().state).toBe('removed'))
  await eventually(() => expect(hereAt(Bob)).toEqual([]))
  await eventually(() => expect(hereAt(Alice)).toEqual(['Carol']))
  const dave = await newMember(relay, 'Dave')
  await dave.parley.join(await Alice.group.inviteLink())
  const Dave = enter(dave, id)
  await eventually(() => expect(hereAt(Alice)).toHaveLength(2))
  await eventually(() => expect(hereAt(Carol)).toHaveLength(2))
  await eventually(() => expect(hereAt(Dave)).toHaveLength(2))
}, 60_000)

test('[HE3] [HE4] where newcomers read only what comes after them, they and the others see each other at once', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  const later: Partial<Policy> = { history: 'from-joining' }
  await Alice.group.setPolicy(later)
  await Alice.group.send('only for us')
  await eventually(() => expect(hereAt(Bob)).toEqual(['Alice']))
  const dave = await newMember(relay, 'Dave')
  await dave.parley.join(await Alice.group.inviteLink())
  const Dave = enter(dave, id)
  await eventually(() => expect(hereAt(Alice)).toHaveLength(2))
  await eventually(() => expect(hereAt(Dave)).toHaveLength(2))
}, 60_000)
