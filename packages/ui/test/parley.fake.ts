/**
 * A Parley in memory, for looking at screens: no keys, no network, no storage. What a person does
 * changes it at once; what others do is done by its `arrive…` verbs.
 */
import {
  parseInviteLink,
  type Connection,
  type GroupId,
  type GroupSummary,
  type Notice,
  type Parley,
  type PersonId,
} from '@parley/react'
import { newCell, type Cell } from './cell.ts'
import { newFakeGroup, type FakeGroup } from './group.fake.ts'

export interface FakeParley extends Parley {
  readonly name: Cell<string | undefined>
  readonly connection: Cell<Connection>
  readonly notices: Cell<readonly Notice[]>
  addGroup(
    name: string,
    how?: { state?: 'joining' | 'ready' | 'closed'; people?: readonly string[] },
  ): FakeGroup
}

export const ME = 'me' as PersonId

export function newFakeParley(name: string | undefined = 'Nora'): FakeParley {
  const groups = new Map<GroupId, FakeGroup>()
  const summaries = newCell<readonly GroupSummary[]>([])
  const notices = newCell<readonly Notice[]>([])
  const named = newCell<string | undefined>(name)
  const update = () => summaries.set([...groups.values()].map((group) => group.summary()).reverse())

  const parley: FakeParley = {
    me: ME,
    name: named,
    groups: summaries,
    notices,
    connection: newCell<Connection>({ state: 'connected', heardAt: Date.now() }),
    async setName(next) {
      named.set(next)
    },
    dismissNotice: (id) => notices.change((all) => all.filter((notice) => notice.id !== id)),
    async newGroup(groupName) {
      return parley.addGroup(groupName, { people: [] }).id
    },
    async join(link) {
      const parsed = parseInviteLink(link)
      if (!parsed.ok) return parsed
      return { ok: true, group: parley.addGroup('', { state: 'joining', people: [] }).id }
    },
    openGroup: (id) => groups.get(id),
    async close() {},
    addGroup(groupName, { state = 'ready', people = ['Amir', 'Beatriz'] } = {}) {
      const id = `group-${groups.size}` as GroupId
      const group = newFakeGroup({ id, name: groupName, state, people, onChange: update })
      groups.set(id, group)
      update()
      return group
    },
  }
  return parley
}
