/** What somebody of a team sees who answers visitors of a page: the inbox, one talk, and no talk yet. */
import type { TalkInfo } from '@parley/react'
import { type FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'

const MINUTE = 60_000

type Scene = () => { parley: FakeParley; at: string }

export const SUPPORT_SCENES: Readonly<Record<string, Scene>> = {
  support: () => ({ parley: newSupport().parley, at: '/support/group-0' }),
  supportlist: () => ({ parley: newSupport().parley, at: '/' }),
  supporttalk: () => ({ parley: newSupport().parley, at: '/g/group-1' }),
  supportempty: () => {
    const parley = newFakeParley()
    const team = parley.addGroup('Bean shop')
    void team.deskLink()
    return { parley, at: `/support/${team.id}` }
  },
}

/** A team and three talks: one that waits, one that was answered, one that is closed. */
export function newSupport() {
  const parley = newFakeParley()
  const team = parley.addGroup('Bean shop')
  const talk = (name: string, how: Partial<TalkInfo>, text: string): FakeGroup => {
    const group = parley.addGroup(name, { people: [name, 'Amir'] })
    group.info.change((was) => ({
      ...was,
      talk: {
        team: team.id,
        page: 'https://beans.example/cart',
        title: 'Your cart',
        language: 'de',
        state: 'waiting',
        since: Date.now() - 7 * MINUTE,
        isMine: false,
        ...how,
      },
    }))
    group.arrive(name, text)
    return group
  }
  const waiting = talk('Visitor 4F2A', {}, 'Wann kommt mein Paket?')
  const longer = talk(
    'Visitor 90C1',
    { since: Date.now() - 95 * MINUTE, language: 'ar', page: 'https://beans.example/' },
    'هل تشحنون إلى القاهرة؟',
  )
  const answered = talk(
    'Robin',
    { state: 'answered', since: Date.now() - 30 * MINUTE, language: 'en' },
    'Thank you!',
  )
  talk('Visitor 0B77', { state: 'closed', page: 'javascript:alert(1)' }, 'Never mind')
  return { parley, team, waiting, longer, answered }
}
