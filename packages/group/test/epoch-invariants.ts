/**
 * What must hold of epochs in every world: on each replica somebody makes an epoch and grants it to
 * whom they think it owed, others grant to whom they should not; then everything comes together.
 */
import assert from 'node:assert/strict'
import { type EpochId, equalBytes, type RecordId, toEpochId, toRecordId } from '@parley/protocol'
import {
  type Epochs,
  epochsOf,
  type HeldEpoch,
  type HeldGrant,
  reduceRoster,
  type Roster,
} from '../src/index.ts'
import { bytesOf } from './group-world.ts'
import { act, addOf, wholePast } from './roster-additions.ts'
import { type Invariant, mustId } from './roster-invariants.ts'
import { type Played, play, type Script } from './roster-script.ts'
import { CROWD, GROUP, headsOf, type Key, keyOf, PEOPLE, type RosterWorld } from './roster-world.ts'
import { newTwin } from './twin.ts'

class KeyRing {
  readonly epochs: HeldEpoch[] = []
  readonly grants: HeldGrant[] = []
  readonly world: RosterWorld
  readonly #ephemerals = new Map<string, Uint8Array>()

  constructor(world: RosterWorld) {
    this.world = world
  }

  announce(by: Key, heads: readonly RecordId[], shared: boolean): EpochId {
    const epoch = toEpochId(bytesOf(16, 90, this.epochs.length))
    const body = { epoch, commitment: bytesOf(16), shared, chained: [] }
    this.epochs.push({ id: this.#nextId(), device: by.device, heads, epoch: body })
    return epoch
  }

  grant(by: Key, heads: readonly RecordId[], epoch: EpochId, boxes: readonly Uint8Array[]): void {
    const pair = `${by.device} ${epoch}`
    const ephemeral = this.#ephemerals.get(pair) ?? bytesOf(32, 91, this.#ephemerals.size)
    this.#ephemerals.set(pair, ephemeral)
    const rows = boxes.map((box) => ({ tag: tagOf(ephemeral, box), sealed: bytesOf(48) }))
    const body = { epoch, ephemeral, rows }
    this.grants.push({ id: this.#nextId(), device: by.device, heads, grant: body })
  }

  read(roster: Roster): Epochs {
    return epochsOf({ epochs: this.epochs, grants: this.grants, roster, tagOf })
  }

  #nextId(): RecordId {
    return toRecordId(bytesOf(16, 92, this.epochs.length, this.grants.length))
  }
}

/** Stands in for the hash of two public keys. */
function tagOf(ephemeral: Uint8Array, box: Uint8Array): Uint8Array {
  return bytesOf(8, ...box.slice(0, 4), ...ephemeral.slice(0, 4))
}

interface Scene {
  readonly world: RosterWorld
  readonly ring: KeyRing
  readonly roster: Roster
}

/** Every replica makes an epoch; somebody hostile gives each to somebody who should not have it. */
function sceneOf(script: Script, salt: number): Scene {
  const { world, replicas }: Played = play(script)
  const fork = world.fork()
  const ring = new KeyRing(fork)
  replicas.forEach(({ actions }, at) => {
    const roster = reduceRoster(GROUP, [...actions])
    const heads = headsOf(actions)
    const by = someMember(roster, salt + at)
    if (by === undefined) return
    const isHonest = (salt + at) % 5 > 0
    const epoch = ring.announce(by, heads, isHonest === isOpen(roster))
    const owed = roster.recipients.filter((one) => one.isOwed).map((one) => one.boxPublic)
    ring.grant(by, heads, epoch, owed)
    const stranger = keyOf((salt * 7 + at) % CROWD)
    const stale = fork.actions[(salt * 13 + at) % fork.actions.length]?.id ?? fork.found.id
    ring.grant(keyOf((salt + at * 5) % CROWD), [stale], epoch, [stranger.introduction.box])
  })
  wholePast(fork)
  return { world: fork, ring, roster: reduceRoster(GROUP, fork.actions) }
}

function isOpen({ policy }: Roster): boolean {
  return policy.history === 'everything'
}

function someMember(roster: Roster, at: number): Key | undefined {
  const keys = PEOPLE.slice(0, CROWD).flatMap(({ id, keys: own }) =>
    own.filter(
      ({ device }) =>
        roster.members.has(id) && roster.personOf(device) === id && roster.deviceIsLive(device),
    ),
  )
  return keys[at % Math.max(1, keys.length)]
}

export const NO_USABLE_EPOCH_IS_HELD_BY_THE_ABSENT: Invariant = {
  name: 'invariant 24: no epoch that is written with was rightly given to somebody who is gone',
  check(script, note, salt) {
    const { ring, roster, world } = sceneOf(script, salt)
    const epochs = ring.read(roster)
    const twin = newTwin(GROUP, world.actions)
    for (const epoch of epochs.ids) {
      const isUsable = epochs.usable((id) => id === epoch) !== undefined
      const makers = ring.epochs.filter((one) => one.epoch.epoch === epoch)
      for (const { device, heads, grant } of ring.grants) {
        if (grant.epoch !== epoch) continue
        const place = { segment: undefined, writer: 0, clock: 0 }
        if (twin.judge({ device, heads, act: 'key', place }) !== 'valid') continue
        for (const { id, keys } of PEOPLE) {
          const box = keys[0]?.introduction.box
          if (box === undefined || twin.members.has(id) || !hasRow(grant, box)) continue
          const known = [...heads, ...makers.flatMap((one) => one.heads)]
          if (twin.rankAt(id, known) === undefined) continue
          if (!holdsBoxAt(world, id, box, known)) continue
          assert.equal(isUsable, false)
          note('held by one who is gone')
        }
      }
      if (isUsable) note('usable')
    }
  },
}

function hasRow({ ephemeral, rows }: HeldGrant['grant'], box: Uint8Array): boolean {
  const tag = tagOf(ephemeral, box)
  return rows.some((row) => equalBytes(row.tag, tag))
}

/** Whether this was the person's box for one who knew no more. */
function holdsBoxAt(
  world: RosterWorld,
  person: ReturnType<typeof mustId>,
  box: Uint8Array,
  heads: readonly RecordId[],
) {
  const known = world.withPast(world.actions.filter(({ id }) => heads.includes(id)))
  const member = newTwin(GROUP, [...known]).members.get(person)
  return member?.box !== undefined && equalBytes(member.box, box)
}

export const THE_NEXT_MESSAGE_IS_FOR_THE_PRESENT: Invariant = {
  name: 'invariant 25: once all removals came together, the next message is for exactly the present',
  check(script, note, salt) {
    const { world, ring, roster } = sceneOf(script, salt)
    const by = someMember(roster, salt)
    if (by === undefined) return
    const heads = wholePast(world)
    const chosen = ring.read(roster).usable()
    const epoch = chosen ?? ring.announce(by, heads, isOpen(roster))
    const epochs = ring.read(roster)
    ring.grant(
      by,
      heads,
      epoch,
      epochs.owed(epoch).map((one) => one.boxPublic),
    )
    const after = ring.read(roster)
    assert.equal(
      after.usable((id) => id === epoch),
      epoch,
    )
    assert.deepEqual(after.owed(epoch), [])
    for (const { box } of roster.members.values()) assert.ok(after.mayHave(epoch, box))
    for (const { id, keys } of PEOPLE.slice(0, CROWD)) {
      const box = keys[0]?.introduction.box
      if (box === undefined || roster.members.has(id)) continue
      assert.equal(after.mayHave(epoch, box), false)
    }
    note(chosen === undefined ? 'a new one' : 'one that was there')
  },
}

export const NEWCOMERS_READ_WHAT_IS_SHARED: Invariant = {
  name: 'invariant 26: while everything is for newcomers, they may have every shared epoch and no other',
  check(script, note, salt) {
    const { world, ring } = sceneOf(script, salt)
    const founder = keyOf(0)
    const add = act(world, founder, 'founder', { action: addOf(keyOf(CROWD), 'member') })
    const roster = reduceRoster(GROUP, world.actions)
    const box = keyOf(CROWD).introduction.box
    if (!roster.members.has(mustId(CROWD)) || roster.verdictOf(add.id) !== 'valid') return
    const epochs = ring.read(roster)
    for (const epoch of epochs.ids) {
      const isForNewcomers = isOpen(roster) && epochs.isShared(epoch)
      assert.equal(epochs.mayHave(epoch, box), isForNewcomers)
      note(isForNewcomers ? 'open' : 'closed')
    }
  },
}

export const ANY_HOLDER_HEALS: Invariant = {
  name: 'invariant 28: any one present device, whatever its role, gives everybody the rows they lack',
  check(script, note, salt) {
    const { world, ring, roster } = sceneOf(script, salt)
    const by = someMember(roster, salt)
    if (by === undefined) return
    const heads = wholePast(world)
    const epochs = ring.read(roster)
    for (const epoch of epochs.ids) {
      const owed = epochs.owed(epoch)
      if (owed.length === 0) continue
      ring.grant(
        by,
        heads,
        epoch,
        owed.map((one) => one.boxPublic),
      )
      assert.deepEqual(ring.read(roster).owed(epoch), [])
      note(roster.members.get(PEOPLE[by.owner]?.id ?? mustId(0))?.role ?? 'nobody')
    }
  },
}
