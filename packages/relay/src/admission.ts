/**
 * Admission: who may write what here, now. One relay's policy on top of what the gate finds
 * well-formed; a refusal consumes nothing. Rules RE14 to RE17, RE31, RE34 to RE38, RE78.
 *
 * Whether an accepted record is *valid* is no relay's business: every reader decides that alone.
 */
import { type DocFacts, type GateRule, type GateVerdict, judgeUpdate } from '@parley/gate'
import { equalBytes, parseDocName, type Refusal, type Writer } from '@parley/protocol'
import type { Proof, Verifier } from '@parley/signing'
import { mayBring, mayRead } from './access.ts'
import type { Application } from './application.ts'
import { isIdlyCarried } from './author-policy.ts'
import { accountsFor, explanationOf } from './deletion-rights.ts'
import { deviceKeyOf } from './device-keys.ts'
import { type GroupRefusals, groupRefusals } from './group-admission.ts'
import { firstRefusals } from './refusals.ts'
import { segmentRefusals } from './segment-admission.ts'

export type Admission =
  | { readonly type: 'fatal'; readonly broke: GateRule }
  | { readonly type: 'forbidden'; readonly judgedCount: number }
  | {
      readonly type: 'judged'
      readonly verdict: Judged
      /** Records whose signatures were looked at. */
      readonly judgedCount: number
      /** Records passed on for others that count for nobody: their bearer's allowance pays (AT45). */
      readonly carriedCount: number
    }

export type Judged = GateVerdict & { readonly ok: true }

/** Policy may refuse what depends on what it refused before; honest updates settle in one round. */
const MAX_ROUNDS = 4

/** Judge an untrusted update by the gate and by this relay's policy. Changes nothing. */
export function admitUpdate(update: Uint8Array, application: Application): Admission {
  const { live, group, by } = application
  const roster = group.roster()
  const isSegment = parseDocName(live.name)?.kind === 'segment'
  if (isSegment && roster.founded && !mayBring(roster, by))
    return { type: 'forbidden', judgedCount: 0 }
  const verify = isSegment ? application.verify : askingOnce(application.verify)
  const refused = new Map<Writer, Refusal>()
  let judgedCount: number | undefined
  let wasStranger = false
  for (let round = 0; ; round++) {
    const verdict = judgeUpdate(update, factsFor(application, refused), verify)
    if (!verdict.ok) return { type: 'fatal', broke: verdict.broke }
    judgedCount ??= verdict.accepted.length + verdict.refusals.length
    const { refusals: fresh, isStranger } = refusalsOf(verdict, { ...application, verify })
    wasStranger ||= isStranger
    if (fresh.size === 0) {
      if (wasStranger && isNothing(verdict) && !mayRead(roster, by, live.name))
        return { type: 'forbidden', judgedCount } // RE14
      return { ...judged(verdict, refused, application), judgedCount }
    }
    for (const [writer, refusal] of fresh) refused.set(writer, refusal)
    if (round === MAX_ROUNDS) return { type: 'forbidden', judgedCount }
  }
}

function refusalsOf({ accepted }: Judged, application: Application): GroupRefusals {
  const barred = firstRefusals(accepted, ({ device }) =>
    device !== undefined && application.isBarred(deviceKeyOf(device)) ? 'policy:rate' : undefined,
  )
  if (barred.size > 0) return { refusals: barred, isStranger: false }
  if (parseDocName(application.live.name)?.kind !== 'segment')
    return groupRefusals(accepted, application)
  return { refusals: segmentRefusals(accepted, application), isStranger: false }
}

/** Every round asks about the same signatures again; each is looked at once. */
function askingOnce(verify: Verifier): Verifier {
  const known = new Map<string, { readonly proof: Proof; readonly stands: boolean }>()
  return (proof) => {
    const name = Buffer.from(proof.signature).toString('latin1')
    const asked = known.get(name)
    if (asked !== undefined && isSame(asked.proof, proof)) return asked.stands
    const stands = verify(proof)
    known.set(name, { proof, stands })
    return stands
  }
}

function isSame(one: Proof, other: Proof): boolean {
  return equalBytes(one.publicKey, other.publicKey) && equalBytes(one.message, other.message)
}

function isNothing({ accepted, held }: Judged): boolean {
  return accepted.length === 0 && held.length === 0
}

/** The gate's verdict with this relay's own reasons in it. */
function judged(
  verdict: Judged,
  refused: ReadonlyMap<Writer, Refusal>,
  application: Application,
): Omit<Extract<Admission, { type: 'judged' }>, 'judgedCount'> {
  const refusals = verdict.refusals.map((refusal) => {
    const policy = refused.get(refusal.writer)
    return policy?.clock === refusal.clock ? policy : refusal
  })
  const carriedCount = verdict.accepted.filter((one) => isIdlyCarried(one, application)).length
  return { type: 'judged', verdict: { ...verdict, refusals }, carriedCount }
}

function factsFor(application: Application, refused: ReadonlyMap<Writer, Refusal>): DocFacts {
  const { live, group, verify } = application
  const roster = group.roster()
  const segment = { live, group, verify }
  return {
    doc: live.name,
    placesOf: live.records.placesOf,
    recordAt: live.records.recordAt,
    hasEntry: live.records.hasEntry,
    devicesOf: group.devicesOf,
    hasAction: roster.hasAction,
    isOwn: () => false,
    refusedFrom: (writer) => refused.get(writer)?.clock,
    liveClocks: live.records.liveClocks,
    takesMissing: false,
    explains: (place, id) => explanationOf(place, segment, id) !== undefined,
    accountsFor: (retract, place) => accountsFor(retract, place, group),
    mayDelete: () => false, // RE18: only this relay's own purge deletes
  }
}
