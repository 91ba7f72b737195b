/**
 * What it costs to remove somebody from a group of a thousand: the removal, and the new key that the
 * next message brings along for the 999 others. Run with `npx tsx packages/client/test/removal-bench.ts [people]`.
 */
import * as crypto from 'node:crypto'
import { encodeUpdate } from '@parley/gate'
import { headsFor, reduceRoster, type VerifiedAction } from '@parley/group'
import {
  type Action,
  type ActionHeader,
  bytesToSign,
  type Cut,
  encodeActionBody,
  encodeActionHeader,
  type GroupId,
  groupDoc,
  groupIdOf,
  type Introduction,
  newWriter,
  parseRecord,
  personIdOf,
  type RecordId,
  recordIdOf,
  type Role,
  signedRecord,
  toDeviceKey,
  toRecordId,
  writerPrefix,
} from '@parley/protocol'
import {
  type Agreement,
  type BoxKeyPair,
  boxKeyPair,
  pureAgreement,
  webCryptoAgreement,
} from '@parley/sealing'
import { newKeyPair, sign } from '@parley/signing'
import { announcedBy, newEpochKey } from '../src/keys/epoch-keys.ts'
import { type HeldKeys, newHeldKeys } from '../src/keys/held-keys.ts'
import { draftGrants, type GrantingPorts } from '../src/keys/granting.ts'
import { draftRotation } from '../src/keys/rotation.ts'
import { type Draft, draftAction, draftEpoch } from '../src/writing/drafts.ts'

const peopleCount = Number(process.argv[2] ?? 1_000)
const LIMIT_BYTES = 80_000
const random = (count: number) => Uint8Array.from(crypto.randomBytes(count))

interface Somebody {
  readonly introduction: Introduction
  readonly box: BoxKeyPair
}

const founderKeys = newKeyPair(random(32))

function newSomebody(devicePublic: Uint8Array = random(32)): Somebody {
  const box = boxKeyPair(random(32))
  const chain = [{ devicePublic, signature: random(64) }]
  return { box, introduction: { root: random(32), chain, box: box.publicKey } }
}

const founder = newSomebody(founderKeys.publicKey)
const others = Array.from({ length: peopleCount - 1 }, () => newSomebody())
const actions: VerifiedAction[] = []
let group = '' as GroupId

function write(by: Somebody, action: Action, parents: readonly RecordId[], claimedRole: Role) {
  const device = by.introduction.chain[0]?.devicePublic ?? random(32)
  const header: ActionHeader = { claimedRole, parents, hlc: BigInt(actions.length + 1) }
  if (action.type === 'found')
    group = groupIdOf(encodeActionHeader(header), encodeActionBody(action))
  const writer = newWriter(writerPrefix(group, device), 1)
  const id = toRecordId(random(16))
  actions.push({ id, device: toDeviceKey(device), writer, header, action })
  return id
}

/** Signs drafts as the appender does; the bytes of the update they travel in. */
function append(drafts: readonly Draft[], clock: number) {
  const writer = newWriter(writerPrefix(group, founderKeys.publicKey), 7)
  const ids: RecordId[] = []
  const records = drafts.map((draft, at) => {
    const place = { doc: groupDoc(group), writer, clock: clock + at }
    const unsigned = draft(place, ids)
    const bytes = signedRecord(unsigned, sign(bytesToSign(place, unsigned), founderKeys))
    ids.push(recordIdOf(place, bytes))
    return bytes
  })
  return { records, ids, update: encodeUpdate(groupDoc(group), [{ writer, clock, records }]) }
}

function learn(keys: HeldKeys, { records, ids }: ReturnType<typeof append>): void {
  records.forEach((bytes, at) => {
    const record = parseRecord(bytes)
    const id = ids[at] ?? toRecordId(random(16))
    const device = toDeviceKey(founderKeys.publicKey)
    if (record?.kind === 'epoch')
      keys.addEpoch({
        id,
        device,
        heads: record.header.heads,
        epoch: announcedBy(device, record.epoch),
      })
    if (record?.kind === 'grant')
      keys.addGrant({ id, device, heads: record.header.heads, grant: record.grant })
  })
}

function portsFor(keys: HeldKeys, agree: Agreement, roster: ReturnType<typeof reduceRoster>) {
  let hlc = 1n << 40n
  const device = {
    identity: { person: personIdOf(founder.introduction.root), device: founderKeys },
    ownClock: { next: () => hlc++ },
    random,
    agree,
  }
  return { device, group, membership: { roster: () => roster, keys } } as unknown as GrantingPorts
}

function cutOf(entryCount: number): Cut {
  return Array.from({ length: entryCount }, (_, at) => ({
    segment: at,
    writer: newWriter(at, 1),
    clock: 300,
    digest: random(16),
  }))
}

/** What a person comes by, each building on the one before. */
const found: Action = {
  type: 'found',
  random: random(32),
  encrypted: true,
  policy: [],
  person: founder.introduction,
}
let head = write(founder, found, [], 'founder')
for (const { introduction } of others) {
  const added: Action = { type: 'add', person: introduction, role: 'member', join: undefined }
  head = write(founder, added, [head], 'founder')
}

async function measure(name: string, agree: Agreement) {
  let roster = reduceRoster(group, actions)
  const keys = newHeldKeys(group, () => roster)
  const maker = founderKeys.publicKey
  const first = newEpochKey({ key: random(32), device: maker, isShared: true })
  keys.keyring.hold(first)
  const announcement = draftEpoch(
    { hlc: 1n, heads: headsFor(roster, personIdOf(founder.introduction.root)) },
    { key: first.key, shared: true, chained: [] },
  )
  const before = portsFor(keys, agree, roster)
  const grants = await draftGrants(before, first, roster.recipients)
  learn(keys, append([announcement, ...grants], 0))
  if (keys.epochKey()?.id !== first.id) throw new Error('the first epoch is not usable')

  const startedAt = performance.now()
  const target = others[0]?.introduction
  if (target === undefined) throw new Error('nobody to remove')
  const remove: Action = { type: 'remove', person: personIdOf(target.root), cut: cutOf(50) }
  const header: ActionHeader = { claimedRole: 'founder', parents: [head], hlc: 1n << 39n }
  const removal = append([draftAction(header, remove)], 10)
  const device = toDeviceKey(founderKeys.publicKey)
  const writer = newWriter(writerPrefix(group, founderKeys.publicKey), 7)
  const id = removal.ids[0] ?? head
  roster = reduceRoster(group, [...actions, { id, device, writer, header, action: remove }])
  keys.reconsider()
  if (keys.epochKey() !== undefined) throw new Error('the removed one still reads')
  const removedAt = performance.now()
  const busyBefore = process.cpuUsage()
  const rotation = await draftRotation(portsFor(keys, agree, roster))
  const sealedAt = performance.now()
  const made = append(rotation.drafts, 11)
  keys.keyring.hold(rotation.epoch)
  learn(keys, made)
  if (keys.epochKey() === undefined) throw new Error('the new epoch is not usable')
  const endedAt = performance.now()
  const busy = process.cpuUsage(busyBefore)

  const reader = newHeldKeys(group, () => roster)
  reader.keyring.addBox(others.at(-1)?.box ?? founder.box)
  learn(reader, made)
  if (reader.epochKey() === undefined) throw new Error('a member does not read')
  const readAt = performance.now()
  return {
    'who agrees': name,
    'removal, bytes': removal.update.length,
    'new key, bytes': made.update.length,
    'all, bytes': removal.update.length + made.update.length,
    'removal, ms': Math.round(removedAt - startedAt),
    'seal 999 rows, ms': Math.round(sealedAt - removedAt),
    'sign, check, ms': Math.round(endedAt - sealedAt),
    'new key, ms': Math.round(endedAt - removedAt),
    'of a core, ms': Math.round((busy.user + busy.system) / 1_000),
    'member reads, ms': Math.round(readAt - endedAt),
  }
}

const subtle = crypto.webcrypto.subtle as SubtleCrypto
const rows = [
  await measure('pure JavaScript', pureAgreement),
  await measure('pure JavaScript, warm', pureAgreement),
  await measure('WebCrypto', webCryptoAgreement(subtle)),
  await measure('WebCrypto, warm', webCryptoAgreement(subtle)),
]
for (const row of rows) {
  const cells = Object.entries(row).map(([name, value]) => `${name}: ${value}`)
  process.stdout.write(`${cells.join(' · ')}\n`)
}
const largest = Math.max(...rows.map((row) => row['all, bytes']))
if (peopleCount <= 1_000 && largest > LIMIT_BYTES) throw new Error(`${largest} bytes are too many`)
