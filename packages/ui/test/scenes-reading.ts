/** Worlds in which something was missed, is to be read again, or is known to be incomplete. */
import { newFakeParley, type FakeParley } from './parley.fake.ts'

const HOUR = 3_600_000
const HOSTILE = '\u202e<img src=x onerror=alert(1)>'

export const READING_SCENES: Readonly<Record<string, () => { parley: FakeParley; at: string }>> = {
  'catch-up': () => ({ parley: missed(), at: '/' }),
  incomplete: () => ({ parley: incomplete(), at: '/g/group-0' }),
}

function missed(): FakeParley {
  const parley = newFakeParley()
  const choir = parley.addGroup('Choir')
  const lake = parley.addGroup('Lake, Sunday')
  const allotment = parley.addGroup('Allotment')
  const bakeSale = parley.addGroup('Bake sale')
  const ago = (hours: number) => Date.now() - hours * HOUR
  const first = lake.arrive('Amir', 'Who brings the boat?', { sentAt: ago(29) })
  lake.arrive('Beatriz', '@Nora can you ask your brother?', { sentAt: ago(28), mentionsMe: true })
  lake.arrive('Amir', HOSTILE, { sentAt: ago(3) })
  lake.conversation.change((was) => ({ ...was, firstUnread: first.key }))
  const late = choir.arrive('Amir', 'The hall is closed on Tuesday', {
    sentAt: ago(50),
    late: true,
  })
  choir.conversation.change((was) => ({ ...was, late: [late.key] }))
  const last = allotment.arrive('Beatriz', 'Water is off', { sentAt: ago(1) })
  allotment.conversation.change((was) => ({ ...was, firstUnread: last.key }))
  void bakeSale.markUnread()
  for (const group of [choir, lake, allotment]) group.setDraft('') // the list looks again
  return parley
}

function incomplete(): FakeParley {
  const parley = newFakeParley()
  const lake = parley.addGroup('Lake, Sunday')
  lake.arrive('Amir', 'Who brings the boat?')
  lake.arrive('Nora', 'I do.')
  const knownUntil = new Date().setHours(8, 2, 0, 0)
  lake.completeness.set({ knownUntil, isInStep: false, missing: true })
  lake.who.set({ read: ['Amir'], received: ['Beatriz'], others: 4 })
  parley.connection.set({ state: 'offline', heardAt: Date.now() - 12 * 60_000 })
  return parley
}
