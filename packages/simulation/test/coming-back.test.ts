/** Who was in a group, went, and asks to come back: what they wrote before is the group's. */
import { expect, test } from 'vitest'
import {
  enter,
  eventually,
  linesAt,
  newCrew,
  newRelay,
  seen,
  stateAt,
  ON_ASKING,
} from './people.ts'

test('[RO36] [AT170] whoever was removed, asks to return and takes it back erases nothing of what they wrote', async () => {
  for (const way of ['left', 'removed'] as const) {
    const { id, crew } = await newCrew(await newRelay(), ['Alice', 'Bob', 'Carol'])
    const { Alice, Bob, Carol } = crew
    await Bob.group.send('what I said')
    await eventually(() => expect(linesAt(Carol)).toEqual(['what I said']))
    await eventually(() => expect(linesAt(Alice)).toEqual(['what I said']))
    if (way === 'left') await Bob.group.leave()
    else await Alice.group.remove(seen(Alice, 'Bob').person)
    await eventually(() => expect(Alice.group.info.get().people).toHaveLength(2))
    await Bob.parley.join(await Alice.group.invite(ON_ASKING))
    const asking = enter(Bob, id)
    await eventually(() => expect(stateAt(asking)).toBe('waiting'))
    await eventually(() => expect(Alice.group.info.get().requests).toHaveLength(1))
    await asking.group.withdrawRequest()
    await eventually(() => expect(Alice.group.info.get().requests).toHaveLength(0))
    await Alice.group.send('it stands')
    await eventually(() => expect(linesAt(Carol)).toEqual(['what I said', 'it stands']))
    expect(linesAt(Alice)).toEqual(['what I said', 'it stands'])
    expect(Carol.group.info.get().requests).toEqual([])
    await Bob.parley.join(await Alice.group.inviteLink())
    await eventually(() => expect(linesAt(enter(Bob, id))).toEqual(['what I said', 'it stands']))
  }
}, 60_000)
