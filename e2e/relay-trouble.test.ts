/** The relay is killed, loses its disk or forgets to answer, and nothing is lost or doubled. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, meet, sameScreen, test } from './people.ts'
import { RelayProcess, spawnRelay } from './relay-process.ts'

const BACK_MS = 40_000

/** Frames are a document's name, its length first, then the type; this type says "kept durably". */
const ACK = 102
const isAck = (frame: Uint8Array) => frame[1 + (frame[0] ?? 0)] === ACK

test('killed between storing a message and saying so, the relay has it once', async ({
  ownRelay,
  meeting,
}) => {
  const alice = await meeting.newPerson('Alice', { relay: ownRelay, cuttable: true })
  const bob = await meeting.newPerson('Bob', { relay: ownRelay })
  await meet('Twice told', alice, bob)
  alice.hearsOnly((frame) => !isAck(frame))
  await alice.writes('Did you get this?')
  await alice.writes('And this?')
  await expect(bob.message('And this?')).toBeVisible()
  await expect(alice.message('And this?')).not.toContainText('With the relay')

  await ownRelay.isKilled()
  await expect(alice.connection).toContainText('Offline')
  alice.hearsOnly(() => true)
  await ownRelay.startsAgain()

  await expect(alice.message('And this?')).toContainText('Read', { timeout: BACK_MS })
  await bob.writes('Once each')
  await expect(alice.message('Once each')).toBeVisible({ timeout: BACK_MS })
  expect(await sameScreen(alice, bob)).toEqual([
    'Alice: Did you get this?',
    'Alice: And this?',
    'Bob: Once each',
  ])
})

test('killed three times while two people write, the relay loses and doubles nothing', async ({
  ownRelay,
  meeting,
}) => {
  const alice = await meeting.newPerson('Alice', { relay: ownRelay })
  const bob = await meeting.newPerson('Bob', { relay: ownRelay })
  await meet('Power cuts', alice, bob)
  const cuts = new Set([4, 11, 19])
  let restarting = Promise.resolve()
  const writeAll = async (person: typeof alice, word: string) => {
    for (let at = 0; at < 25; at++) {
      await person.writes(`${word} ${at}`)
      if (person !== alice || !cuts.has(at)) continue
      restarting = restarting.then(() => ownRelay.isKilled()).then(() => ownRelay.startsAgain())
    }
  }
  await Promise.all([writeAll(alice, 'tick'), writeAll(bob, 'tock')])
  await restarting

  await expect(alice.message('tick 24')).toContainText('Read', { timeout: BACK_MS })
  await expect(bob.message('tock 24')).toContainText('Read', { timeout: BACK_MS })
  const lines = await sameScreen(alice, bob)
  const said = (name: string) => lines.filter((line) => line.startsWith(`${name}:`))
  expect(said('Alice')).toEqual(Array.from({ length: 25 }, (_, at) => `Alice: tick ${at}`))
  expect(said('Bob')).toEqual(Array.from({ length: 25 }, (_, at) => `Bob: tock ${at}`))
  expect(lines).toHaveLength(50)
})

test('a relay that does not know the address it was opened at says so in words', async ({
  meeting,
}) => {
  const relay = await RelayProcess.start(['chat.example.test'])
  try {
    const alice = await meeting.newPerson('Alice', { relay })
    await alice.opensTheApp()
    await alice.saysName()
    const said = `This relay does not know its own address http://localhost:${relay.port}.`
    await expect(alice.page.getByText(said)).toBeVisible()
    await expect(alice.connection).toContainText('Offline')
  } finally {
    await relay.stop()
  }
})

test('at a closed relay a founder is told what is missing, and an invitation mends it', async ({
  meeting,
}) => {
  const token = 'a-token-of-twenty-four-letters'
  const relay = await RelayProcess.start([], { PARLEY_CLOSED: 'on', PARLEY_ADMIN_TOKEN: token })
  try {
    const alice = await meeting.newPerson('Alice', { relay })
    await alice.opensTheApp()
    await alice.saysName()
    await alice.createsGroup('Uninvited')
    await alice.writes('Is anybody there?')
    const reason = alice.page.getByText('This relay founds groups only for who was invited.')
    await expect(reason).toBeVisible()
    await expect(alice.message('Is anybody there?')).toContainText('Kept here')

    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(`${relay.url()}admin/invitation`, { method: 'POST', headers })
    const { code } = (await answer.json()) as { code: string }
    await alice.opensTheApp(`invitation/${code}`)
    await expect(alice.page.getByText('You may found groups here')).toBeVisible()
    await alice.page.getByRole('button', { name: 'To your groups' }).click()
    await alice.opensGroup('Uninvited')
    await expect(alice.message('Is anybody there?')).toContainText('With the relay')
    await expect(reason).toBeHidden()
  } finally {
    await relay.stop()
  }
})

test('an emptied relay is filled again from the devices, for people who join later', async ({
  ownRelay,
  meeting,
}) => {
  const alice = await meeting.newPerson('Alice', { relay: ownRelay })
  const bob = await meeting.newPerson('Bob', { relay: ownRelay })
  const link = await meet('Phoenix', alice, bob)
  await alice.writes('Built once')
  await bob.writes('and burnt')
  await expect(alice.message('and burnt')).toBeVisible()
  await bob.reacts('Built once', '🔥')
  await expect(alice.reaction('Built once', '🔥')).toBeVisible()
  await alice.closesTab()

  await ownRelay.losesItsDisk()
  await expect(bob.connection).toContainText('Offline')
  await bob.writes('Built again')
  await ownRelay.startsAgain()
  await expect(bob.message('Built again')).toContainText('With the relay', { timeout: BACK_MS })
  await bob.closesTab()

  const carol = await meeting.newPerson('Carol', { relay: ownRelay })
  await carol.joins(link)
  await expect(carol.message('Built again')).toBeVisible()
  expect(await carol.screen()).toEqual([
    'Alice: Built once | 🔥1',
    'Bob: and burnt',
    'Bob: Built again',
  ])
  const back = await alice.opensTabAgain()
  await back.opensGroup('Phoenix')
  await expect(back.message('Built again')).toBeVisible()
  await sameScreen(carol, back)
})

test('a port in use is said with its number and how to choose another', async () => {
  const taken = createServer().listen(0)
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  const data = await mkdtemp(join(tmpdir(), 'parley-e2e-'))
  const { process: relay, ended, output } = spawnRelay(port, data)
  await ended
  expect(relay.exitCode).not.toBe(0)
  expect(output()).toContain(`Port ${port} is in use`)
  expect(output()).toContain('PORT=')
  expect(output()).not.toContain('    at ') // no stack
  taken.close()
  await rm(data, { recursive: true, force: true })
})
