/** Slow mode between real clients: what is written early waits for its time. */
import { expect, test } from 'vitest'
import { eventually, linesAt, type Member, newCrew, newRelay } from './people.ts'

function mustFind({ group }: Member, text: string) {
  const found = group.conversation.get().messages.find((message) => message.text === text)
  if (found === undefined) throw new Error(`“${text}” is not here`)
  return found.key
}

test('[GS53] in slow mode an early message waits in sight, can be changed, and goes out by itself; a second is refused', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Alice.group.setPolicy({ slowModeSeconds: 3_600 })
  await eventually(() => expect(Bob.group.info.get().policy.slowModeSeconds).toBe(3_600))
  await Bob.group.send('one')
  await Bob.group.send('two')
  expect(linesAt(Bob)).toEqual(['one', 'two'])
  expect(Bob.group.info.get()).toMatchObject({ postWaits: true, me: { bar: 'slow' } })
  await expect(Bob.group.send('three')).rejects.toThrow('slow mode')
  await Bob.group.edit(mustFind(Bob, 'two'), 'two, mended')
  await eventually(() => expect(linesAt(Alice)).toEqual(['one']))
  await Bob.group.react(mustFind(Bob, 'one'), '👍')
  await eventually(() =>
    expect(Alice.group.conversation.get().messages[0]?.reactions).toMatchObject([{ count: 1 }]),
  )
  expect(linesAt(Alice)).toEqual(['one'])

  await Alice.group.setPolicy({ slowModeSeconds: 5 })
  await eventually(() => expect(linesAt(Alice)).toEqual(['one', 'two, mended']))
  expect(Bob.group.info.get().postWaits).toBe(false)
}, 60_000)

test('[GS53] what waits for slow mode is there after a restart, and can be taken back', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Alice.group.setPolicy({ slowModeSeconds: 3_600 })
  await eventually(() => expect(Bob.group.info.get().policy.slowModeSeconds).toBe(3_600))
  await Bob.group.send('one')
  await Bob.group.send('two')
  await Bob.parley.close()
  const parley = await Bob.browser.openTab()
  const group = parley.openGroup(id)
  if (group === undefined) throw new Error('the group is gone')
  const again: Member = { ...Bob, parley, group }
  await eventually(() => expect(linesAt(again)).toEqual(['one', 'two']))
  expect(group.info.get().postWaits).toBe(true)
  await group.delete(mustFind(again, 'two'))
  expect(linesAt(again)).toEqual(['one'])
  expect(group.info.get().postWaits).toBe(false)
  await Alice.group.setPolicy({ slowModeSeconds: 0 })
  await eventually(() => expect(group.info.get().policy.slowModeSeconds).toBe(0))
  await group.send('three')
  await eventually(() => expect(linesAt(Alice)).toEqual(['one', 'three']))
}, 60_000)
