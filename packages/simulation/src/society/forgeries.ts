/** What hostile people do with their keys: each is signed rightly, and none of it is what the rules want. */
import { headsFor, type Recipient } from '@parley/group'
import {
  type Action,
  encodeContent,
  encodeEnvelopeHeader,
  encodeEpochBody,
  encodeGrantBody,
  encodePolicy,
  envelopeAad,
  type EpochId,
  idBytes,
  concatBytes,
  NONCE_BYTES,
  RECORD_TYPE,
  type Role,
  segmentDoc,
  toEpochId,
  toMessageId,
  unsignedRecord,
} from '@parley/protocol'
import { boxKeyPair, commitmentOf, epochIdOf, pad, rowTag, seal, sealToBox } from '@parley/sealing'
import type { Inhabitant } from './inhabitant.ts'
import { HostilePen, type Unsigned } from './hostile-pen.ts'
import type { Forgery } from './script.ts'
import type { Scene } from './scene.ts'
import { keysOf } from './taken-keys.ts'
import { count } from './tally.ts'
import { forgedWriting } from './writings.ts'

interface Plan {
  readonly society: Scene
  readonly inhabitant: Inhabitant
  readonly pen: HostilePen
  readonly at: number
  readonly random: (byteCount: number) => Uint8Array
}

const LONG_AGO_MS = 3_600_000

const PLANS: Record<Forgery, (plan: Plan) => void> = {
  /** To everybody who is gone, and to every dead link, as if one knew nothing of it or in full knowledge. */
  'hand-keys': (plan) => {
    const gone = plan.pen.roster.recipients.filter(({ isLive }) => !isLive)
    const heads = plan.at % 2 === 0 ? plan.pen.oldHeads : headsOf(plan)
    const keys = [...keysOf(plan.society, plan.inhabitant)].slice(-3)
    plan.pen.put(
      keys.map(([epoch, key]) =>
        plan.pen.keyRecord('grant', heads, rows(plan, { epoch, key }, gone)),
      ),
    )
  },
  'junk-rows': (plan) => {
    const everybody = plan.pen.roster.recipients.filter(({ isLive }) => isLive)
    const epochs = [...keysOf(plan.society, plan.inhabitant).keys()].slice(-2)
    plan.pen.put(
      epochs.map((epoch) =>
        plan.pen.keyRecord(
          'grant',
          headsOf(plan),
          rows(plan, { epoch, key: undefined }, everybody),
        ),
      ),
    )
  },
  'key-for-one': (plan) => {
    const [one, ...others] = plan.pen.roster.recipients.filter(({ isLive }) => isLive)
    const epoch = newEpoch(plan)
    const heads = headsOf(plan)
    plan.pen.put([
      plan.pen.keyRecord('epoch', heads, epoch.body),
      plan.pen.keyRecord('grant', heads, rows(plan, epoch, one ? [one] : [])),
      plan.pen.keyRecord('grant', heads, rows(plan, { ...epoch, key: undefined }, others)),
    ])
  },
  'announce-again': (plan) => {
    const heads = headsOf(plan)
    const keys = [...keysOf(plan.society, plan.inhabitant).values()]
    plan.pen.put(
      keys.map((key) => {
        const body = { commitment: commitmentOf(key), shared: plan.at % 2 === 0, chained: [] }
        return plan.pen.keyRecord('epoch', heads, encodeEpochBody(body))
      }),
    )
  },
  'backdated-act': (plan) => {
    const role = roleOf(plan)
    const action = actIn(plan, role)
    if (action === undefined || plan.pen.oldHeads.length === 0) return
    const claimed = { role, parents: plan.pen.oldHeads, agoMs: LONG_AGO_MS }
    plan.pen.put([plan.pen.act(action, claimed)])
  },
  'claimed-act': (plan) => {
    const action = actIn(plan, 'founder')
    if (action === undefined) return
    plan.pen.put([plan.pen.act(action, { role: 'founder', parents: headsOf(plan) })])
  },
  'backdated-post': (plan) => {
    const [newest] = [...keysOf(plan.society, plan.inhabitant)].slice(-1)
    if (newest === undefined || plan.pen.roster.members.has(plan.pen.person)) return
    plan.pen.put([post(plan, newest)], segmentDoc(plan.society.group, 0))
  },
}

/** Nothing, for a device that is not, and never was, one of somebody's in the group. */
export function forge(
  society: Scene,
  inhabitant: Inhabitant,
  { what, at }: { readonly what: Forgery; readonly at: number },
): void {
  const { person } = inhabitant
  if (person === undefined || inhabitant === society.people[0]) return
  const pen = new HostilePen(society, inhabitant, person)
  if (pen.oldHeads.length === 0) return
  const before = society.forged.size
  PLANS[what]({ society, inhabitant, pen, at, random: society.hostileRandom })
  if (society.forged.size > before) count(society.tally, what)
}

function headsOf({ pen }: Plan) {
  const heads = headsFor(pen.roster, pen.person)
  return heads.length === 0 ? pen.oldHeads : heads
}

function roleOf({ pen }: Plan): Role {
  return pen.roster.members.get(pen.person)?.role ?? 'moderator'
}

/** Let somebody in who is gone, make oneself more, take the group over, or make a link. */
function actIn({ pen, at, random }: Plan, role: Role): Action | undefined {
  const gone = [...pen.roster.departed.keys()]
  const introduction = pen.introductions.get(gone[at % Math.max(1, gone.length)] ?? pen.person)
  switch (at % 4) {
    case 0:
      return introduction && { type: 'add', person: introduction, role: 'member', join: undefined }
    case 1:
      return {
        type: 'role',
        person: pen.person,
        role: role === 'founder' ? 'owner' : role,
        cut: [],
      }
    case 2:
      return { type: 'policy', policy: encodePolicy({ ...pen.roster.policy, locked: true }) }
    default: {
      const [signPublic, boxPublic] = [pen.device.publicKey, boxKeyPair(random(32)).publicKey]
      const terms = { needsApproval: false, expiresAt: 0, usesCount: 0 }
      return { type: 'invite', signPublic, boxPublic, role: 'member', ...terms }
    }
  }
}

function newEpoch({ pen, random }: Plan) {
  const key = random(32)
  const isShared = pen.roster.policy.history === 'everything'
  const commitment = commitmentOf(key)
  const device32 = pen.device.publicKey
  return {
    key,
    epoch: toEpochId(epochIdOf({ commitment16: commitment, device32, isShared })),
    body: encodeEpochBody({ commitment, shared: isShared, chained: [] }),
  }
}

/** Without a key the rows look right and hold nothing. */
function rows(
  { society, random }: Plan,
  { epoch, key }: { readonly epoch: EpochId; readonly key: Uint8Array | undefined },
  recipients: readonly Recipient[],
): Uint8Array {
  const ephemeral = boxKeyPair(random(32))
  const context = concatBytes(idBytes(society.group), idBytes(epoch))
  return encodeGrantBody({
    epoch,
    ephemeral: ephemeral.publicKey,
    rows: recipients.flatMap(({ boxPublic }) => {
      const box = { ephemeralSecret: ephemeral.secretKey, recipientPublic: boxPublic, context }
      const sealed = key === undefined ? random(48) : sealToBox({ ...box, key32: key })
      return sealed === undefined ? [] : [{ tag: rowTag(ephemeral.publicKey, boxPublic), sealed }]
    }),
  })
}

function post(
  { society, inhabitant, pen, random }: Plan,
  [epoch, key]: readonly [EpochId, Uint8Array],
): Unsigned {
  const text = `${inhabitant.name} backdates #${society.writings.length}#`
  society.writings.push(forgedWriting(inhabitant, text))
  const messageId = toMessageId(random(16))
  const nonce = random(NONCE_BYTES)
  const hlc = pen.hlc(LONG_AGO_MS)
  const header = encodeEnvelopeHeader({ hlc, heads: pen.oldHeads, placesHeld: 0, epoch, nonce })
  return (place) => {
    const plaintext = pad(encodeContent({ kind: 'post', messageId, text, replyTo: undefined }))
    const aad = envelopeAad(place, header)
    return unsignedRecord(
      RECORD_TYPE.envelope,
      header,
      seal({ key32: key, nonce24: nonce, plaintext, aad }),
    )
  }
}
