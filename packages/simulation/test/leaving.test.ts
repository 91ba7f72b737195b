/** Who leaves a group with something unsent: it is heard first, or its text is theirs again. */
import {
  encodeRefusals,
  encodeTyped,
  MESSAGE_TYPE,
  parseDocName,
  parseFrame,
  parseSync,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  eventually,
  linesAt,
  type Member,
  namesAt,
  newCrew,
  newRelay,
  seen,
  stateAt,
} from './people.ts'
import { placesIn } from './updates.ts'

async function bobModerates() {
  const { id, crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Bob.group.send('online')
  await eventually(() => expect(linesAt(Alice)).toEqual(['online']))
  await Alice.group.setRole(seen(Alice, 'Bob').person, 'moderator')
  await eventually(() => expect(seen(Bob, 'Bob').role).toBe('moderator'))
  return { id, Alice, Bob }
}

async function goOffline({ browser, parley }: Member): Promise<void> {
  browser.line.isCut = true
  await eventually(() => expect(parley.connection.get().state).not.toBe('connected'))
}

/** Of a segment's update: where its records stand. */
function writtenTo(bytes: Uint8Array) {
  const frame = parseFrame(bytes)
  if (frame?.type !== MESSAGE_TYPE.sync || parseDocName(frame.doc)?.kind !== 'segment') return []
  const sync = parseSync(frame.payload)
  return sync === undefined || sync.step === 'step1' ? [] : placesIn(frame.doc, sync.bytes)
}

test.each(['at once', 'after a restart'])(
  '[GS62] [AT150] a moderator who acts, writes and leaves in a tunnel is heard; back in touch %s',
  async (when) => {
    const { Alice, Bob } = await bobModerates()
    await goOffline(Bob)
    await Bob.group.invite({ role: 'member', needsApproval: false, expiresAt: 0, usesCount: 0 })
    await Bob.group.send('my last words')
    await Bob.group.leave()
    if (when !== 'at once') {
      await Bob.parley.close()
      await Bob.browser.openTab()
    }
    Bob.browser.line.isCut = false
    await eventually(() => expect(namesAt(Alice)).toEqual(['Alice']))
    await eventually(() => expect(linesAt(Alice)).toEqual(['online', 'my last words']))
    expect(Bob.parley.notices.get()).toEqual([])
  },
  60_000,
)

test('[GS62] no tab tells of the leave before what another tab wrote is on the relay', async () => {
  const { id, Alice, Bob } = await bobModerates()
  const other = (await Bob.browser.openTab()).openGroup(id)
  await eventually(() => expect(other?.info.get().state).toBe('ready'))
  let lostCount = 0
  Bob.browser.line.meddle = (bytes) => {
    if (lostCount > 3 || writtenTo(bytes).length === 0) return 'pass'
    lostCount++
    return 'drop'
  }
  await other?.send('from the other tab')
  await Bob.group.leave()
  await eventually(() => expect(other?.info.get().state).toBe('left'))
  expect(namesAt(Alice)).toEqual(['Alice', 'Bob'])
  await eventually(() => expect(linesAt(Alice)).toEqual(['online', 'from the other tab']))
  await eventually(() => expect(namesAt(Alice)).toEqual(['Alice']))
  expect(lostCount).toBe(4)
}, 60_000)

test('[GS67] [AT151] a message that a relay never finds in order keeps nobody in the group: its author has the text, and has left', async () => {
  const { Alice, Bob } = await bobModerates()
  await goOffline(Bob)
  await Bob.group.send('never in order')
  await Bob.group.leave()
  Bob.browser.line.meddle = (bytes, answer) => {
    const [first] = writtenTo(bytes)
    const doc = parseFrame(bytes)?.doc
    if (first === undefined || doc === undefined) return 'pass'
    const refusals = [{ ...first, reason: 'need' as const, needs: [] }]
    answer(encodeTyped(doc, MESSAGE_TYPE.nack, encodeRefusals(refusals)))
    return 'drop'
  }
  Bob.browser.line.isCut = false
  await eventually(() =>
    expect(Bob.parley.notices.get()).toMatchObject([{ type: 'not-sent', text: 'never in order' }]),
  )
  await eventually(() => expect(namesAt(Alice)).toEqual(['Alice']))
  expect(linesAt(Alice)).toEqual(['online'])
  expect(stateAt(Bob)).toBe('left')
}, 60_000)
