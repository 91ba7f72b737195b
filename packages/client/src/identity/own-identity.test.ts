import { expect, test } from 'vitest'
import { boxKeyPair } from '@parley/sealing'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { newMemoryTabs } from '../tabs/memory-tabs.ts'
import { identityOf } from './identity.fake.ts'
import { readIdentity, writeIdentity } from './kept-identity.ts'
import { newOwnIdentity } from './own-identity.ts'
import { askedWords, wordsOf } from './phrase.ts'

const alice = identityOf('alice')
const words = wordsOf(alice.phrase ?? '')

async function twoTabs() {
  const disk = new MemoryDisk()
  const tabs = newMemoryTabs()
  const newTab = () =>
    newOwnIdentity(alice, { store: newMemoryStore(disk.newProcess()), tabs: tabs.open() })
  await writeIdentity(newMemoryStore(disk.newProcess()), alice)
  const kept = () => readIdentity(newMemoryStore(disk.newProcess()))
  return { disk, left: newTab(), right: newTab(), kept }
}

function changed(tab: { onChange(listen: () => void): unknown }): Promise<void> {
  return new Promise((resolve) => tab.onChange(resolve))
}

test('[ID13] three of the twelve words, or all, confirm the phrase; then it is on no disk and in no tab', async () => {
  const asked = askedWords(alice.phrase ?? '')
  expect(new Set(asked).size).toBe(3)
  const three = asked.map((at) => words[at - 1]).join(' ')
  for (const said of [three, ` ${words.join('\n').toUpperCase()}`]) {
    const { left, right, kept } = await twoTabs()
    const told = changed(right)
    expect(await left.confirmPhrase(said)).toBe(true)
    await told
    for (const identity of [left.get(), right.get(), await kept()])
      expect(identity).toMatchObject({ person: alice.person, phrase: undefined })
  }
})

test('[ID13] other words confirm nothing, and nothing is erased', async () => {
  const { left, kept } = await twoTabs()
  const [first = 0, ...others] = askedWords(alice.phrase ?? '')
  const wrong = [
    '',
    words[0],
    words.slice(0, 11).join(' '),
    words.toReversed().join(' '),
    [...others, first].map((at) => words[at - 1]).join(' '),
  ]
  for (const said of wrong) expect(await left.confirmPhrase(said ?? '')).toBe(false)
  expect(await kept()).toEqual(alice)
})

test('[ID18] two tabs that change the identity at once undo nothing of each other', async () => {
  const { left, right, kept } = await twoTabs()
  const box = { generation: 1, ...boxKeyPair(new Uint8Array(32).fill(7)) }
  await left.addBox(box)
  await right.confirmPhrase(words.join(' '))
  expect(await kept()).toMatchObject({ phrase: undefined, box: { generation: 1 } })
  expect(left.isReplaced()).toBe(false)
})

test('[ID18] a browser that became another device says so in every tab, and becomes no third', async () => {
  const { left, right, kept } = await twoTabs()
  const bob = { ...identityOf('bob'), phrase: undefined }
  const told = changed(right)
  expect(await left.giveWayTo(bob, [])).toBe(true)
  await told
  expect([left.isReplaced(), right.isReplaced()]).toEqual([true, true])
  expect(await right.giveWayTo(identityOf('carol'), [])).toBe(false)
  expect(await left.confirmPhrase(words.join(' '))).toBe(false)
  expect(await kept()).toEqual(bob)
})

test('[ID18] a disk that fails changes nothing', async () => {
  const { disk, left, kept } = await twoTabs()
  disk.onWrite = () => 'fail-full'
  await expect(left.confirmPhrase(words.join(' '))).rejects.toMatchObject({ reason: 'full' })
  await expect(left.giveWayTo(identityOf('bob'), [])).rejects.toMatchObject({ reason: 'full' })
  expect(left.get()).toBe(alice)
  expect(left.isReplaced()).toBe(false)
  expect(await kept()).toEqual(alice)
})
