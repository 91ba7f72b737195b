import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openPlaces } from './places.ts'
import { SigningIn, type Said } from './signing-in.ts'
import type { SignableTalk, TokenAnswer, TokenSource } from './tokens.ts'

const HOME = 'parley@relay.example'
const NOW = 1_800_000_000_000

interface Claimed {
  readonly exp?: number
  readonly name?: string
  readonly jkt?: string
}

function tokenOf(sub: string, { exp = NOW / 1_000 + 3_600, name = sub, jkt = 'd' }: Claimed = {}) {
  const payload = Buffer.from(JSON.stringify({ sub, name, exp, cnf: { jkt } }))
  return `e30.${payload.toString('base64url')}.${'A'.repeat(86)}`
}

const kept = new Map<string, string>()
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
}

interface Timer {
  readonly act: () => void
  readonly ms: number
}

/** An element and its page, told what to say. */
function newPage(said: Partial<Said> = {}, isDesk = false) {
  const heard: string[] = []
  const timers = new Set<Timer>()
  const places = openPlaces(HOME, storage, () => `place-${kept.size}-${heard.length}-${made++}`)
  const signing = new SigningIn(
    { user: '', token: undefined, source: undefined, ...said },
    {
      places,
      group: isDesk ? undefined : 'group-1',
      now: () => NOW,
      later(act, ms) {
        const timer = { act, ms }
        timers.add(timer)
        return () => timers.delete(timer)
      },
      onPlace: () => heard.push('place'),
      onSignedIn: (user) => heard.push(`signed in ${user}`),
      onRefused: (reason) => heard.push(reason),
      onAway: () => heard.push('away'),
      onToken: () => undefined,
    },
  )
  return {
    signing,
    heard,
    places,
    /** The one that waits for something to be done, beside the deadline of a question. */
    pause: () => [...timers].map(({ ms }) => ms),
    fire() {
      const [timer] = timers
      if (timer === undefined) throw new Error('Nothing waits.')
      timers.delete(timer)
      timer.act()
    },
  }
}
let made = 0

/** A talk of the device that tokens are for, unless another is said. */
function newTalk(thumbprint = 'd') {
  const state = { answer: 'signed-in' as TokenAnswer, user: undefined as string | undefined }
  const given: string[] = []
  let listen = (): void => undefined
  const talk: SignableTalk = {
    asked: { group: 'group-1', thumbprint },
    user: () => state.user,
    async signIn(token) {
      given.push(token)
      return state.answer
    },
    onStanding(one) {
      listen = one
      return () => undefined
    },
  }
  return { talk, state, given, changes: () => listen() }
}

beforeEach(() => kept.clear())
afterEach(() => vi.restoreAllMocks())
const settles = () => vi.waitFor(async () => Promise.resolve())

function meets(page: ReturnType<typeof newPage>, talk = newTalk()) {
  page.signing.meet(talk.talk)
  page.signing.join()
  return talk
}

test('who was nobody in particular is signed in where they are, and asked for again before the token ends', async () => {
  const source = vi.fn<TokenSource>(async () => tokenOf('ada'))
  const page = newPage({ source })
  expect(page.signing.keptAs).toBe(HOME)
  expect(source).not.toHaveBeenCalled()
  const talk = meets(page)
  expect(await page.signing.nameSaid()).toBe('ada')
  await page.signing.settled()
  expect(source).toHaveBeenCalledExactlyOnceWith({ group: 'group-1', thumbprint: 'd' })
  expect(talk.given).toEqual([tokenOf('ada')])
  expect(page.heard).toEqual(['signed in ada'])
  expect(page.signing.keptAs).toBe(HOME)
  expect(page.pause()).toEqual([3_240_000])
  page.fire()
  await vi.waitFor(() => expect(source).toHaveBeenCalledTimes(2))
})

test('a token server that is away keeps nobody from writing, and is asked again after longer and longer pauses', async () => {
  let isAway = true
  const page = newPage({
    source: async () => {
      if (isAway) throw new Error('away')
      return tokenOf('ada')
    },
  })
  meets(page)
  await page.signing.settled()
  expect(await page.signing.nameSaid()).toBe('')
  const pauses: number[] = []
  for (let n = 0; n < 8; n++) {
    await vi.waitFor(() => expect(page.heard).toHaveLength(n + 1))
    pauses.push(...page.pause())
    page.fire()
  }
  expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300].map((seconds) => seconds * 1_000))
  isAway = false
  await vi.waitFor(() => expect(page.heard).toHaveLength(9))
  page.signing.wake()
  await vi.waitFor(() => expect(page.heard.at(-1)).toBe('signed in ada'))
  expect(page.signing.keptAs).toBe(HOME)
})

test('a source that never answers is one that is away', async () => {
  const page = newPage({ source: () => new Promise(() => undefined) })
  meets(page)
  await vi.waitFor(() => expect(page.pause()).toEqual([10_000]))
  page.fire()
  await vi.waitFor(() => expect(page.heard).toEqual(['away']))
})

test('another user has another place at once, and comes back to theirs', async () => {
  const page = newPage({ token: tokenOf('ada') })
  meets(page)
  await page.signing.settled()
  const ada = page.signing.keptAs
  page.signing.give(tokenOf('ben', { jkt: 'd-ben' }))
  expect(page.heard).toEqual(['signed in ada', 'place'])
  const ben = page.signing.keptAs
  meets(page, newTalk('d-ben'))
  page.signing.give(null)
  const nobody = page.signing.keptAs
  page.signing.give(tokenOf('ada'))
  expect(page.signing.keptAs).toBe(ada)
  expect(new Set([ada, ben, nobody]).size).toBe(3)
  expect(page.heard.filter((one) => one === 'place')).toHaveLength(3)
})

test('after a reload nobody’s talk is shown before the page has said who is here', async () => {
  const before = newPage({ token: tokenOf('ada') })
  meets(before)
  await before.signing.settled()
  const adas = before.signing.keptAs

  const asked: string[] = []
  let user: string | null = 'ada'
  const source: TokenSource = async ({ thumbprint }) => {
    asked.push(thumbprint)
    if (user === '') throw new Error('away')
    return user === null ? null : tokenOf(user, { jkt: thumbprint })
  }
  const again = newPage({ source })
  expect(again.signing.keptAs).toBeUndefined()
  await vi.waitFor(() => expect(again.signing.keptAs).toBe(adas))
  expect(asked).toEqual(['d'])

  user = 'ben'
  const other = newPage({ source })
  expect(other.signing.keptAs).toBeUndefined()
  await vi.waitFor(() => expect(other.signing.keptAs).toBeDefined())
  expect(other.signing.keptAs).not.toBe(adas)
  // That token was for the device of the one before: another is asked for, and the first is given to nobody.
  const talk = meets(other, newTalk('d-ben'))
  await vi.waitFor(() => expect(other.heard).toContain('signed in ben'))
  expect(talk.given).toEqual([tokenOf('ben', { jkt: 'd-ben' })])
  expect(other.heard).not.toContain('other-device')

  user = null
  const nobody = newPage({ source })
  await vi.waitFor(() => expect(nobody.signing.keptAs).toBe(nobody.places.anonymous()))

  user = ''
  const away = newPage({ source })
  await vi.waitFor(() => expect(away.heard).toEqual(['away']))
  expect(away.signing.keptAs).toBeUndefined()
  // Whom the page names itself has their talk, whatever its server does.
  expect(newPage({ source, user: 'ada' }).signing.keptAs).toBe(adas)
})

test('a refused token is told once with its reason, the talk stays, and another may follow', async () => {
  const page = newPage({ token: tokenOf('ada') })
  const talk = newTalk()
  talk.state.answer = 'other-key'
  meets(page, talk)
  await page.signing.settled()
  expect(page.signing.isRefused).toBe(true)
  talk.changes()
  await vi.waitFor(() => expect(talk.given).toHaveLength(2))
  expect(page.heard).toEqual(['other-key'])
  // The owner has put its key in meanwhile.
  talk.state.answer = 'signed-in'
  talk.changes()
  await vi.waitFor(() => expect(page.heard).toEqual(['other-key', 'signed in ada']))
  expect(page.signing.isRefused).toBe(false)
  page.signing.give('hello')
  expect(page.heard.at(-1)).toBe('not-a-token')
  expect(page.signing.keptAs).toBe(HOME)
})

test('a page that names one user and gives the token of another is told so, and nobody changes place', async () => {
  const page = newPage({ user: 'ada', source: async () => tokenOf('ben') })
  const place = page.signing.keptAs
  const talk = meets(page)
  await page.signing.settled()
  expect(page.heard).toEqual(['other-user'])
  expect(talk.given).toEqual([])
  expect(page.signing.keptAs).toBe(place)
  page.signing.sayUser('ben')
  expect(page.signing.keptAs).not.toBe(place)
})

test('who is not in yet is signed in once they are; who is signed in no more is so again, calmly', async () => {
  const page = newPage({ token: tokenOf('ada') })
  const talk = newTalk()
  talk.state.answer = 'not-in'
  meets(page, talk)
  await vi.waitFor(() => expect(talk.given).toHaveLength(1))
  expect(page.heard).toEqual([])
  talk.state.answer = 'signed-in'
  talk.changes()
  await vi.waitFor(() => expect(page.heard).toEqual(['signed in ada']))
  talk.state.user = 'ada'
  talk.changes()
  talk.state.user = undefined
  talk.changes()
  expect(talk.given).toHaveLength(2)
  expect(page.pause()).toEqual([5_000])
  page.fire()
  await vi.waitFor(() => expect(talk.given).toHaveLength(3))
})

test('an answer to a question from before is no answer any more', async () => {
  let answer = (_token: string | null): void => undefined
  const source: TokenSource = () => new Promise((resolve) => (answer = resolve))
  const page = newPage({ source })
  meets(page)
  await vi.waitFor(() => expect(page.pause()).toEqual([10_000]))
  page.signing.give(null)
  const place = page.signing.keptAs
  answer(tokenOf('ada'))
  await settles()
  expect(page.signing.keptAs).toBe(place)
  expect(page.heard).toEqual([])
  // It is asked again when the page gives it again.
  page.signing.setSource(async () => tokenOf('ada'))
  await vi.waitFor(() => expect(page.heard).toEqual(['signed in ada']))
})

test('a desk has places for users, and asks for no token', async () => {
  const source = vi.fn<TokenSource>()
  const page = newPage({ user: 'ada', source }, true)
  expect(page.signing.isExpected).toBe(false)
  page.signing.sayUser('ben')
  expect(page.heard).toEqual(['place'])
  expect(source).not.toHaveBeenCalled()
})

test('a place that turns out to be a user’s is theirs, and nobody has another', () => {
  const page = newPage()
  page.signing.findOwner('ada')
  expect(page.heard).toEqual(['place'])
  expect(page.signing.keptAs).not.toBe(HOME)
  page.signing.sayUser('ada')
  expect(page.signing.keptAs).toBe(HOME)
})

test('[AT227] what is shown as nobody’s is so no more once another tab has said whose it is', async () => {
  const [stale, other] = [newPage(), newPage()]
  meets(stale)
  other.signing.lookAgain()
  stale.signing.lookAgain()
  expect([stale.heard, stale.signing.keptAs]).toEqual([[], HOME])
  other.signing.sayUser('ada')
  expect(other.signing.keptAs).toBe(HOME)
  stale.signing.lookAgain()
  expect(stale.heard).toEqual(['place'])
  expect(stale.signing.keptAs).toBe(other.places.anonymous())
  other.signing.lookAgain()
  expect([other.heard, other.signing.keptAs]).toEqual([[], HOME])
})
