import { MESSAGE_TYPE, parseFrame } from '@parley/protocol'
import { expect, test, vi } from 'vitest'
import { link } from './linking-people.ts'
import { newBrowser, newPerson, newRelay, textsOf } from './people.ts'

const PATIENCE = { timeout: 30_000, interval: 50 }

test('[OW21] [OW26] what is begun on the laptop waits on the phone, after a restart without a network too, and is gone when it was sent', async () => {
  const relay = await newRelay()
  const laptop = await newPerson('Alice', newBrowser(relay))
  const id = await laptop.newGroup('Climbers')
  await laptop.openGroup(id)?.send('hello')
  const atPhone = newBrowser(relay)
  const phone = await link(laptop, atPhone)
  await vi.waitFor(() => expect(textsOf(phone, id)).toEqual(['hello']), PATIENCE)
  const [root] = laptop.openGroup(id)?.conversation.get().messages ?? []
  if (root === undefined) throw new Error('nothing was said')

  laptop.openGroup(id)?.setDraft('on Sat')
  laptop.openGroup(id)?.setDraft('on Saturday')
  laptop.openGroup(id)?.thread(root.key).setDraft('hello to you')
  laptop.openGroup(id)?.leaveDraft()
  await vi.waitFor(() => expect(phone.openGroup(id)?.draft.get()).toBe('on Saturday'), PATIENCE)
  expect(phone.openGroup(id)?.thread(root.key).draft.get()).toBe('hello to you')
  expect(phone.groups.get()[0]?.draft).toBe('on Saturday')

  await phone.storage.keepDrafts()
  await phone.close()
  atPhone.line.isCut = true
  const later = await atPhone.openTab()
  expect(later.openGroup(id)?.draft.get()).toBe('on Saturday')
  atPhone.line.isCut = false
  await later.openGroup(id)?.send('on Saturday')
  later.openGroup(id)?.setDraft('')
  await vi.waitFor(() => expect(laptop.openGroup(id)?.draft.get()).toBe(''), PATIENCE)
  expect(laptop.openGroup(id)?.thread(root.key).draft.get()).toBe('hello to you')
  expect(textsOf(laptop, id)).toContain('hello')
  for (const parley of [laptop, later]) expect(parley.notices.get()).toEqual([])
}, 90_000)

test('[OW23] [OW26] of one device nobody hears, of a group that was left nothing is told, and a removed device has no say', async () => {
  const relay = await newRelay()
  const atLaptop = newBrowser(relay)
  let marks = 0
  atLaptop.line.meddle = (frame) => {
    if (isMark(frame)) marks++
    return 'pass'
  }
  const laptop = await newPerson('Alice', atLaptop)
  const id = await laptop.newGroup('Climbers')
  const bob = await newPerson('Bob', newBrowser(relay))
  const shared = await bob.newGroup('Bob and Alice')
  await laptop.join((await bob.openGroup(shared)?.inviteLink()) ?? '')
  await vi.waitFor(() => expect(laptop.openGroup(shared)?.info.get().state).toBe('ready'), PATIENCE)
  laptop.openGroup(id)?.setDraft('for nobody yet')
  laptop.openGroup(id)?.leaveDraft()
  expect(marks).toBe(0)

  const phone = await link(laptop, newBrowser(relay))
  await vi.waitFor(() => expect(phone.openGroup(id)?.draft.get()).toBe('for nobody yet'), PATIENCE)
  phone.openGroup(shared)?.setDraft('dear Bob')
  phone.openGroup(shared)?.leaveDraft()
  await vi.waitFor(() => expect(laptop.openGroup(shared)?.draft.get()).toBe('dear Bob'), PATIENCE)
  await laptop.openGroup(shared)?.leave()
  await vi.waitFor(() => expect(laptop.openGroup(shared)?.draft.get()).toBe(''), PATIENCE)

  phone.openGroup(id)?.setDraft('from the phone')
  phone.openGroup(id)?.leaveDraft()
  await vi.waitFor(() => expect(laptop.openGroup(id)?.draft.get()).toBe('from the phone'), PATIENCE)
  const other = laptop.own.devices.get().find(({ isThis }) => !isThis)
  if (other === undefined) throw new Error('there is one device only')
  await laptop.own.remove(other.key)
  phone.openGroup(id)?.setDraft('from whoever has the phone now')
  phone.openGroup(id)?.leaveDraft()
  await laptop.openGroup(id)?.send('the phone is gone')
  await vi.waitFor(() => expect(phone.own.isRemoved.get()).toBe(true), PATIENCE)
  expect(laptop.openGroup(id)?.draft.get()).toBe('from the phone')
  await laptop.storage.keepDrafts()
  await laptop.close()
  const later = await atLaptop.openTab()
  expect(later.openGroup(id)?.draft.get()).toBe('from the phone')
}, 90_000)

test('[OW28] [AT246] a relay that plays an old mark of the phone again after a restart brings back no text that was sent', async () => {
  const relay = await newRelay()
  const phone = await newPerson('Alice', newBrowser(relay))
  const id = await phone.newGroup('Climbers')
  const atLaptop = newBrowser(relay)
  const laptop = await link(phone, atLaptop)
  await vi.waitFor(() => expect(laptop.openGroup(id)?.info.get().state).toBe('ready'), PATIENCE)
  const heard: Uint8Array[] = []
  atLaptop.line.hears = (frame) => {
    if (isMark(frame)) heard.push(frame)
    return true
  }
  phone.openGroup(id)?.setDraft('what I think of Bob')
  phone.openGroup(id)?.leaveDraft()
  const draft = (parley: typeof laptop) => parley.openGroup(id)?.draft.get()
  await vi.waitFor(() => expect(draft(laptop)).toBe('what I think of Bob'), PATIENCE)
  const old = heard.at(-1)
  if (old === undefined) throw new Error('no mark came')
  phone.openGroup(id)?.setDraft('')
  await vi.waitFor(() => expect(draft(laptop)).toBe(''), PATIENCE)
  await laptop.storage.keepDrafts()
  await laptop.close()

  atLaptop.line.hears = (frame) => !isMark(frame)
  const later = await atLaptop.openTab()
  const seen = new Set<string | undefined>([draft(later)])
  later.openGroup(id)?.draft.subscribe(() => seen.add(draft(later)))
  await phone.openGroup(id)?.send('said aloud')
  await vi.waitFor(() => expect(textsOf(later, id)).toEqual(['said aloud']), PATIENCE)
  atLaptop.line.meddle = (_, answer) => {
    answer(old)
    return 'pass'
  }
  await later.openGroup(id)?.send('I see')
  await vi.waitFor(() => expect(textsOf(phone, id)).toEqual(['said aloud', 'I see']), PATIENCE)
  atLaptop.line.hears = () => true
  phone.openGroup(id)?.setDraft('something else')
  phone.openGroup(id)?.leaveDraft()
  await vi.waitFor(() => expect(draft(later)).toBe('something else'), PATIENCE)
  expect([...seen]).toEqual(['', 'something else'])
}, 90_000)

function isMark(bytes: Uint8Array): boolean {
  const frame = parseFrame(bytes)
  return frame?.type === MESSAGE_TYPE.mark && frame.doc.startsWith('p/')
}
