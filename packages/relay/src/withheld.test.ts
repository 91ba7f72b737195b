import { CLOSE_CODE, groupDoc, segmentDoc } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newGroup, newPerson, type TestGroup } from '../test/people.ts'
import { type TestClient, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'

const PLENTY = 1_000

/** What the relay says to a question: 'withheld', or the code of its refusal. */
async function answerTo(client: TestClient, doc: string): Promise<number | 'withheld'> {
  client.forget()
  client.step1(doc)
  await until(() => client.closes(doc).length + client.syncs(doc).length > 0)
  return client.closes(doc)[0] ?? 'withheld'
}

function madeUp(): string {
  return groupDoc(newGroup(newPerson()).id)
}

test('[RE10] [RE46] [AT175] of groups that are not here a session, a device and an address ask about so many at a time', async () => {
  const limits = { withheld: { session: 2, device: 3, address: 4 } }
  const world = await newWorld({ limits })
  const alice = newPerson()
  const first = await world.connect(alice).open()
  const asked = madeUp()
  expect(await answerTo(first, asked)).toBe('withheld')
  expect(await answerTo(first, madeUp())).toBe('withheld')
  expect(await answerTo(first, madeUp())).toBe(CLOSE_CODE.busy)
  expect(await answerTo(first, asked)).toBe('withheld') // asked again it is the same one

  const second = await world.connect(alice).open()
  expect(await answerTo(second, madeUp())).toBe('withheld')
  expect(await answerTo(second, madeUp())).toBe(CLOSE_CODE.busy)

  const bob = await world.connect().open()
  expect(await answerTo(bob, madeUp())).toBe('withheld')
  expect(await answerTo(bob, madeUp())).toBe(CLOSE_CODE.busy)
  const elsewhere = await world.connect(newPerson(), '10.0.0.9').open()
  expect(await answerTo(elsewhere, madeUp())).toBe('withheld')

  first.socket.hangUp()
  expect(await answerTo(second, madeUp())).toBe('withheld')
  expect(await answerTo(bob, madeUp())).toBe('withheld')
  expect(await answerTo(bob, madeUp())).toBe(CLOSE_CODE.busy)
})

test('[RE26] [AT175] whoever has more groups than that fills an emptied relay with them one after the other', async () => {
  const limits = { withheld: { session: 3, device: PLENTY, address: PLENTY } }
  const world = await newWorld({ limits })
  const alice = newPerson()
  const groups = Array.from({ length: 6 }, () => newGroup(alice))
  const client = await world.connect(alice).open()
  const docsOf = ({ id }: TestGroup): string[] => [groupDoc(id), segmentDoc(id, 0)]
  const answers = new Map<string, number | 'withheld'>()
  for (const doc of groups.flatMap(docsOf)) answers.set(doc, await answerTo(client, doc))
  expect([...answers.values()].filter((answer) => answer === 'withheld')).toHaveLength(3)

  let rounds = 0
  for (; answers.size > 0; rounds++) {
    for (const group of groups) {
      const [doc = ''] = docsOf(group)
      if (answers.get(doc) !== 'withheld') continue
      client.forget()
      client.update(doc, group.update())
      await until(() => client.acks(doc).length > 0)
      for (const held of docsOf(group)) answers.delete(held)
    }
    // As after a while: what was told busy is asked again.
    for (const doc of answers.keys()) answers.set(doc, await answerTo(client, doc))
  }
  expect(rounds).toBeGreaterThan(1)
  for (const doc of groups.map(({ id }) => groupDoc(id))) {
    const other = await world.connect(alice).open()
    other.step1(doc)
    await until(() => other.syncs(doc).length === 2)
    expect(other.syncs(doc)[0]?.bytes.length).toBeGreaterThan(100)
  }
})
