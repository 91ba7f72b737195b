/** The people, rules and links of a group in memory: what is asked for happens at once. */
import {
  DEFAULT_POLICY,
  type Candidate,
  type Group,
  type GroupInfo,
  type GroupPerson,
  type Here,
  type InviteInfo,
  type InviteOptions,
  type LogEntry,
  type PersonId,
  type RecordId,
  type Role,
  type Standing,
} from '@parley/react'
import { newCell, type Cell } from './cell.ts'

export type FakePeopleActs = Pick<
  Group,
  | 'inviteLink'
  | 'invite'
  | 'deskLink'
  | 'setTalkClosed'
  | 'withdrawInvite'
  | 'approve'
  | 'decline'
  | 'setRole'
  | 'remove'
  | 'leave'
  | 'giveUpLink'
  | 'withdrawRequest'
  | 'forget'
  | 'mute'
  | 'unmute'
  | 'setPolicy'
  | 'signIn'
  | 'rename'
  | 'describe'
  | 'setPicture'
  | 'addPerson'
  | 'setQuietForMe'
  | 'safetyCode'
  | 'comingOf'
  | 'setVerified'
  | 'setTyping'
> & {
  readonly candidates: Cell<readonly Candidate[]>
  readonly log: Cell<readonly LogEntry[]>
  readonly here: Cell<Here>
  /** What was told about typing, in order. */
  readonly told: boolean[]
}

interface FakeInfoOptions {
  readonly name: string
  readonly state: GroupInfo['state']
  readonly people: readonly string[]
}

const ASSIGNABLE: readonly Role[] = ['owner', 'admin', 'moderator', 'member', 'guest']

export const FOUNDER: Standing = {
  role: 'founder',
  mayPost: true,
  mayReact: true,
  bar: undefined,
  until: undefined,
  inThreads: { mayPost: true, bar: undefined, until: undefined },
  mayInvite: true,
  mayModerate: true,
  mayAdminister: true,
  mayOwn: true,
}

export const MEMBER: Standing = {
  ...FOUNDER,
  role: 'member',
  mayInvite: false,
  mayModerate: false,
  mayAdminister: false,
  mayOwn: false,
}

export function fakePerson(name: string, more: Partial<GroupPerson> = {}): GroupPerson {
  const isMe = name === 'Nora'
  const role = more.role ?? (isMe ? 'founder' : 'member')
  return {
    person: name as PersonId,
    name,
    status: '',
    role,
    isMe,
    mutedUntil: undefined,
    devicesCount: 1,
    blocked: false,
    verified: 'no',
    may: isMe ? [] : ['promote', 'demote', 'remove', 'mute', 'unmute'],
    assignable: isMe ? [] : ASSIGNABLE.filter((one) => one !== role),
    ...more,
  }
}

export function newInfo({ name, state, people }: FakeInfoOptions): GroupInfo {
  const isComing = state === 'joining' || state === 'waiting'
  return {
    name,
    description: '',
    state,
    encrypted: true,
    people: isComing ? [] : ['Nora', ...people].map((one) => fakePerson(one)),
    comers: isComing ? [] : (['Nora', ...people] as PersonId[]),
    me: isComing ? { ...MEMBER, role: undefined, mayPost: false, mayReact: false } : FOUNDER,
    postWaits: false,
    policy: DEFAULT_POLICY,
    requests: [],
    invites: [],
    desks: [],
    wantsSecondOwner: false,
    usesNewer: false,
    waitsForKey: false,
    quietForMe: false,
  }
}

let made = 0
/** As long as a real one, and read like one. */
const linkOf = (n: number) =>
  `http://192.168.1.20:8080/#/join/AQ${'k3Jx9_'.repeat(13)}${String(n).padStart(6, '0')}A`

export function newPeopleActs(info: Cell<GroupInfo>, onChange: () => void): FakePeopleActs {
  const set = (change: Partial<GroupInfo>) => {
    info.change((was) => ({ ...was, ...change }))
    onChange()
  }
  const setPerson = (person: PersonId, change: Partial<GroupPerson>) =>
    set({
      people: info.get().people.map((one) => (one.person === person ? { ...one, ...change } : one)),
    })
  const invite = async (options: InviteOptions) => {
    const one = fakeInvite(options)
    const { id, needsApproval, usesCount, expiresAt } = one
    const lifeMs = expiresAt === 0 ? 0 : expiresAt - Date.now()
    const lastInvite = { id, role: options.role, needsApproval, usesCount, lifeMs }
    set({ invites: [one, ...info.get().invites], lastInvite })
    return one.link ?? ''
  }
  const end = (request: RecordId) =>
    set({ requests: info.get().requests.filter(({ id }) => id !== request) })
  const told: boolean[] = []
  const log = newCell<readonly LogEntry[]>([])
  const candidates = newCell<readonly Candidate[]>([])
  return {
    candidates,
    log,
    told,
    here: newCell<Here>({ people: [], othersCount: 0 }),
    invite,
    inviteLink: async () =>
      info.get().invites.find(isUsual)?.link ??
      invite({ role: 'member', needsApproval: false, expiresAt: 0, usesCount: 0 }),
    async deskLink() {
      const [known] = info.get().desks
      if (known?.link !== undefined) return known.link
      const one = fakeInvite({ role: 'guest', needsApproval: true, expiresAt: 0, usesCount: 0 })
      const link = one.link?.replace('#/join/', '#/desk/')
      set({ desks: [{ ...one, link }] })
      return link ?? ''
    },
    async setTalkClosed(closed) {
      const { talk } = info.get()
      if (talk !== undefined)
        set({ talk: { ...talk, state: closed ? 'closed' : 'waiting', since: Date.now() } })
    },
    withdrawInvite: async (id) => {
      const others = (all: GroupInfo['invites']) => all.filter((one) => one.id !== id)
      set({ invites: others(info.get().invites), desks: others(info.get().desks) })
    },
    async approve(request) {
      const asked = info.get().requests.find(({ id }) => id === request)
      end(request)
      if (asked !== undefined) set({ people: [...info.get().people, fakePerson(asked.name)] })
    },
    decline: async (request) => end(request),
    setRole: async (person, role) =>
      setPerson(person, { role, assignable: ASSIGNABLE.filter((one) => one !== role) }),
    remove: async (person) =>
      set({ people: info.get().people.filter((one) => one.person !== person) }),
    leave: async () =>
      set({ state: 'left', departure: { type: 'left', by: 'Nora', at: Date.now() } }),
    async giveUpLink() {
      const { linkFault, ...was } = info.get()
      info.set({ ...was, state: linkFault?.wasHere === true ? 'removed' : was.state })
      onChange()
    },
    withdrawRequest: async () => onChange(),
    forget: async () => onChange(),
    mute: async (person, until) => setPerson(person, { mutedUntil: until }),
    unmute: async (person) => setPerson(person, { mutedUntil: undefined }),
    setPolicy: async (change) => set({ policy: { ...info.get().policy, ...change } }),
    signIn: () => Promise.resolve('no-site'),
    rename: async (name) => set({ name }),
    describe: async (description) => set({ description }),
    setPicture: async () => onChange(),
    async addPerson(person) {
      const name = candidates.get().find((one) => one.person === person)?.name ?? ''
      candidates.change((all) => all.filter((one) => one.person !== person))
      set({ people: [...info.get().people, fakePerson(name)] })
    },
    setQuietForMe: async (quietForMe) => set({ quietForMe }),
    comingOf(person) {
      const known = info.get().people.find((one) => one.person === person)
      if (known === undefined) return undefined
      const at = Date.now() - 9 * 86_400_000
      return known.role === 'founder'
        ? { type: 'founded', by: '', at }
        : { type: 'link', by: 'Nora', at }
    },
    safetyCode: async () => '30512 98127 00453 77120 61935 28846',
    setVerified: async (person, verified) =>
      setPerson(person, { verified: verified ? 'yes' : 'no' }),
    setTyping: (typing) => told.push(typing),
  }
}

export function fakeInvite(options: InviteOptions, more: Partial<InviteInfo> = {}): InviteInfo {
  const n = made++
  return {
    ...options,
    id: `invite-${n}` as RecordId,
    joinsCount: 0,
    inCount: 0,
    askingCount: 0,
    by: 'Nora',
    mine: true,
    link: linkOf(n),
    mayWithdraw: true,
    ...more,
  }
}

function isUsual({ mine, role, needsApproval, expiresAt, usesCount }: InviteInfo): boolean {
  return mine && role === 'member' && !needsApproval && expiresAt === 0 && usesCount === 0
}
