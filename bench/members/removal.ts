/**
 * What it costs to remove somebody from a group of a thousand: the real client of its founder signs
 * the removal, with a cut of fifty entries, and the message after it, which brings a new key for
 * everybody who is left.
 *
 * Only what the client does is counted: its frames are held back until it is done.
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
const LIMIT_BYTES = 80_000
const LIMIT_PURE_MS = 2_000
const LIMIT_WEB_CRYPTO_MS = 200

interface Means {
  readonly name: string
  readonly agree: Agreement
  /** Everything in pure JavaScript, as on plain http; otherwise by what node has. */
  readonly isPure: boolean
}

export async function removalBench({ isQuick }: { readonly isQuick: boolean }): Promise<Report> {
  const peopleCount = isQuick ? 100 : 1_000
  const subtle = crypto.webcrypto.subtle as SubtleCrypto
  const pure: Means = { name: 'pure JavaScript', agree: pureAgreement, isPure: true }
  const web: Means = { name: 'WebCrypto', agree: webCryptoAgreement(subtle), isPure: false }
  const rows: Awaited<ReturnType<typeof removalBy>>[] = []
  for (const means of [pure, warm(pure), web, warm(web)])
    rows.push(await removalBy(means, peopleCount))
  const most = (name: string, key: 'bytes' | 'core, ms'): number =>
    Math.max(...rows.filter((row) => row['keys by'].startsWith(name)).map((row) => row[key]))
  return {
    title: 'Removal',
    says: `Somebody with ${CUT_ENTRIES} writers is removed from a group of ${peopleCount}, and the next message is sent. Bytes are those of the group's document on the wire.`,
    rows,
    goals: isQuick
      ? []
      : [
          { says: 'less than 80,000 bytes', met: most('', 'bytes') < LIMIT_BYTES },
          {
            says: 'less than 2 s of one core in pure JavaScript',
            met: most(pure.name, 'core, ms') < LIMIT_PURE_MS,
          },
          {
            says: 'less than 0.2 s of one core with WebCrypto',
            met: most(web.name, 'core, ms') < LIMIT_WEB_CRYPTO_MS,
          },
        ],
  }
}

/** The second run: the engine has compiled what is called often. */
function warm(means: Means): Means {
  return { ...means, name: `${means.name}, warm` }
}

async function removalBy(means: Means, peopleCount: number) {
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
    const target = await populate(relay, group, peopleCount)
    engine.isPure = means.isPure
    return {
      'keys by': means.name,
      ...(await removeAndWrite({ group, line, target })),
    } satisfies Row
  } finally {
    await parley.close()
    await relay.close()
  }
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

/** Everybody joins, is given the key, and one of them writes from many page loads: that one is returned. */
async function populate(relay: Relay, group: Group, peopleCount: number): Promise<Person> {
  const parsed = parseInviteLink(await group.inviteLink())
  if (!parsed.ok) throw new Error(`the link is damaged: ${parsed.broke}`)
  const { invitation } = parsed
  await group.send('Everything before this is with the relay, once this is.')
  await until(() => group.conversation.get().messages.some(({ status }) => status === 'on-relay'))
  const link = newKeyPair(seedsOf(invitation).signSeed32)
  const people = Array.from({ length: peopleCount - 1 }, newPerson)
  const joins = joinsInTurn(people, { group: group.id, invite: invitation.invite, link })
  const [first] = people
  const [own, ...others] = joins
  if (first === undefined || own === undefined) throw new Error('nobody joins')
  const doc = groupDoc(group.id)
  const session = await openMemberSession(dialInto(relay)[0], first, ORIGIN)
  const granted = countGrants(session, group.id)
  await session.bring(doc, updateOf([own]))
  await session.follow(doc)
  await session.bring(doc, updateOf(others))
  await until(() => group.info.get().people.length === peopleCount && granted() >= peopleCount)
  const posts = Array.from({ length: CUT_ENTRIES }, (_, at) =>
    first.post(group.id, { hlc: FOUNDED_AT + 9n, heads: [own.id], pageLoad: at + 1 }),
  )
  // The relay passes records on before it acknowledges them, and this line keeps the order.
  await session.bring(segmentDoc(group.id, 0), updateOf(posts))
  return first
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
    'removal, ms': Math.round(removedAt - startedAt),
    'message, ms': Math.round(endedAt - removedAt),
    'core, ms': Math.round(busy),
  }
}

/** Waits for a state, looking at it turn by turn. */
async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await new Promise((resolve) => setTimeout(resolve, 5))
}
