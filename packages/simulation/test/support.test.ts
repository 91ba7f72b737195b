/** Strangers who come to a desk, and the people of its team: who reads what of their talks, whatever the network does. */
import { type Desk, openDesk, type Parley } from '@parley/client'
import { expect, test } from 'vitest'
import {
  enter,
  eventually,
  linesAt,
  type Member,
  namesAt,
  newBrowser,
  newCrew,
  newMember,
  newRelay,
  seen,
  stateAt,
} from './people.ts'
import { link } from './linking-people.ts'

const CART = { page: 'https://shop.test/cart?id=7#x', title: 'Cart', language: 'de' }

async function deskOf(parley: Parley, link: string): Promise<Desk> {
  const desk = await openDesk(parley, link)
  if (desk === undefined) throw new Error('no desk link')
  return desk
}

/** The one talk somebody of the team has. */
function talkAt({ parley, browser }: Member): Member {
  const [talk, ...more] = parley.groups.get().filter((one) => one.talk !== undefined)
  if (talk === undefined || more.length > 0) throw new Error(`${more.length} talks more`)
  return enter({ parley, browser }, talk.id)
}

async function visit(relay: Member['browser']['relay'], link: string) {
  const visitor = await newMember(relay, 'Visitor 4F2A')
  return { ...visitor, desk: await deskOf(visitor.parley, link) }
}

test('[SU1] [SU2] whoever comes to a desk founds a talk with the whole team in it, and is in no other group', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const link = await crew.Alice.group.deskLink()
  expect(await crew.Alice.group.deskLink()).toBe(link)
  const visitor = await visit(relay, link)
  const mine = enter(visitor, await visitor.desk.begin(CART))
  await mine.group.send('Where is my parcel?')
  for (const agent of [crew.Alice, crew.Bob]) {
    await eventually(() => expect(linesAt(talkAt(agent))).toEqual(['Where is my parcel?']))
    expect(talkAt(agent).group.info.get().talk).toMatchObject({
      team: id,
      page: 'https://shop.test/cart',
      title: 'Cart',
      language: 'de',
      state: 'waiting',
      isMine: false,
    })
  }
  await talkAt(crew.Bob).group.send('On its way.')
  await eventually(() => expect(linesAt(mine)).toEqual(['Where is my parcel?', 'On its way.']))
  await eventually(() => expect(talkAt(crew.Alice).group.info.get().talk?.state).toBe('answered'))
  expect(visitor.parley.groups.get().map(({ talk }) => talk?.isMine)).toEqual([true])
  expect(namesAt(crew.Alice)).toEqual(['Alice', 'Bob'])

  await talkAt(crew.Alice).group.setTalkClosed(true)
  await eventually(() => expect(mine.group.info.get().talk?.state).toBe('closed'))
  await mine.group.send('Thanks')
  await eventually(() => expect(talkAt(crew.Bob).group.info.get().talk?.state).toBe('waiting'))
}, 120_000)

test('[SU2] [GS36] a talk comes to each device of whoever answers, and to who was away when it was begun', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const browser = newBrowser(relay)
  const parley = await link(crew.Alice.parley, browser)
  await eventually(() => expect(namesAt(enter({ parley, browser }, id))).toEqual(['Alice', 'Bob']))
  await enter({ parley, browser }, id).group.send('from my phone')
  const desk = await crew.Alice.group.deskLink()
  crew.Bob.browser.line.isCut = true
  const visitors = await Promise.all(Array.from({ length: 12 }, () => visit(relay, desk)))
  for (const visitor of visitors) {
    const mine = enter(visitor, await visitor.desk.begin(CART))
    await mine.group.send('hello')
  }
  const talksAt = (one: Parley) => one.groups.get().filter(({ talk }) => talk?.state === 'waiting')
  crew.Bob.browser.line.isCut = false
  for (const one of [crew.Alice.parley, parley, crew.Bob.parley])
    await eventually(() => expect(talksAt(one)).toHaveLength(12))
}, 180_000)

test('[SU3] once a team is known a talk is founded without a network, and goes out by itself', async () => {
  const relay = await newRelay()
  const { crew } = await newCrew(relay, ['Alice', 'Bob'])
  const link = await crew.Alice.group.deskLink()
  const visitor = await visit(relay, link)
  await eventually(() => expect(visitor.desk.info.get().agentsCount).toBe(2))
  await visitor.parley.close()

  visitor.browser.line.isCut = true
  const parley = await visitor.browser.openTab()
  const again = await deskOf(parley, link)
  const talk = await again.begin(CART)
  const mine = enter({ parley, browser: visitor.browser }, talk)
  await mine.group.send('Typed on a train')
  await parley.close()

  visitor.browser.line.isCut = false
  const later = await visitor.browser.openTab()
  expect((await deskOf(later, link)).info.get().talk).toBe(talk)
  await eventually(() => expect(linesAt(talkAt(crew.Bob))).toEqual(['Typed on a train']))
}, 120_000)

test('[SU4] who comes to the team comes to its talks, and who goes from it reads nothing that is said after', async () => {
  const relay = await newRelay()
  const { crew } = await newCrew(relay, ['Alice', 'Bob'])
  const link = await crew.Alice.group.deskLink()
  const visitor = await visit(relay, link)
  const mine = enter(visitor, await visitor.desk.begin(CART))
  await mine.group.send('first')
  await eventually(() => expect(linesAt(talkAt(crew.Bob))).toEqual(['first']))
  // The visitor is away: the team sees to it alone.
  visitor.browser.line.isCut = true

  const dora = await newMember(relay, 'Dora')
  const joined = await dora.parley.join(await crew.Alice.group.inviteLink())
  if (!joined.ok) throw new Error(joined.broke)
  const asDora = enter(dora, joined.group)
  await eventually(() => expect(linesAt(talkAt(asDora))).toEqual(['first']))

  await crew.Alice.group.remove(seen(crew.Alice, 'Bob').person)
  await eventually(() => expect(stateAt(talkAt(crew.Bob))).toBe('removed'))
  visitor.browser.line.isCut = false
  await eventually(() => expect(namesAt(mine)).toEqual(['Alice', 'Dora', 'Visitor 4F2A']))
  await mine.group.send('second')
  await eventually(() => expect(linesAt(talkAt(asDora))).toEqual(['first', 'second']))
  expect(linesAt(talkAt(crew.Bob))).toEqual(['first'])
}, 120_000)

test('[SU5] a desk that was withdrawn takes no new talks, and those that were begun go on', async () => {
  const relay = await newRelay()
  const { crew } = await newCrew(relay, ['Alice', 'Bob'])
  const link = await crew.Alice.group.deskLink()
  const visitor = await visit(relay, link)
  const mine = enter(visitor, await visitor.desk.begin(CART))
  const reader = await visit(relay, link)
  await eventually(() => expect(reader.desk.info.get().agentsCount).toBe(2))
  const [desk] = crew.Alice.group.info.get().desks
  if (desk === undefined) throw new Error('no desk')
  await crew.Alice.group.withdrawInvite(desk.id)
  const newcomer = await visit(relay, link)
  for (const one of [visitor, reader, newcomer])
    await eventually(() => expect(one.desk.info.get().end).toBe('withdrawn'))
  // Without a line nothing else is waited for than a desk that takes talks.
  reader.browser.line.isCut = true
  await eventually(() => expect(reader.parley.connection.get().state).toBe('offline'))
  for (const late of [reader, newcomer]) {
    late.desk.begin(CART).catch(() => undefined)
    // A talk would have been founded before this.
    const own = await late.parley.newGroup('My own')
    expect(late.parley.groups.get().map(({ id }) => id)).toEqual([own])
  }
  await mine.group.send('still here')
  await eventually(() => expect(linesAt(talkAt(crew.Bob))).toEqual(['still here']))
}, 120_000)
