/**
 * Scripts of group worlds, from fast-check, so that a failure shrinks: up to six rounds in which
 * people act on replicas of partial knowledge, honestly or not, and replicas merge.
 */
import { type RecordId, ROLES, type Role } from '@parley/protocol'
import fc from 'fast-check'
import type { VerifiedAction } from '../src/index.ts'
import { type Actor, draftOf } from './roster-acts.ts'
import { believe } from './roster-beliefs.ts'
import { type Focus, HAPPENINGS, type ScriptStep, type Step, type What } from './roster-steps.ts'
import { CROWD, headsOf, PEOPLE, type Replica, RosterWorld, SCRIPTED_KEYS } from './roster-world.ts'
import type { EnvelopeAct } from './twin-judge.ts'

interface Round {
  readonly steps: readonly ScriptStep[]
  /** From one replica to another: 0 actions, 1 envelopes, 2 both. */
  readonly syncs: readonly (readonly [from: number, to: number, what: number])[]
}

export interface Script {
  /** How many of the usual people the founder adds before everything. */
  readonly start: number
  readonly focus: Focus
  /** How many of the twelve take part. */
  readonly crowd: number
  readonly rounds: readonly Round[]
}

const REPLICAS = 4
const ROUNDS = 6

const STARTERS: readonly Role[] = [
  'owner',
  'admin',
  'moderator',
  'moderator',
  'member',
  'admin',
  'member',
  'guest',
]

const anyStep: fc.Arbitrary<ScriptStep> = fc.record({
  what: fc.nat(63),
  where: fc.nat(REPLICAS - 1),
  who: fc.nat(CROWD - 1),
  whom: fc.nat(CROWD - 1),
  role: fc.nat(ROLES.length - 1),
  wild: fc.nat(15),
  pick: fc.nat(63),
})
const anySync = fc.tuple(fc.nat(REPLICAS - 1), fc.nat(REPLICAS - 1), fc.nat(2))
const anyRound: fc.Arbitrary<Round> = fc.record({
  steps: fc.array(anyStep, { maxLength: 16, size: 'max' }),
  syncs: fc.array(anySync, { maxLength: 3, size: 'max' }),
})

export const anyScript: fc.Arbitrary<Script> = fc.record({
  start: fc.nat(STARTERS.length),
  focus: fc.constantFrom<Focus>('everything', 'everything', 'ranks', 'links', 'keys', 'partings'),
  crowd: fc.constantFrom(4, 6, CROWD),
  rounds: fc.array(anyRound, { minLength: 1, maxLength: ROUNDS, size: 'max' }),
})

export interface Played {
  readonly world: RosterWorld
  readonly replicas: readonly Replica[]
}

export function play(script: Script, encrypted = true): Played {
  const world = new RosterWorld(encrypted)
  addStarters(world, script.start)
  const replicas: Replica[] = Array.from({ length: REPLICAS }, () => ({
    actions: new Set(world.actions),
    said: new Set(),
  }))
  for (const { steps, syncs } of script.rounds) {
    for (const step of steps) takeStep(world, replicas, stepIn(script, step))
    for (const [from, to, what] of syncs) sync(replicas[from], replicas[to], what)
  }
  return { world, replicas }
}

function stepIn({ focus, crowd }: Script, step: ScriptStep): Step {
  const happenings: readonly What[] = HAPPENINGS[focus]
  const what = happenings[step.what % happenings.length] ?? 'say'
  return { ...step, what, who: step.who % crowd, whom: step.whom % crowd }
}

function addStarters(world: RosterWorld, count: number): void {
  const founder = PEOPLE[0]?.keys[0]
  STARTERS.slice(0, count).forEach((role, at) => {
    const introduction = PEOPLE[at + 1]?.keys[0]?.introduction
    if (founder === undefined || introduction === undefined) return
    const action = { type: 'add', person: introduction, role, join: undefined } as const
    world.write({
      by: founder,
      action,
      parents: headsOf(world.actions),
      claims: 'founder',
      salt: at,
    })
  })
}

function sync(from: Replica | undefined, to: Replica | undefined, what: number): void {
  if (from === undefined || to === undefined) return
  if (what !== 1) for (const action of from.actions) to.actions.add(action)
  if (what !== 0) for (const said of from.said) to.said.add(said)
}

function takeStep(world: RosterWorld, replicas: readonly Replica[], step: Step): void {
  const replica = replicas[step.where]
  if (replica === undefined) return
  const actor = actorFor(world, replica, step)
  if (actor === undefined) return
  if (step.what === 'say') {
    replica.said.add(say(world, actor))
    return
  }
  const draft = draftOf(world, actor)
  if (draft === undefined) return
  const written = world.write(draft)
  for (const action of world.withPast([written])) replica.actions.add(action)
}

/** Who acts with which key, how much of the world they admit to know, and what rank they claim. */
function actorFor(world: RosterWorld, replica: Replica, step: Step): Actor | undefined {
  const { wild, who, pick, what } = step
  const isHonest = wild < 9
  const known = wild === 15 ? new Set(world.actions) : replica.actions
  const beliefs = believe(world, known)
  const insiders = [...beliefs.ranks].filter(([, rank]) => rank >= neededFor(what))
  const [chosen] = insiders[who % Math.max(1, insiders.length)] ?? []
  const outsider = what === 'join' || what === 'device' || wild === 14
  const person = PEOPLE[outsider || chosen === undefined ? who : chosen]
  if (person === undefined) return undefined
  const own = person.keys.filter((key) => beliefs.keys.includes(key))
  const keys = isHonest && own.length > 0 ? own : person.keys.slice(0, SCRIPTED_KEYS)
  const by = keys[pick % keys.length]
  if (by === undefined) return undefined
  const held = beliefs.ranks.get(person.number) ?? 0
  const lies = wild === 12 || wild === 13
  const claims = ROLES[lies ? step.role : held] ?? 'guest'
  const isStale = (wild >= 9 && wild < 12) || wild === 13 || wild === 15
  return {
    step,
    replica,
    beliefs,
    by,
    person,
    claims,
    parents: isStale ? stale(known, pick) : headsOf(known),
  }
}

function neededFor(what: What): number {
  if (what === 'policy') return 4
  if (what === 'role') return 3
  return ['invite', 'add', 'remove', 'mute', 'unmute', 'uninvite'].includes(what) ? 2 : 0
}

/** One or two actions from anywhere: what an adversary claims to have known. */
function stale(known: ReadonlySet<VerifiedAction>, pick: number): readonly RecordId[] {
  const all = [...known]
  const ids = [
    all[pick % all.length]?.id,
    pick % 3 === 0 ? all[(pick * 7) % all.length]?.id : undefined,
  ]
  return [...new Set(ids.flatMap((id) => id ?? []))]
}

const ACTS: readonly EnvelopeAct[] = [
  'post',
  'post',
  'react',
  'retract',
  'moderate',
  'key',
  'name',
  'any',
]

function say(world: RosterWorld, { step, by, parents }: Actor) {
  const act = ACTS[step.pick % ACTS.length] ?? 'post'
  const segment = act === 'key' || act === 'name' ? undefined : step.role % 2
  const heads = step.wild === 11 ? [UNHELD] : parents
  return world.say(by, step.where, { heads, act, segment })
}

/** Of a record that nobody has. */
const UNHELD = 'A'.repeat(22) as RecordId
