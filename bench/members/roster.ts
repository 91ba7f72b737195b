/**
 * What the roster of a busy group costs: 10,000 actions reduced, 50,000 envelopes judged, beside
 * hashing the bytes of the same actions once. And one device that fills its quota with removals of
 * itself, none knowing of another.
 */
import { createHash } from 'node:crypto'
import { reduceRoster, type VerifiedAction } from '@parley/group'
import type { Action, DeviceKey, GroupId, RecordId, Role } from '@parley/protocol'
import { newKeys, newPerson, type Person } from '../people/person.ts'
import { FOUNDED_AT, foundingBy, inviteBy, joinBy } from '../people/society.ts'
import type { Report } from '../report.ts'
import { busyMs } from './busy.ts'

const ENVELOPES = 50_000
const MODERATORS = 5
const RUNS = 5

interface Grown {
  readonly group: GroupId
  readonly actions: readonly VerifiedAction[]
  /** Records as they were signed, without their signatures' cost. */
  readonly bytes: readonly Uint8Array[]
}

export async function rosterBench({ isQuick }: { readonly isQuick: boolean }): Promise<Report> {
  const busy = busyGroup(isQuick ? 1_000 : 10_000)
  const removals = selfRemovals(isQuick ? 512 : 4_096)
  const hashing = best(() => hashAll(busy.bytes))
  const reducing = best(() => void reduceRoster(busy.group, busy.actions))
  const judging = best(() => judgeEnvelopes(busy))
  const removing = best(() => void reduceRoster(removals.group, removals.actions))
  const roster = reduceRoster(busy.group, busy.actions)
  const valid = busy.actions.filter(({ id }) => roster.verdictOf(id) === 'valid').length
  const { members, requests, departed } = roster
  return {
    title: 'Roster',
    says: `${valid} of ${busy.actions.length} actions valid; ${members.size} present, ${requests.size} ask, ${departed.size} gone. The best of ${RUNS}, in CPU time of this process.`,
    rows: [
      row('hash the actions once', busy.actions.length, { ms: hashing, hashing }),
      row('reduce them', busy.actions.length, { ms: reducing, hashing }),
      row('judge envelopes, besides', ENVELOPES, { ms: judging - reducing, hashing }),
      row('reduce removals of one device by itself', removals.actions.length, { ms: removing }),
    ],
    goals: isQuick
      ? []
      : [{ says: '10,000 actions reduce in less than 1,000 ms', met: reducing < 1_000 }],
  }
}

function row(what: string, count: number, cost: { ms: number; hashing?: number }) {
  const { ms, hashing } = cost
  return {
    what,
    count,
    ms: Math.round(ms),
    'times hashing': hashing === undefined ? undefined : Number((ms / hashing).toFixed(1)),
  }
}

/** Links and joins, removals and readmissions, mutes and roles, on some heads or all of them. */
function busyGroup(actionsCount: number): Grown {
  const founder = newPerson()
  const { group, written: found } = foundingBy(founder)
  const actions: VerifiedAction[] = []
  const bytes: Uint8Array[] = []
  const keep = (written: { readonly verified: VerifiedAction; readonly bytes: Uint8Array }) => {
    actions.push(written.verified)
    bytes.push(written.bytes)
    return written.verified.id
  }
  const write = (by: Person, action: Action, how: { role: Role; parents: readonly RecordId[] }) => {
    const hlc = FOUNDED_AT + BigInt(actions.length + 1)
    return keep(by.act(group, action, { claimedRole: how.role, parents: how.parents, hlc }))
  }
  keep(found)
  const moderators = Array.from({ length: MODERATORS }, newPerson)
  let tips = moderators.map((person) =>
    write(founder, addOf(person, 'admin'), { role: 'founder', parents: [found.id] }),
  )
  const act = (by: Person, action: Action): RecordId => {
    const step = actions.length
    const parents = step % 7 === 0 ? tips : [tips[step % tips.length] ?? found.id]
    const id = write(by, action, { role: 'admin', parents: [...new Set(parents)] })
    tips = step % 7 === 0 ? [id] : [...tips.slice(-4), id]
    return id
  }
  for (let number = 0; actions.length < actionsCount; number++) {
    const by = moderators[number % MODERATORS] ?? founder
    const person = newPerson()
    if (number % 3 > 0) {
      const link = newKeys()
      const invite = write(by, inviteBy(link), { role: 'admin', parents: [...new Set(tips)] })
      tips = [keep(joinBy(person, { group, invite, link })), ...tips.slice(0, 3)]
    } else act(by, addOf(person, 'member'))
    if (number % 5 === 0) act(by, { type: 'remove', person: person.id, cut: [] })
    if (number % 10 === 0) act(by, addOf(person, 'guest'))
    if (number % 11 === 0) act(by, { type: 'mute', person: person.id, until: 0, cut: [] })
    if (number % 13 === 0) act(by, { type: 'role', person: person.id, role: 'moderator', cut: [] })
  }
  return { group, actions, bytes }
}

function addOf(person: Person, role: Role): Action {
  return { type: 'add', person: person.introduction, role, join: undefined }
}

function selfRemovals(count: number): Grown {
  const founder = newPerson()
  const by = newPerson()
  const { group, written: found } = foundingBy(founder)
  const hlc = FOUNDED_AT + 1n
  const added = founder.act(group, addOf(by, 'member'), {
    claimedRole: 'founder',
    parents: [found.id],
    hlc,
  })
  const action = { type: 'undevice', device: by.device, cut: [], rootSignature: undefined } as const
  const removals = Array.from({ length: count }, (_, at) =>
    by.act(group, action, { claimedRole: 'member', parents: [added.id], hlc: hlc + BigInt(at) }),
  )
  const all = [found, added, ...removals]
  return { group, actions: all.map(({ verified }) => verified), bytes: all.map((one) => one.bytes) }
}

function judgeEnvelopes({ group, actions }: Grown): void {
  const roster = reduceRoster(group, actions)
  const heads = actions.slice(-200).map(({ id }) => [id])
  const devices: DeviceKey[] = []
  for (const member of roster.members.values()) devices.push(...member.devices.slice(0, 1))
  for (let at = 0; at < ENVELOPES; at++) {
    const device = devices[at % devices.length]
    if (device === undefined) throw new Error('nobody is in the group')
    const place = { segment: at >> 11, writer: at % 97, clock: at & 1023 }
    roster.judge({ device, heads: heads[at % heads.length] ?? [], place, act: 'post' })
  }
}

function hashAll(records: readonly Uint8Array[]): void {
  for (const bytes of records) createHash('sha256').update(bytes).digest()
}

function best(run: () => void): number {
  return Math.min(...Array.from({ length: RUNS }, () => busyMs(run)))
}
