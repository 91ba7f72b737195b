/** After class: the laptop carries the class to the school's relay, where students go on as who they were. */
import { expect, LAPTOP, meetInClass, test } from './class-people.ts'

test('what a class wrote without internet is at the school, and goes on there and in the room', async ({
  room,
  teacher,
  ownRelay: school,
  meeting,
}) => {
  const mei = await meeting.newPerson('Mei', { relay: room, host: LAPTOP })
  await meetInClass(teacher, [mei])
  await teacher.writes('Read page 12')
  await expect(mei.message('Read page 12')).toBeVisible()
  await mei.writes('I have a question')
  await expect(teacher.message('I have a question')).toBeVisible()
  const [, id = ''] = /#\/g\/([\w-]{43})/.exec(teacher.page.url()) ?? []
  const link = await teacher.invites()
  const words = await mei.settings.writesDownPhrase()

  // Days later, both are switched off without a word in between, and go on.
  await room.isKilled()
  await room.startsAgainAfterClass(
    school.url().replace(/^http/, 'ws').replace(/\/$/, ''),
    await school.mirrorTokenFor(id),
  )
  await room.isInStep()
  await school.isKilled()
  await room.isKilled()
  await school.startsAgain()
  await room.startsAgain()
  await room.isInStep()

  const atHome = await meeting.newPerson('Mei', { relay: school })
  await atHome.opensTheApp()
  await atHome.settings.recovers(words)
  const unknown = atHome.page.getByText('No groups were found for this phrase')
  const name = atHome.page.getByRole('textbox', { name: 'Your name' })
  await expect(unknown.or(name).first()).toBeVisible()
  if (await name.isVisible()) await atHome.saysName()
  await expect(unknown).toBeVisible()
  await atHome.joins(link.replace(/^http:\/\/[^/]+\//, school.url()))
  await expect(atHome.message('Read page 12')).toBeVisible()
  await expect(atHome.message('I have a question')).toBeVisible()
  await atHome.writes('I found it at home')
  await expect(teacher.message('I found it at home')).toBeVisible()
  await teacher.writes('Well done')
  await expect(atHome.message('Well done')).toBeVisible()
  await expect(atHome.log.getByRole('article')).toHaveCount(4)
})
