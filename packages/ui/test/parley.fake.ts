/**
 * A Parley in memory, for looking at screens: no keys, no network, no storage. What a person does
 * changes it at once; what others do is done by its `arrive…` verbs.
 */
import {
  parseInviteLink,
  type CatchUp,
  type Connection,
  type GroupId,
  type GroupState,
  type GroupSummary,
  type MentionEntry,
  type Notice,
  type Parley,
  type PersonId,
} from '@parley/react'
import { newCell, type Cell } from './cell.ts'
import { newFakeOwnDevices, type FakeOwnDevices } from './own.fake.ts'
import { newFakeProfiles, type FakeProfiles } from './profiles.fake.ts'
import { newFakeFiles, type FakeFiles } from './files.fake.ts'
import { newFakeStorage, type FakeStorage } from './storage.fake.ts'
import { missedIn } from './reading.fake.ts'
import { newFakeGroup, type FakeGroup } from './group.fake.ts'

export interface FakeParley extends Parley {
  readonly name: Cell<string | undefined>
  readonly connection: Cell<Connection>
  readonly notices: Cell<readonly Notice[]>
  readonly blocked: Cell<readonly PersonId[]>
  readonly mentions: Cell<readonly MentionEntry[]>
  readonly presence: Cell<boolean>
  readonly own: FakeOwnDevices
  readonly profiles: FakeProfiles
  readonly storage: FakeStorage
  readonly files: FakeFiles
  addGroup(name: string, how?: { state?: GroupState; people?: readonly string[] }): FakeGroup
}

export const ME = 'me' as PersonId

export function newFakeParley(name: string | undefined = 'Nora'): FakeParley {
  const groups = new Map<GroupId, FakeGroup>()
  const summaries = newCell<readonly GroupSummary[]>([])
  const notices = newCell<readonly Notice[]>([])
  const named = newCell<string | undefined>(name)
  const blocked = newCell<readonly PersonId[]>([])
  const presence = newCell(true)
  const setBlocked = (person: PersonId, isBlocked: boolean) => {
    const others = blocked.get().filter((one) => one !== person)
    blocked.set(isBlocked ? [...others, person] : others)
    for (const { info } of groups.values())
      info.change((was) => ({
        ...was,
        people: was.people.map((one) =>
          one.person === person ? { ...one, blocked: isBlocked } : one,
        ),
      }))
  }
  const catchUp = newCell<CatchUp>({ groups: [] })
  const update = () => {
    summaries.set([...groups.values()].map((group) => group.summary()).reverse())
    catchUp.set(missedIn([...groups.values()].reverse()))
  }

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
    blocked,
    mentions: newCell<readonly MentionEntry[]>([]),
    catchUp,
    markAllRead() {
      for (const group of groups.values()) group.markAllRead()
    },
    presence,
    own: newFakeOwnDevices(),
    profiles: newFakeProfiles(ME),
    storage: newFakeStorage(),
    files: newFakeFiles(),
    block: async (person) => setBlocked(person, true),
    unblock: async (person) => setBlocked(person, false),
    setPresence: async (shown) => presence.set(shown),
    async newGroup(groupName, { encrypted = true, asClass = false } = {}) {
      const group = parley.addGroup(groupName, { people: [] })
      group.info.change((was) => ({ ...was, encrypted, policy: { ...was.policy, asClass } }))
      return group.id
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
      const { giveUpLink } = group
      const takeOffList = async () => {
        groups.delete(id)
        update()
      }
      group.forget = takeOffList
      group.withdrawRequest = takeOffList
      group.giveUpLink = async () => {
        const isKept = group.info.get().linkFault?.wasHere === true
        await giveUpLink()
        if (!isKept) groups.delete(id)
        update()
      }
      update()
      return group
    },
  }
  return parley
}
