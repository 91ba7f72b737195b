/** A class between real clients: hands go up, come down and give the word; quiet; and what a hostile client tries. */
import { newMemoryDisk } from '@parley/relay'
import { toMessageId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { saysNext } from './hostile-content.ts'
import {
  enter,
  eventually,
  linesAt,
  type Member,
  newCrew,
  newMember,
  newRelay,
  seen,
} from './people.ts'

const upAt = ({ group }: Member) => group.lesson.hands.get().up.map(({ name }) => name)
const calledAt = ({ group }: Member) => group.lesson.hands.get().called?.name

function handOf(member: Member, name: string) {
  const hand = member.group.lesson.hands.get().up.find((one) => one.name === name)
  if (hand === undefined) throw new Error(`${name} has no hand up`)
  return hand.key
}

async function everyoneSees(members: readonly Member[], names: readonly string[]) {
  for (const member of members) await eventually(() => expect(upAt(member)).toEqual(names))
}

test('[GS110] a class is one on every device, and a hand is seen by everybody in the order of raising', async () => {
  const relay = await newRelay()
  const teacher = await newMember(relay, 'Ms Weber')
  const id = await teacher.parley.newGroup('7b', { asClass: true })
  const weber = enter(teacher, id)
  const link = await weber.group.inviteLink()
  const students: Member[] = []
  for (const name of ['Ali', 'Bea']) {
    const student = await newMember(relay, name)
    await student.parley.join(link)
    students.push(enter(student, id))
  }
  const [ali, bea] = students
  if (ali === undefined || bea === undefined) throw new Error('nobody came')
  await eventually(() => expect(ali.group.info.get().policy.asClass).toBe(true))
  await eventually(() => expect(bea.group.info.get().state).toBe('ready'))
  await bea.group.lesson.raiseHand()
  await everyoneSees([weber, ali], ['Bea'])
  await ali.group.lesson.raiseHand()
  await ali.group.lesson.raiseHand()
  await everyoneSees([weber, ali, bea], ['Bea', 'Ali'])
  expect(linesAt(weber)).toEqual([])

  await weber.group.lesson.callOn(handOf(weber, 'Bea'))
  await everyoneSees([weber, ali, bea], ['Ali'])
  for (const member of [weber, ali, bea])
    await eventually(() => expect(calledAt(member)).toBe('Bea'))
  expect(bea.group.lesson.hands.get().called).toMatchObject({ isMe: true, by: 'Ms Weber' })

  await expect(bea.group.lesson.lowerHand(handOf(bea, 'Ali'))).rejects.toThrow('rules')
  await ali.group.lesson.lowerHand(handOf(ali, 'Ali'))
  await everyoneSees([weber, ali, bea], [])
  await bea.group.lesson.raiseHand()
  await ali.group.lesson.raiseHand()
  await everyoneSees([weber], ['Bea', 'Ali'])
  await weber.group.lesson.lowerAll()
  await everyoneSees([weber, ali, bea], [])
}, 60_000)

test('[GS111] a hand that goes up offline is up here at once, and for all when the line is back, over restarts of device and relay', async () => {
  const disk = newMemoryDisk()
  const { id, crew } = await newCrew(await newRelay(disk), ['Weber', 'Ali', 'Bea'])
  const { Weber, Ali, Bea } = crew
  Ali.browser.line.isCut = true
  await eventually(() => expect(Ali.parley.connection.get().state).not.toBe('connected'))
  await Ali.group.lesson.raiseHand()
  expect(upAt(Ali)).toEqual(['Ali'])
  await Ali.parley.close()
  const parley = await Ali.browser.openTab()
  const again = enter({ parley, browser: Ali.browser }, id)
  await eventually(() => expect(upAt(again)).toEqual(['Ali']))
  Ali.browser.line.isCut = false
  await everyoneSees([Weber, Bea], ['Ali'])

  const other = await newRelay(disk)
  const late = await newMember(other, 'Cem')
  await late.parley.join(await Weber.group.inviteLink())
  const cem = enter(late, id)
  await everyoneSees([cem], ['Ali'])
}, 60_000)

test('[GS112] whoever is removed has no hand up, and the muted raise none', async () => {
  const { crew } = await newCrew(await newRelay(), ['Weber', 'Ali', 'Bea'])
  const { Weber, Ali, Bea } = crew
  await Ali.group.lesson.raiseHand()
  await Bea.group.lesson.raiseHand()
  await everyoneSees([Weber, Ali, Bea], ['Ali', 'Bea'])
  await Weber.group.remove(seen(Weber, 'Ali').person)
  await everyoneSees([Weber, Bea], ['Bea'])
  await Weber.group.mute(seen(Weber, 'Bea').person, 0)
  await eventually(() => expect(Bea.group.info.get().me.bar).toBe('muted'))
  await expect(Bea.group.lesson.raiseHand()).rejects.toThrow('rules')
}, 60_000)

test('[GS112] [AT198] a client that lowers another’s hand, or gives itself the word, is heard by nobody', async () => {
  const relay = await newRelay()
  const founder = await newMember(relay, 'Weber')
  const id = await founder.parley.newGroup('7b', { encrypted: false, asClass: true })
  const weber = enter(founder, id)
  const link = await weber.group.inviteLink()
  const [one, two] = [await newMember(relay, 'Ali'), await newMember(relay, 'Eve')]
  await one.parley.join(link)
  await two.parley.join(link)
  const [ali, eve] = [enter(one, id), enter(two, id)]
  await eventually(() => expect(weber.group.info.get().people).toHaveLength(3))
  await ali.group.lesson.raiseHand()
  await everyoneSees([weber, eve], ['Ali'])
  const { person, key } = weber.group.lesson.hands.get().up[0] ?? {}
  if (person === undefined || key === undefined) throw new Error('no hand')
  const id16 = Uint8Array.from(Buffer.from(key.slice(person.length + 1), 'base64url'))
  const lowering = saysNext(
    eve,
    { kind: 'lower', messageId: toMessageId(id16), person, called: false },
    0,
  )
  await eve.group.send('innocent')
  await lowering
  const me = seen(eve, 'Eve').person
  const calling = saysNext(
    eve,
    { kind: 'lower', messageId: toMessageId(new Uint8Array(16)), person: me, called: true },
    1,
  )
  await eve.group.send('innocent too')
  await calling
  await eve.group.send('said after both')
  await eventually(() => expect(linesAt(weber)).toEqual(['said after both']))
  expect(upAt(weber)).toEqual(['Ali'])
  expect(calledAt(weber)).toBeUndefined()
}, 60_000)

test('[GS113] quiet now: students write nowhere, also not in threads; hands and reactions go on, and so does whoever teaches', async () => {
  const { crew } = await newCrew(await newRelay(), ['Weber', 'Ali'])
  const { Weber, Ali } = crew
  await Weber.group.send('Good morning')
  await eventually(() => expect(linesAt(Ali)).toEqual(['Good morning']))
  await Weber.group.setPolicy({ hushed: true })
  await eventually(() =>
    expect(Ali.group.info.get().me).toMatchObject({
      bar: 'hushed',
      mayPost: false,
      mayReact: true,
      inThreads: { mayPost: false },
    }),
  )
  const [morning] = Ali.group.conversation.get().messages
  if (morning === undefined) throw new Error('nothing is here')
  await expect(Ali.group.send('psst')).rejects.toThrow('quiet')
  await expect(Ali.group.send('psst', { thread: morning.key })).rejects.toThrow('quiet')
  await Ali.group.react(morning.key, '👍')
  await Ali.group.lesson.raiseHand()
  await everyoneSees([Weber], ['Ali'])
  await eventually(() =>
    expect(Weber.group.conversation.get().messages[0]?.reactions).toHaveLength(1),
  )
  await Weber.group.send('Books out, please')
  await Weber.group.setPolicy({ hushed: false })
  await eventually(() => expect(Ali.group.info.get().me.mayPost).toBe(true))
  await Ali.group.send('Done')
  await eventually(() =>
    expect(linesAt(Weber)).toEqual(['Good morning', 'Books out, please', 'Done']),
  )
}, 60_000)
