/**
 * What it costs to remove somebody from a group of a thousand: the real client of its founder signs
 * the removal, with a cut of fifty entries, and the message after it, which brings a new key for
 * everybody who is left.
 *
 * Counted is what the client does from the call of `remove` until the removal, the key, all rows and the
 * message were handed to its socket, as frames: they are held back there until it is done, so nothing of the
 * relay's is in it.
 */
import * as crypto from 'node:crypto'
import { type Agreement, deriveInvite, pureAgreement, webCryptoAgreement } from '@parley/sealing'
import {
  type ClientPorts,
  type Group,
  MemoryDisk,
  newMemoryDocStore,
  newMemoryStore,
  newMemoryTabs,
  openParley,
  type Parley,
} from '@parley/client'
import { recordsIn } from '@parley/gate'
import {
  groupDoc,
  type GroupId,
  idBytes,
  MESSAGE_TYPE,
  type Invitation,
  parseFrame,
  parseInviteLink,
  parseRecord,
  parseSync,
  segmentDoc,
} from '@parley/protocol'
import { newMemoryDisk, newMemoryJournal, nodePorts, openRelay, type Relay } from '@parley/relay'
import { newKeyPair, nodeSigner, nodeVerifier, pureVerifier, sign, toAsync } from '@parley/signing'
import * as Y from 'yjs'
import { newPerson, type Person } from '../people/person.ts'
import { FOUNDED_AT, joinsInTurn } from '../people/society.ts'
import { updateOf } from '../people/update.ts'
import type { Report, Row } from '../report.ts'
import { sinceMs } from './busy.ts'
import { dialInto, type HeldLine, newHeldLine } from './held-line.ts'
import { openMemberSession } from './member-session.ts'

const ORIGIN = 'ws://relay.bench'
const CUT_ENTRIES = 50
const REMOVALS = 10
const LIMIT_BYTES = 80_000
const LIMIT_PURE_MS = 2_000
const LIMIT_WEB_CRYPTO_MS = 200

interface Means {
  readonly agree: Agreement
  /** Everything in pure JavaScript, as on plain http; otherwise by what node has. */
  readonly isPure: boolean
}

export async function removalBench({ isQuick }: { readonly isQuick: boolean }): Promise<Report> {
  const peopleCount = isQuick ? 100 : 1_000
  const subtle = crypto.webcrypto.subtle as SubtleCrypto
  const pure = await removalsBy({ agree: pureAgreement, isPure: true }, peopleCount)
  const web = await removalsBy({ agree: webCryptoAgreement(subtle), isPure: false }, peopleCount)
  const bytes = [...pure, ...web].map((cost) => cost.bytes)
  const [bestPure, bestWeb] = [bestOf(pure, 'core, ms'), bestOf(web, 'wall, ms')]
  return {
    title: 'Removal',
    says: `Somebody with ${CUT_ENTRIES} writers is removed from a group of ${peopleCount}, and the next message is sent; ${REMOVALS} times. Bytes are those of the group's document on the wire. "Wall" is how long somebody waits, "core" the CPU time of all threads of this process: the best is the one with the least of what its goal is about.`,
    rows: [...rowsOf('pure JavaScript', pure, bestPure), ...rowsOf('WebCrypto', web, bestWeb)],
    goals: isQuick
      ? []
      : [
          { says: 'less than 80,000 bytes', met: Math.max(...bytes) < LIMIT_BYTES },
          {
            says: 'less than 2 s of one core in pure JavaScript, at best',
            met: bestPure['core, ms'] < LIMIT_PURE_MS,
          },
          {
            says: 'less than 0.2 s of waiting with WebCrypto, at best',
            met: bestWeb['wall, ms'] < LIMIT_WEB_CRYPTO_MS,
          },
        ],
  }
}

type Cost = Awaited<ReturnType<typeof removeAndWrite>>

function rowsOf(name: string, [first]: readonly Cost[], best: Cost): readonly Row[] {
  return [
    { 'keys by': `${name}, first`, ...first },
    { 'keys by': `${name}, best of ${REMOVALS}`, ...best },
  ]
}

function bestOf(costs: readonly Cost[], by: 'core, ms' | 'wall, ms'): Cost {
  const [best] = [...costs].sort((a, b) => a[by] - b[by])
  if (best === undefined) throw new Error('nobody was removed')
  return best
}

async function removalsBy(means: Means, peopleCount: number): Promise<readonly Cost[]> {
  const relay = await openRelay({
    ...nodePorts(),
    journal: newMemoryJournal(newMemoryDisk()),
    isOrigin: (origin) => origin === ORIGIN,
  })
  const line = newHeldLine(relay)
  const engine = { isPure: false }
  const parley = await openFounder(line, means, engine)
  try {
    const id = await parley.newGroup('Removal')
    const group = parley.openGroup(id)
    if (group === undefined) throw new Error('the group did not open')
    const targets = await populate(relay, group, peopleCount)
    engine.isPure = means.isPure
    const costs: Cost[] = []
    for (const target of targets) {
      costs.push(await removeAndWrite({ group, line, target }))
      await until(() => group.conversation.get().messages.every(isSettled))
    }
    return costs
  } finally {
    await parley.close()
    await relay.close()
  }
}

/** Of an own message; others have no status. */
function isOnRelay({ status }: { readonly status?: string | undefined }): boolean {
  return status === 'on-relay'
}

function isSettled(message: { readonly status?: string | undefined }): boolean {
  return message.status === undefined || isOnRelay(message)
}

/** `engine` says how to sign and verify now: filling the group is not what is measured. */
function openFounder(
  line: HeldLine,
  { agree }: Means,
  engine: { readonly isPure: boolean },
): Promise<Parley> {
  const process = new MemoryDisk().newProcess()
  const { clock, random } = nodePorts()
  const [signByNode, verifyByNode] = [nodeSigner(crypto), nodeVerifier(crypto)]
  const verifyNow: ClientPorts['verifyNow'] = (proof) =>
    (engine.isPure ? pureVerifier : verifyByNode)(proof)
  return openParley({
    store: newMemoryStore(process),
    docStore: newMemoryDocStore(process),
    tabs: newMemoryTabs().open(),
    clock,
    random,
    dial: () => line.dial(),
    verify: toAsync(verifyNow),
    verifyNow,
    signer: (message, keys) => (engine.isPure ? sign : signByNode)(message, keys),
    agree,
    relayUrl: `${ORIGIN}/`,
    origin: ORIGIN,
    appUrl: 'https://app.bench/',
  })
}

/** Everybody joins, is given the key, and some of them write from many page loads: those are returned. */
async function populate(
  relay: Relay,
  group: Group,
  peopleCount: number,
): Promise<readonly Person[]> {
  const parsed = parseInviteLink(await group.inviteLink())
  if (!parsed.ok) throw new Error(`the link is damaged: ${parsed.broke}`)
  const { invitation } = parsed
  await group.send('Everything before this is with the relay, once this is.')
  await until(() => group.conversation.get().messages.some(isOnRelay))
  const link = newKeyPair(seedsOf(invitation).signSeed32)
  const people = Array.from({ length: peopleCount - 1 }, newPerson)
  const joins = joinsInTurn(people, { group: group.id, invite: invitation.invite, link })
  // The one whose session brings it all stays.
  const [first, ...others] = people
  const [own, ...later] = joins
  if (first === undefined || own === undefined) throw new Error('nobody joins')
  const doc = groupDoc(group.id)
  const session = await openMemberSession(dialInto(relay)[0], first, ORIGIN)
  const granted = countGrants(session, group.id)
  await session.bring(doc, updateOf([own]))
  await session.follow(doc)
  await session.bring(doc, updateOf(later))
  await until(() => group.info.get().people.length === peopleCount && granted() >= peopleCount)
  const targets = others.slice(0, REMOVALS)
  const heads = later.slice(REMOVALS - 1, REMOVALS).map(({ id }) => id)
  const posts = targets.flatMap((target) =>
    Array.from({ length: CUT_ENTRIES }, (_, at) =>
      target.post(group.id, { hlc: FOUNDED_AT + 9n, heads, pageLoad: at + 1 }),
    ),
  )
  // The relay passes records on before it acknowledges them, and this line keeps the order.
  await session.bring(segmentDoc(group.id, 0), updateOf(posts))
  return targets
}

function seedsOf({ secret, group }: Invitation) {
  return deriveInvite({ secret16: secret, gid32: idBytes(group) })
}

/** How many people the founder has given the key to, as a member sees it. */
function countGrants(
  session: Awaited<ReturnType<typeof openMemberSession>>,
  group: GroupId,
): () => number {
  const doc = new Y.Doc()
  let rowsCount = 0
  recordsIn(doc, groupDoc(group)).onRecords((added) => {
    for (const { bytes } of added) {
      const record = parseRecord(bytes)
      if (record?.kind === 'grant') rowsCount += record.grant.rows.length
    }
  })
  session.onFrame((frame) => {
    const sync = frame.doc === groupDoc(group) ? parseSync(frame.payload) : undefined
    if (sync !== undefined && sync.step !== 'step1') Y.applyUpdate(doc, sync.bytes)
  })
  return () => rowsCount
}

async function removeAndWrite({
  group,
  line,
  target,
}: {
  readonly group: Group
  readonly line: HeldLine
  readonly target: Person
}) {
  const spoken = line.holdUntil((frame) => parseFrame(frame)?.doc === segmentDoc(group.id, 0))
  const before = process.cpuUsage()
  const startedAt = performance.now()
  await group.remove(target.id)
  const removedAt = performance.now()
  await group.send('From here on without them.')
  await spoken
  const endedAt = performance.now()
  const busy = sinceMs(before)
  const frames = line.release().flatMap((bytes) => parseFrame(bytes) ?? [])
  const [removal = 0, ...keys] = frames
    .filter(({ doc, type }) => doc === groupDoc(group.id) && type === MESSAGE_TYPE.sync)
    .map(({ payload }) => payload.length)
  const keyBytes = keys.reduce((sum, length) => sum + length, 0)
  return {
    'removal, bytes': removal,
    'new key, bytes': keyBytes,
    bytes: removal + keyBytes,
    'to removed, ms': Math.round(removedAt - startedAt),
    'to written, ms': Math.round(endedAt - removedAt),
    'wall, ms': Math.round(endedAt - startedAt),
    'core, ms': Math.round(busy),
  }
}

/** Waits for a state, looking at it turn by turn. */
async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await new Promise((resolve) => setTimeout(resolve, 5))
}
