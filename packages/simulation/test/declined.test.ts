/** Who was turned down, and goes on looking at the group from outside. */
import { MESSAGE_TYPE, parseDocName, parseFrame, parseSync } from '@parley/protocol'
import { expect, test } from 'vitest'
import { enter, eventually, newCrew, newMember, newRelay, stateAt, ON_ASKING } from './people.ts'

test('[GS68] [AT153] who was turned down asks for the group ever more rarely, and sends the relay nothing of it', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice } = crew
  const link = await Alice.group.invite(ON_ASKING)
  const dave = await newMember(relay, 'Dave')
  await dave.parley.join(link)
  const Dave = enter(dave, id)
  await eventually(() => expect(Alice.group.info.get().requests).toHaveLength(1))
  await Alice.group.decline(Alice.group.info.get().requests[0]?.id ?? ('' as never))
  await eventually(() => expect(stateAt(Dave)).toBe('removed'))
  const invite = Alice.group.info.get().invites.find(({ needsApproval }) => needsApproval)
  await Alice.group.withdrawInvite(invite?.id ?? ('' as never))
  let askedCount = 0
  let sentCount = 0
  dave.browser.line.meddle = (bytes) => {
    const frame = parseFrame(bytes)
    if (frame?.type !== MESSAGE_TYPE.sync || parseDocName(frame.doc)?.kind !== 'group')
      return 'pass'
    if (parseSync(frame.payload)?.step === 'step1') askedCount++
    else sentCount++
    return 'pass'
  }
  const again = await dave.browser.openTab()
  await eventually(() => expect(askedCount).toBeGreaterThan(4))
  expect(sentCount).toBe(0)
  expect(again.openGroup(id)?.info.get().state).toBe('removed')
}, 60_000)
