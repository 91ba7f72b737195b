/** The question box of a class between real clients: who reads what, and what a hostile client tries. */
import type { Parley } from '@parley/client'
import { toMessageId } from '@parley/protocol'
import { newMemoryDisk } from '@parley/relay'
import { expect, test } from 'vitest'
import { confidedBy, overhears, saysNext } from './hostile-content.ts'
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

const askedAt = ({ group }: Member) => group.lesson.questions.get().map(({ text }) => text)
const questionsAt = ({ group }: Member) => group.lesson.questions.get()

function questionAt(member: Member, text: string) {
  const found = questionsAt(member).find((one) => one.text === text)
  if (found === undefined) throw new Error(`“${text}” was not asked`)
  return found
}

/** A class that is not encrypted, so that a client may say what it likes. */
async function openClass(names: readonly string[]): Promise<readonly [Member, ...Member[]]> {
  const relay = await newRelay()
  const founder = await newMember(relay, 'Weber')
  const id = await founder.parley.newGroup('7b', { encrypted: false, asClass: true })
  const weber = enter(founder, id)
  const link = await weber.group.inviteLink()
  const others: Member[] = []
  for (const name of names) {
    const one: { parley: Parley; browser: Member['browser'] } = await newMember(relay, name)
    await one.parley.join(link)
    others.push(enter(one, id))
  }
  for (const member of [weber, ...others])
    await eventually(() => expect(member.group.info.get().people).toHaveLength(others.length + 1))
  return [weber, ...others]
}

test('[GS118] [GS119] a question is read by those who teach and by who asked, answered to them alone, and done', async () => {
  const { crew } = await newCrew(await newRelay(), ['Weber', 'Rivera', 'Ali', 'Bea'])
  const { Weber, Rivera, Ali, Bea } = crew
  await Weber.group.setRole(seen(Weber, 'Rivera').person, 'moderator')
  await eventually(() => expect(seen(Ali, 'Rivera').role).toBe('moderator'))
  await Ali.group.lesson.ask('May I hand it in on Monday?')
  expect(askedAt(Ali)).toEqual(['May I hand it in on Monday?'])
  for (const teacher of [Weber, Rivera])
    await eventually(() => expect(questionsAt(teacher)).toMatchObject([{ name: 'Ali' }]))

  const { key } = questionAt(Rivera, 'May I hand it in on Monday?')
  await Rivera.group.lesson.answerQuestion(key, 'Yes, on Monday')
  for (const member of [Weber, Ali])
    await eventually(() =>
      expect(questionsAt(member)).toMatchObject([
        { answers: [{ by: 'Rivera', text: 'Yes, on Monday', toAll: false }] },
      ]),
    )
  await Weber.group.lesson.settleQuestion(key)
  for (const member of [Rivera, Ali])
    await eventually(() => expect(questionsAt(member)).toMatchObject([{ isDone: true }]))

  await Ali.group.lesson.ask('And in pencil?')
  await eventually(() => expect(askedAt(Weber)).toContain('And in pencil?'))
  await Weber.group.lesson.answerQuestion(questionAt(Weber, 'And in pencil?').key, 'In ink', {
    toAll: '> And in pencil?\n\nIn ink',
  })
  await eventually(() => expect(linesAt(Bea)).toEqual(['> And in pencil?\n\nIn ink']))
  await eventually(() =>
    expect(questionAt(Ali, 'And in pencil?').answers).toMatchObject([{ toAll: true }]),
  )
  expect(questionsAt(Bea)).toEqual([])
  expect(linesAt(Ali)).toEqual(['> And in pencil?\n\nIn ink'])
}, 60_000)

test('[GS118] who comes to teach later reads what is asked from then on; who teaches no more is shown their own alone', async () => {
  const { crew } = await newCrew(await newRelay(), ['Weber', 'Ali', 'Bea'])
  const { Weber, Ali, Bea } = crew
  await Ali.group.lesson.ask('before')
  await eventually(() => expect(askedAt(Weber)).toEqual(['before']))
  const bea = seen(Weber, 'Bea').person
  await Weber.group.setRole(bea, 'moderator')
  await eventually(() => expect(seen(Ali, 'Bea').role).toBe('moderator'))
  await Ali.group.lesson.ask('after')
  await eventually(() => expect(askedAt(Bea)).toEqual(['after']))
  expect(askedAt(Weber)).toEqual(['before', 'after'])
  await Weber.group.setRole(bea, 'member')
  await eventually(() => expect(askedAt(Bea)).toEqual([]))
  await Bea.group.lesson.ask('and mine?')
  await eventually(() => expect(askedAt(Weber)).toEqual(['before', 'after', 'and mine?']))
  expect(askedAt(Bea)).toEqual(['and mine?'])
}, 60_000)

test('[GS118] [GS119] what is asked offline goes out when the line is back, over restarts of device and relay; what is taken back is gone', async () => {
  const disk = newMemoryDisk()
  const { id, crew } = await newCrew(await newRelay(disk), ['Weber', 'Ali'])
  const { Weber, Ali } = crew
  Ali.browser.line.isCut = true
  await eventually(() => expect(Ali.parley.connection.get().state).not.toBe('connected'))
  await Ali.group.lesson.ask('Is there school tomorrow?')
  await Ali.group.lesson.ask('Never mind?')
  expect(questionsAt(Ali)).toMatchObject([{ isSent: false }, { isSent: false }])
  await Ali.group.lesson.settleQuestion(questionAt(Ali, 'Never mind?').key)
  expect(askedAt(Ali)).toEqual(['Is there school tomorrow?'])
  await Ali.parley.close()
  const parley = await Ali.browser.openTab()
  const again = enter({ parley, browser: Ali.browser }, id)
  await eventually(() => expect(askedAt(again)).toEqual(['Is there school tomorrow?']))
  Ali.browser.line.isCut = false
  await eventually(() => expect(askedAt(Weber)).toEqual(['Is there school tomorrow?']))
  await eventually(() => expect(questionsAt(again)).toMatchObject([{ isSent: true }]))
}, 60_000)

test('[GS120] who was removed is not answered alone; what they asked is answered to all, and done', async () => {
  const { crew } = await newCrew(await newRelay(), ['Weber', 'Ali', 'Bea'])
  const { Weber, Ali, Bea } = crew
  await Ali.group.lesson.ask('Why?')
  await eventually(() => expect(askedAt(Weber)).toEqual(['Why?']))
  await Weber.group.remove(seen(Weber, 'Ali').person)
  await eventually(() => expect(questionsAt(Weber)).toMatchObject([{ isHere: false }]))
  const { key } = questionAt(Weber, 'Why?')
  await expect(Weber.group.lesson.answerQuestion(key, 'Because')).rejects.toThrow('rules')
  await Weber.group.lesson.answerQuestion(key, 'Because', { toAll: 'Because' })
  await Weber.group.lesson.settleQuestion(key)
  await eventually(() => expect(linesAt(Bea)).toEqual(['Because']))
  expect(questionsAt(Weber)).toMatchObject([{ isDone: true, answers: [{ text: 'Because' }] }])
}, 60_000)

test('[GS118] [GS121] [AT216] a student reads nobody else’s question, has it answered to nobody else, and neither answers nor ends it', async () => {
  const [weber, ali, eve] = await openClass(['Ali', 'Eve'])
  if (ali === undefined || eve === undefined) throw new Error('nobody came')
  const overheard = overhears(ali, 0)
  await ali.group.lesson.ask('May I go home?')
  const copied = await overheard
  await eventually(() => expect(askedAt(weber)).toEqual(['May I go home?']))
  expect(questionsAt(eve)).toEqual([])
  await expect(
    eve.group.lesson.settleQuestion(questionAt(weber, 'May I go home?').key),
  ).rejects.toThrow('rules')

  const { messageId } = copied
  const about = { person: ali.parley.me, messageId }
  const says = [
    copied,
    confidedBy(eve, weber, { says: 'answer', ...about, toAll: false, text: 'No' }),
    confidedBy(eve, weber, { says: 'done', ...about }),
  ]
  for (const [clock, content] of says.entries()) {
    const said = saysNext(eve, content, clock)
    await eve.group.send(`instead ${clock}`)
    await said
  }
  await eve.group.lesson.ask('And me?')
  await eventually(() => expect(askedAt(weber)).toEqual(['May I go home?', 'And me?']))
  expect(questionAt(weber, 'May I go home?')).toMatchObject({
    name: 'Ali',
    answers: [],
    isDone: false,
  })
}, 60_000)

test('[GS118] in a class that is not encrypted, the question is sealed all the same', async () => {
  const [weber, ali] = await openClass(['Ali'])
  if (ali === undefined) throw new Error('nobody came')
  const overheard = overhears(ali, 0)
  await ali.group.lesson.ask('Is this a secret?')
  const said = await overheard
  expect(said.kind).toBe('confided')
  expect(
    Buffer.from(
      JSON.stringify(said, (_, value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      ),
    ).toString(),
  ).not.toContain('secret')
  await eventually(() => expect(askedAt(weber)).toEqual(['Is this a secret?']))
}, 60_000)

test('[GS130] [AT220] a student who confides without end hides nobody else’s question, and costs who teaches no more than two hundred', async () => {
  const [weber, ali, eve] = await openClass(['Ali', 'Eve'])
  if (ali === undefined || eve === undefined) throw new Error('nobody came')
  await ali.group.lesson.ask('May I go home?')
  await eve.group.lesson.ask('first')
  await eventually(() => expect(askedAt(weber)).toEqual(['May I go home?', 'first']))
  const about = { person: ali.parley.me, messageId: toMessageId(new Uint8Array(16)) }
  for (let clock = 1; clock <= 200; clock++) {
    const said = saysNext(eve, confidedBy(eve, weber, { says: 'done', ...about }), clock)
    await eve.group.send(`instead ${clock}`)
    await said
  }
  await eventually(() => expect(askedAt(weber)).toEqual(['May I go home?']))
  await eve.group.lesson.ask('last')
  await eventually(() => expect(askedAt(weber)).toEqual(['May I go home?', 'last']))
}, 120_000)
