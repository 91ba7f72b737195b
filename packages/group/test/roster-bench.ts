/**
 * How long 10,000 actions of a busy group take to reduce, and 50,000 envelopes to judge, beside
 * hashing the bytes of the same actions once: `npx tsx packages/group/test/roster-bench.ts`.
 */
import { createHash } from 'node:crypto'
import { reduceRoster, type VerifiedAction } from '../src/index.ts'
import {
  type Action,
  encodeActionBody,
  encodeActionHeader,
  type RecordId,
  type Role,
} from '@parley/protocol'
import { GroupWorld, personNumber, type TestPerson } from './group-world.ts'

const ACTIONS = 10_000
const ENVELOPES = 50_000
const MODERATORS = 5
const SELF_REMOVALS = 4_096

/** Links and joins, removals and readmissions, mutes and roles, on some heads or all of them. */
function busyGroup(): GroupWorld {
  const world = new GroupWorld()
  const moderators = Array.from({ length: MODERATORS }, (_, at) => personNumber(at + 1))
  let tips: RecordId[] = moderators.map((one) => world.admit(one, 'admin').id)
  const write = (by: TestPerson, action: Action, claims: Role = 'admin') => {
    const step = world.actions.length
    const parents = step % 7 === 0 ? tips : [tips[step % tips.length] ?? world.found.id]
    const { id } = world.write({ by, action, claims, parents: [...new Set(parents)] })
    tips = step % 7 === 0 ? [id] : [...tips.slice(-4), id]
    return id
  }
  for (let number = MODERATORS + 1; world.actions.length < ACTIONS; number++) {
    const by = moderators[number % MODERATORS] ?? world.founder
    const person = personNumber(number)
    const introduction = person.introduction
    if (number % 3 > 0) {
      const link = world.invite(by, 'admin', 'member', { parents: [...new Set(tips)] })
      tips = [world.join(person, link.id).id, ...tips.slice(0, 3)]
    } else write(by, { type: 'add', person: introduction, role: 'member', join: undefined })
    if (number % 5 === 0) write(by, { type: 'remove', person: person.id, cut: [] })
    if (number % 10 === 0)
      write(by, { type: 'add', person: introduction, role: 'guest', join: undefined })
    if (number % 11 === 0) write(by, { type: 'mute', person: person.id, until: 0, cut: [] })
    if (number % 13 === 0)
      write(by, { type: 'role', person: person.id, role: 'moderator', cut: [] })
  }
  return world
}

/** One device that fills its quota with removals of itself, none knowing of another. */
function selfRemovals(): GroupWorld {
  const world = new GroupWorld()
  const by = personNumber(1)
  const parents = [world.admit(by, 'member').id]
  const action = { type: 'undevice', device: by.device, cut: [], rootSignature: undefined } as const
  for (let at = 0; at < SELF_REMOVALS; at++) world.write({ by, action, parents })
  return world
}

function hashAll(actions: readonly VerifiedAction[]): void {
  for (const { header, action } of actions) {
    const hash = createHash('sha256').update(encodeActionHeader(header))
    hash.update(encodeActionBody(action)).digest()
  }
}

/** The best of five, in milliseconds of this process: other work on the machine is not counted. */
function timed(run: () => void): number {
  const took = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage()
    run()
    return process.cpuUsage(start).user / 1_000
  })
  return Math.min(...took)
}

const world = busyGroup()
const hashing = timed(() => hashAll(world.actions))
const roster = reduceRoster(world.group, world.actions)
const reducing = timed(() => void reduceRoster(world.group, world.actions))
const heads = world.actions.slice(-200).map(({ id }) => [id])
const devices = [...roster.members.values()].flatMap((member) => member.devices.slice(0, 1))
const judging = timed(() => {
  const fresh = reduceRoster(world.group, world.actions)
  for (let at = 0; at < ENVELOPES; at++) {
    const device = devices[at % devices.length] ?? world.founder.device
    const place = { segment: at >> 11, writer: at % 97, clock: at & 1023 }
    fresh.judge({ device, heads: heads[at % heads.length] ?? [], place, act: 'post' })
  }
})

const removals = selfRemovals()
const removing = timed(() => void reduceRoster(removals.group, removals.actions))

const valid = world.actions.filter(({ id }) => roster.verdictOf(id) === 'valid').length
process.stdout.write(
  [
    `${world.actions.length} actions, ${valid} valid; ${roster.members.size} present, ${roster.requests.size} ask, ${roster.departed.size} gone`,
    `hash them once   ${hashing.toFixed(0)} ms`,
    `reduce them      ${reducing.toFixed(0)} ms, ${(reducing / hashing).toFixed(1)} times hashing`,
    `judge ${ENVELOPES} envelopes from ${heads.length} heads, ${devices.length} devices, besides: ${(judging - reducing).toFixed(0)} ms`,
    `reduce ${SELF_REMOVALS} removals by a device of itself: ${removing.toFixed(0)} ms`,
    '',
  ].join('\n'),
)
