/** What one relay took unheard and another refused, and then was taken back. */
import {
  encodeRefusals,
  encodeTyped,
  MESSAGE_TYPE,
  parseDocName,
  parseFrame,
  parseSync,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { enter, eventually, linesAt, type Member, newCrew, newRelay } from './people.ts'
import { placesIn } from './updates.ts'

/** An update of a segment: where it goes, and its bytes. */
function segmentUpdate(bytes: Uint8Array) {
  const frame = parseFrame(bytes)
  if (frame?.type !== MESSAGE_TYPE.sync || parseDocName(frame.doc)?.kind !== 'segment')
    return undefined
  const sync = parseSync(frame.payload)
  if (sync === undefined || sync.step === 'step1') return undefined
  return placesIn(frame.doc, sync.bytes).length === 0
    ? undefined
    : { doc: frame.doc, bytes: Buffer.from(sync.bytes) }
}

async function goTo({ browser, parley }: Member, relay: Member['browser']['relay']): Promise<void> {
  browser.line.isCut = true
  await eventually(() => expect(parley.connection.get().state).not.toBe('connected'))
  browser.relay = relay
  browser.line.hears = () => true
  browser.line.isCut = false
  await eventually(() => expect(parley.connection.get().state).toBe('connected'))
}

/**
 * What Alice does is on the first relay, which never says so, and refused by the second one, where she
 * is now: there it goes out once more. Gives back a part of the bytes that the first relay has.
 */
async function doTwice(
  alice: Member,
  elsewhere: Member['browser']['relay'],
  act: () => Promise<void>,
) {
  const { line } = alice.browser
  let taken: Buffer | undefined
  line.hears = (bytes) => parseFrame(bytes)?.type !== MESSAGE_TYPE.ack
  line.meddle = (bytes) => {
    const update = segmentUpdate(bytes)
    if (update !== undefined) taken ??= update.bytes.subarray(-50, -10)
    return 'pass'
  }
  await act()
  await eventually(() => expect(taken).toBeDefined())
  return async () => {
    line.meddle = (bytes, answer) => {
      const update = segmentUpdate(bytes)
      if (update === undefined || taken === undefined || !update.bytes.includes(taken))
        return 'pass'
      const refusals = placesIn(update.doc, update.bytes).slice(-1)
      const told = refusals.map((place) => ({ ...place, reason: 'bad' as const, needs: [] }))
      answer(encodeTyped(update.doc, MESSAGE_TYPE.nack, encodeRefusals(told)))
      return 'drop'
    }
    await goTo(alice, elsewhere)
    const kept = () => [...alice.browser.disk.entries.keys()]
    await eventually(() => expect(kept().some((key) => key.startsWith('refused/'))).toBe(true))
    await eventually(() =>
      expect(kept().filter((key) => /^(outbox|waiting)\//u.test(key))).toEqual([]),
    )
    line.meddle = () => 'pass'
    return taken ?? Buffer.of()
  }
}

function isOnDisk({ browser }: Member, bytes: Buffer): boolean {
  return [...browser.disk.docs.values()].some((rows) =>
    rows.some(({ update }) => Buffer.from(update).includes(bytes)),
  )
}

test.each(['at once', 'after a restart', 'in two tabs'])(
  '[GS66] [AT152] a deleted message that a relay had unheard is gone from every disk too; its author comes back %s',
  async (when) => {
    const first = await newRelay()
    const second = await newRelay()
    const { id, crew } = await newCrew(first, ['Alice', 'Bob'])
    const { Alice, Bob } = crew
    await Alice.group.send('before')
    await eventually(() => expect(linesAt(Bob)).toEqual(['before']))
    const goOn = await doTwice(Alice, second, () => Alice.group.send('my secret'))
    await eventually(() => expect(linesAt(Bob)).toEqual(['before', 'my secret']))
    const secret = await goOn()
    expect(isOnDisk(Bob, secret)).toBe(true)
    const message = Alice.group.conversation.get().messages.find(({ text }) => text === 'my secret')
    await Alice.group.delete(message?.key ?? ('' as never))
    await eventually(() => expect(linesAt(Alice)).toEqual(['before', '']))
    if (when === 'in two tabs') await Alice.browser.openTab()
    let author = Alice
    if (when === 'after a restart') {
      await Alice.parley.close()
      const parley = await Alice.browser.openTab()
      author = enter({ browser: Alice.browser, parley }, id)
    }
    await goTo(author, first)
    await eventually(() => expect(linesAt(Bob)).toEqual(['before', '']))
    await eventually(() => expect(isOnDisk(Bob, secret)).toBe(false))
    await eventually(() => expect(isOnDisk(author, secret)).toBe(false))
    expect(linesAt(author)).toEqual(['before', ''])
  },
  60_000,
)

test('[GS66] a reaction that was taken back does not come back with the record that a relay had unheard', async () => {
  const first = await newRelay()
  const second = await newRelay()
  const { crew } = await newCrew(first, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Bob.group.send('before')
  await eventually(() => expect(linesAt(Alice)).toEqual(['before']))
  const reactions = ({ group }: Member) =>
    group.conversation
      .get()
      .messages.flatMap((one) => one.reactions.map(({ emoji, count }) => `${emoji}${count}`))
  const key = Alice.group.conversation.get().messages[0]?.key ?? ('' as never)
  const goOn = await doTwice(Alice, second, () => Alice.group.react(key, '👍'))
  await eventually(() => expect(reactions(Bob)).toEqual(['👍1']))
  await goOn()
  expect(reactions(Alice)).toEqual(['👍1'])
  await Alice.group.unreact(key, '👍')
  expect(reactions(Alice)).toEqual([])
  await goTo(Alice, first)
  await eventually(() => expect(reactions(Bob)).toEqual([]))
  await Bob.group.send('after')
  await eventually(() => expect(linesAt(Alice)).toEqual(['before', 'after']))
  expect(reactions(Alice)).toEqual([])
  expect(reactions(Bob)).toEqual([])
}, 60_000)
