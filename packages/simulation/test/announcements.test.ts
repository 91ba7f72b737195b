/** What is announced in a class, between real clients: who may, where it stands, and what a hostile client tries. */
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

const announcement = true

const announcedAt = ({ group }: Member) =>
  group.lesson.announcements.get().map(({ message, unread }) => [message.text, unread] as const)

function announcedFirst({ group }: Member) {
  const [first] = group.lesson.announcements.get()
  if (first === undefined) throw new Error('nothing was announced')
  return first.message
}

test('[GS117] an announcement stands in the conversation and among the announcements, unread until it is read, and is answered in its thread', async () => {
  const { crew } = await newCrew(await newRelay(), ['Weber', 'Ali', 'Bea'])
  const { Weber, Ali, Bea } = crew
  await Weber.group.send('Good morning')
  await Weber.group.send('Trip on Friday', { announcement })
  await Weber.group.send('Bring boots', { announcement })
  for (const student of [Ali, Bea])
    await eventually(() =>
      expect(announcedAt(student)).toEqual([
        ['Bring boots', true],
        ['Trip on Friday', true],
      ]),
    )
  expect(linesAt(Ali)).toEqual(['Good morning', 'Trip on Friday', 'Bring boots'])
  expect(announcedAt(Weber).map(([, unread]) => unread)).toEqual([false, false])

  const boots = announcedFirst(Ali)
  Ali.group.markRead(boots.key)
  await eventually(() =>
    expect(announcedAt(Ali).map(([, unread]) => unread)).toEqual([false, false]),
  )
  await Ali.group.send('Which ones?', { thread: boots.key })
  await eventually(() => expect(announcedFirst(Bea).thread).toMatchObject({ count: 1 }))
  expect(announcedAt(Bea)).toHaveLength(2)

  await Weber.group.edit(boots.key, 'Bring boots and water')
  await eventually(() => expect(announcedFirst(Bea).text).toBe('Bring boots and water'))
  await Weber.group.delete(boots.key)
  await eventually(() => expect(announcedAt(Bea)).toEqual([['Trip on Friday', true]]))
}, 60_000)

test('[GS117] what is announced offline is announced here at once, over a restart too, and to all when the line is back', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Weber', 'Ali'])
  const { Weber, Ali } = crew
  Weber.browser.line.isCut = true
  await eventually(() => expect(Weber.parley.connection.get().state).not.toBe('connected'))
  await Weber.group.send('No school tomorrow', { announcement })
  expect(announcedAt(Weber)).toEqual([['No school tomorrow', false]])
  await Weber.parley.close()
  const parley = await Weber.browser.openTab()
  const again = enter({ parley, browser: Weber.browser }, id)
  await eventually(() => expect(announcedAt(again)).toEqual([['No school tomorrow', false]]))
  expect(announcedAt(Ali)).toEqual([])
  Weber.browser.line.isCut = false
  await eventually(() => expect(announcedAt(Ali)).toEqual([['No school tomorrow', true]]))
}, 60_000)

test('[GS117] students announce nothing, assistants do, and what they announced stays when they are students again', async () => {
  const { crew } = await newCrew(await newRelay(), ['Weber', 'Ali', 'Bea'])
  const { Weber, Ali, Bea } = crew
  await expect(Ali.group.send('Free day', { announcement })).rejects.toThrow('rules')
  const ali = seen(Weber, 'Ali').person
  await Weber.group.setRole(ali, 'moderator')
  await eventually(() => expect(Ali.group.info.get().me.mayModerate).toBe(true))
  await Ali.group.send('Groups of three', { announcement })
  const three = announcedFirst(Ali)
  await expect(Ali.group.send('and here', { announcement, thread: three.key })).rejects.toThrow(
    'rules',
  )
  await eventually(() => expect(announcedAt(Weber)).toEqual([['Groups of three', true]]))
  await Weber.group.setRole(ali, 'member')
  await eventually(() => expect(Ali.group.info.get().me.mayModerate).toBe(false))
  await expect(Ali.group.send('Free day', { announcement })).rejects.toThrow('rules')
  await Ali.group.send('done')
  await eventually(() => expect(linesAt(Bea)).toEqual(['Groups of three', 'done']))
  expect(announcedAt(Bea)).toEqual([['Groups of three', true]])
}, 60_000)

test('[GS117] [AT211] a student’s client that says it announces has written a message', async () => {
  const relay = await newRelay()
  const founder = await newMember(relay, 'Weber')
  const id = await founder.parley.newGroup('7b', { encrypted: false, asClass: true })
  const weber = enter(founder, id)
  const one = await newMember(relay, 'Eve')
  await one.parley.join(await weber.group.inviteLink())
  const eve = enter(one, id)
  await eventually(() => expect(weber.group.info.get().people).toHaveLength(2))
  const messageId = toMessageId(Uint8Array.from({ length: 16 }, (_, at) => at))
  const forged = saysNext(eve, { kind: 'post', messageId, text: 'Free day', announcement }, 0)
  await eve.group.send('innocent')
  await forged
  await eventually(() => expect(linesAt(weber)).toEqual(['Free day']))
  expect(announcedAt(weber)).toEqual([])
  expect(weber.group.conversation.get().messages[0]).toMatchObject({ announcement: false })
}, 60_000)
