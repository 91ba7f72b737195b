import { afterEach, expect, test, vi } from 'vitest'
import type { Settings } from './settings.ts'
import type { OpenTalk, Watcher } from './talk.tsx'
import type { Told } from './told.ts'
import { nobody } from './nobody.ts'
import { Visit, type Visitor } from './visit.ts'
import type { VisitorRecord } from './visitor.ts'

const LINK = `AQ${'A'.repeat(85)}`
const SETTINGS: Settings = {
  group: LINK,
  support: '',
  relay: 'https://relay.example',
  isBubble: false,
  isOpen: false,
  corner: 'end',
  heading: '',
  greeting: undefined,
  name: '',
  user: '',
  languages: ['en'],
  theme: undefined,
  hasAccent: false,
}
const SILENT: Told = {
  onUnread: () => undefined,
  onMessage: () => undefined,
  onOwner: () => undefined,
}

/** Of whom the page says nothing. */
const NOBODY = nobody('parley@relay.example')

/** What stands behind the second script, told what to do. */
function newTalk() {
  const state = { name: '', joins: 0, sent: [] as string[], closed: 0 }
  let watcher: Watcher | undefined
  const talk: OpenTalk = {
    hasName: () => state.name !== '',
    enter: async (name) => void (state.name = name),
    newName: () => 'Visitor 4F2A',
    desk: undefined,
    signable: undefined,
    isBegun: () => state.joins > 0,
    join: async () => void state.joins++,
    watch: (one) => void (watcher = one),
    async takeOver(record: VisitorRecord) {
      for (const { id, text } of record.get().typed) {
        state.sent.push(text)
        record.dropTyped(id)
      }
    },
    Conversation: () => null,
    Status: () => null,
    close: () => void state.closed++,
  }
  const openTalk = vi.fn<() => Promise<OpenTalk>>(async () => talk)
  return {
    state,
    openTalk,
    watcher: () => watcher,
    ports: portsOf(async () => ({ openTalk, isLink: () => true })),
  }
}

type Ports = NonNullable<ConstructorParameters<typeof Visit>[3]>

/** A page that has time at once. */
function portsOf(fetchTalk: Ports['fetchTalk']): Ports {
  return {
    fetchTalk,
    whenIdle(act) {
      act()
      return () => undefined
    },
  }
}

const kept = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
})
afterEach(() => kept.clear())

test('for whoever has never been here nothing is fetched until they touch it, and then once', async () => {
  const talk = newTalk()
  const visit = new Visit(SETTINGS, NOBODY, SILENT, talk.ports)
  visit.look(false)
  visit.look(true)
  expect(visit.get().stage).toEqual({ state: 'asking' })
  expect(talk.openTalk).not.toHaveBeenCalled()
  visit.touch()
  visit.touch()
  await vi.waitFor(() => expect(talk.openTalk).toHaveBeenCalledTimes(1))
  expect(visit.get().stage).toEqual({ state: 'asking' })
  expect(talk.state.joins).toBe(0)
  await visit.enter('Ana')
  expect(talk.state).toMatchObject({ name: 'Ana', joins: 1 })
  expect(visit.get().stage.state).toBe('here')
})

test('who has been here comes in unasked; who was forgotten by the disk is asked again', async () => {
  const first = newTalk()
  const visit = new Visit(SETTINGS, NOBODY, SILENT, first.ports)
  await visit.enter('Ana')
  first.watcher()?.onTitle('Garden')
  visit.close()
  await vi.waitFor(() => expect(first.state.closed).toBe(1))

  const second = newTalk()
  second.state.name = 'Ana'
  const again = new Visit(SETTINGS, NOBODY, SILENT, second.ports)
  expect(again.get()).toMatchObject({ title: 'Garden', stage: { state: 'coming', isAway: false } })
  again.look(false)
  await vi.waitFor(() => expect(again.get().stage.state).toBe('here'))

  const third = new Visit(SETTINGS, NOBODY, SILENT, newTalk().ports)
  third.look(true)
  await vi.waitFor(() => expect(third.get().stage.state).toBe('asking'))
})

test('who said a name writes at once, also when the rest cannot be had, and is not asked again', async () => {
  const away = portsOf(() => Promise.reject(new TypeError('Failed to fetch')))
  const visit = new Visit(SETTINGS, NOBODY, SILENT, away)
  visit.touch()
  const entering = visit.enter('Ana')
  expect(visit.get().stage).toEqual({ state: 'coming', isAway: false })
  await expect(entering).rejects.toThrow('Failed to fetch')
  expect(visit.get().stage).toEqual({ state: 'coming', isAway: true })
  await visit.send('hello?')
  visit.close()

  const talk = newTalk()
  const again = new Visit(SETTINGS, NOBODY, SILENT, talk.ports)
  expect(again.get().stage.state).toBe('coming')
  again.look(true)
  await vi.waitFor(() => expect(talk.state).toMatchObject({ name: 'Ana', sent: ['hello?'] }))
  again.close()

  // In another group of the same relay they are the same person.
  const group = `AQ${'B'.repeat(85)}`
  const other = new Visit({ ...SETTINGS, group }, NOBODY, SILENT, talk.ports)
  expect(other.get().stage.state).toBe('coming')
})

test('for who has been here the rest comes when the page has time, and at once when they touch it', async () => {
  const { ports, state, openTalk } = newTalk()
  state.name = 'Ana'
  visitWas('')
  const idle: (() => void)[] = []
  const whenIdle: Ports['whenIdle'] = (act) => {
    idle.push(act)
    return () => idle.splice(0)
  }
  const visit = new Visit(SETTINGS, NOBODY, SILENT, { ...ports, whenIdle })
  visit.look(false)
  visit.look(false)
  expect(openTalk).not.toHaveBeenCalled()
  expect(idle).toHaveLength(1)
  idle[0]?.()
  await vi.waitFor(() => expect(visit.get().stage.state).toBe('here'))

  const touched = new Visit(SETTINGS, NOBODY, SILENT, { ...ports, whenIdle })
  touched.look(true)
  touched.touch()
  await vi.waitFor(() => expect(touched.get().stage.state).toBe('here'))
  const gone = new Visit(SETTINGS, NOBODY, SILENT, { ...ports, whenIdle })
  gone.look(true)
  gone.close()
  expect(idle).toEqual([])
})

test('a name that cannot be kept is no reason to wait for ever', async () => {
  const talk = newTalk()
  const opened = { ...(await talk.openTalk()), enter: () => Promise.reject(new Error('full')) }
  const ports = portsOf(async () => ({ openTalk: async () => opened, isLink: () => true }))
  const visit = new Visit(SETTINGS, NOBODY, SILENT, ports)
  await expect(visit.enter('Ana')).rejects.toThrow('full')
  expect(visit.get().stage).toEqual({ state: 'fault', fault: 'no-storage', mayHelp: true })
})

test('a name the page knows is the visitor’s, and nobody is asked', async () => {
  const talk = newTalk()
  const visit = new Visit({ ...SETTINGS, name: 'Robin' }, NOBODY, SILENT, talk.ports)
  visit.look(false)
  expect(talk.openTalk).not.toHaveBeenCalled()
  visit.look(true)
  await vi.waitFor(() => expect(visit.get().stage.state).toBe('here'))
  expect(talk.state).toMatchObject({ name: 'Robin', joins: 1 })
})

test('what is sent before anybody can take it is kept, and goes out once they are in', async () => {
  const talk = newTalk()
  const visit = new Visit(SETTINGS, NOBODY, SILENT, talk.ports)
  await visit.send('  one ')
  await visit.send(' ')
  await visit.send('two')
  visit.close()
  expect(talk.state.sent).toEqual([])

  const again = new Visit(SETTINGS, NOBODY, SILENT, talk.ports)
  await again.enter('Ana')
  expect(talk.state.sent).toEqual(['one', 'two'])
  await again.send('three')
  expect(talk.state.sent).toEqual(['one', 'two', 'three'])
})

test('a script that does not come, and a disk that does not open, are told apart and tried again', async () => {
  const talk = newTalk()
  let isThere = false
  let tries = 0
  const fetch: Ports['fetchTalk'] = async () => {
    tries++
    if (!isThere) throw new TypeError('Failed to fetch')
    return talk.ports.fetchTalk()
  }
  const visit = new Visit(SETTINGS, NOBODY, SILENT, portsOf(fetch))
  visit.touch()
  await vi.waitFor(() => expect(tries).toBe(1))
  expect(visit.get().stage).toEqual({ state: 'asking' })
  isThere = true
  talk.openTalk.mockRejectedValueOnce(new Error('blocked'))
  visit.touch()
  const storage = { state: 'fault', fault: 'no-storage', mayHelp: true }
  await vi.waitFor(() => expect(visit.get().stage).toEqual(storage))
  visit.again()
  await vi.waitFor(() => expect(visit.get().stage).toEqual({ state: 'asking' }))
})

test('a page that names no group, or a damaged link, is told so without any fetching', async () => {
  for (const [group, fault] of [
    ['', 'no-group'],
    ['AbC', 'broken-link'],
  ] as const) {
    const talk = newTalk()
    const visit = new Visit({ ...SETTINGS, group }, NOBODY, SILENT, talk.ports)
    visit.look(true)
    expect(visit.get().stage).toEqual({ state: 'fault', fault, mayHelp: false })
    await expect(visit.send('text')).rejects.toThrow('names no group')
    expect(talk.openTalk).not.toHaveBeenCalled()
  }
})

test('the page is told what is unread and what is written, and nothing after the end', async () => {
  const talk = newTalk()
  const heard: unknown[] = []
  const visit = new Visit(
    SETTINGS,
    NOBODY,
    {
      ...SILENT,
      onUnread: (count) => heard.push(count),
      onMessage: ({ text }) => heard.push(text),
    },
    talk.ports,
  )
  await visit.enter('Ana')
  talk.watcher()?.onUnread(2)
  talk.watcher()?.onMessage({ author: 'Bo', text: 'hi', isMine: false, sentAt: 1 })
  expect(heard).toEqual([2, 'hi'])
  expect(visit.get().unreadCount).toBe(2)
})

test('who has been here writes before the rest is there, also when it cannot be had, and it goes out with it', async () => {
  const first = newTalk()
  const before = new Visit(SETTINGS, NOBODY, SILENT, first.ports)
  await before.enter('Ana')
  first.watcher()?.onTitle('Garden')
  before.close()

  const talk = newTalk()
  talk.state.name = 'Ana'
  let isThere = false
  const fetch: Ports['fetchTalk'] = async () => {
    if (!isThere) throw new TypeError('Failed to fetch')
    return talk.ports.fetchTalk()
  }
  const visit = new Visit(SETTINGS, NOBODY, SILENT, portsOf(fetch))
  visit.look(true)
  await vi.waitFor(() => expect(visit.get().stage).toEqual({ state: 'coming', isAway: true }))
  await visit.send('hello?')
  visit.setDraft('and th')
  expect(visit.get().typed).toMatchObject([{ text: 'hello?' }])
  expect(new Visit(SETTINGS, NOBODY, SILENT, talk.ports).draft).toBe('and th')
  isThere = true
  visit.wake()
  await vi.waitFor(() => expect(talk.state.sent).toEqual(['hello?']))
  expect(visit.get()).toMatchObject({ stage: { state: 'here' }, typed: [] })
})

test('a link that only reading it shows to be damaged says so, and trying again is not offered', async () => {
  const fetch: Ports['fetchTalk'] = async () => ({
    isLink: () => false,
    openTalk: () => Promise.reject(new Error('broken')),
  })
  const visit = new Visit(SETTINGS, NOBODY, SILENT, portsOf(fetch))
  visit.touch()
  const broken = { state: 'fault', fault: 'broken-link', mayHelp: false }
  await vi.waitFor(() => expect(visit.get().stage).toEqual(broken))
})

test('who comes for support is asked nothing; a talk begins with what they write, and is there again', async () => {
  const support = `https://relay.example/#/desk/${LINK}`
  const first = newTalk()
  const visit = new Visit({ ...SETTINGS, group: '', support }, NOBODY, SILENT, first.ports)
  visit.look(true)
  expect(first.openTalk).not.toHaveBeenCalled()
  visit.touch()
  await vi.waitFor(() => expect(first.state.name).toBe('Visitor 4F2A'))
  expect(visit.get().stage).toEqual({ state: 'coming', isAway: false })
  expect(visit.isNewcomer).toBe(true)
  expect(first.state.joins).toBe(0)
  await visit.send('Where is my parcel?')
  await vi.waitFor(() => expect(first.state.sent).toEqual(['Where is my parcel?']))
  expect(visit.get().stage.state).toBe('here')
  expect(visit.isNewcomer).toBe(false)
  visit.close()

  const second = newTalk()
  second.state.name = 'Visitor 4F2A'
  const again = new Visit({ ...SETTINGS, group: '', support }, NOBODY, SILENT, second.ports)
  again.look(false)
  await vi.waitFor(() => expect(again.get().stage.state).toBe('here'))
})

/** A talk that somebody may be signed in to. */
const signable = (user?: string): NonNullable<OpenTalk['signable']> => ({
  asked: { group: 'group', thumbprint: 'device' },
  user: () => user,
  signIn: async () => 'signed-in',
  onStanding: () => () => undefined,
})

test('whom the page says to be signed in is asked no name; what they write waits until they are', async () => {
  const talk = newTalk()
  const opened = { ...(await talk.openTalk()), signable: signable() }
  let letIn = (): void => undefined
  const settled = new Promise<void>((resolve) => (letIn = resolve))
  const steps: string[] = []
  const whose: Visitor = {
    ...NOBODY,
    isExpected: true,
    meet: ({ asked }) => void steps.push(asked.thumbprint),
    join: () => void steps.push('join'),
    nameSaid: async () => 'Ada',
    settled: () => settled,
  }
  const ports = portsOf(async () => ({ openTalk: async () => opened, isLink: () => true }))
  const visit = new Visit(SETTINGS, whose, SILENT, ports)
  expect(visit.get().stage.state).toBe('coming')
  // Not before they look: a page view is no coming in.
  visit.look(false)
  expect(steps).toEqual([])
  await visit.send('Is it in stock?')
  visit.look(true)
  await vi.waitFor(() => expect(steps).toEqual(['device', 'join']))
  expect(talk.state).toMatchObject({ name: 'Ada', joins: 1, sent: [] })
  letIn()
  await vi.waitFor(() => expect(talk.state.sent).toEqual(['Is it in stock?']))
  expect(visit.get().stage.state).toBe('here')
})

test('while it is not known who is here nothing is opened and nobody writes', async () => {
  visitWas('Ada was here')
  const talk = newTalk()
  const visit = new Visit(SETTINGS, { ...NOBODY, keptAs: undefined }, SILENT, talk.ports)
  visit.look(true)
  visit.touch()
  visit.wake()
  expect(visit.get()).toMatchObject({ stage: { state: 'unknown', isAway: false }, title: '' })
  expect(visit.draft).toBe('')
  await expect(visit.send('text')).rejects.toThrow('not known who writes')
  visit.away()
  expect(visit.get().stage).toEqual({ state: 'unknown', isAway: true })
  expect(talk.openTalk).not.toHaveBeenCalled()
})

function visitWas(draft: string): void {
  const key = `${NOBODY.keptAs ?? ''}/visitor/${LINK.slice(0, 44)}`
  kept.set(key, JSON.stringify({ title: 'Garden', typed: [], draft }))
}

test('a talk that turns out to be somebody’s is not shown to nobody in particular', async () => {
  const talk = newTalk()
  const opened = { ...(await talk.openTalk()), signable: signable('ada') }
  const owners: string[] = []
  const visit = new Visit(
    SETTINGS,
    NOBODY,
    { ...SILENT, onOwner: (user) => owners.push(user) },
    portsOf(async () => ({ openTalk: async () => opened, isLink: () => true })),
  )
  visit.touch()
  await vi.waitFor(() => expect(owners).toEqual(['ada']))
  expect(visit.get().stage.state).not.toBe('here')
  expect(talk.state.joins).toBe(0)
})
