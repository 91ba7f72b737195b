/**
 * The gate: judges every Yjs update, in both directions, before it touches a document.
 *
 * Knows the grammar of our documents and who signed a record; not what a record means, who is a
 * member, or where bytes come from. Rules GA1.. are in SPEC.md.
 */
export { cutUpdate } from './cut.ts'
export { type DocRecords, type HeldRecord, recordsIn } from './doc-records.ts'
export { encodeDeletes, encodeUpdate, type Run } from './encode.ts'
export type { AcceptedRecord, DocFacts, GateVerdict } from './facts.ts'
export { judgeUpdate } from './judge.ts'
export {
  evidenceIn,
  keepPrefixes,
  recordRangesIn,
  recordsOf,
  replaceRecords,
} from './own-updates.ts'
export { FATAL_RULES, type GateRule } from './rules.ts'
export {
  namesPlace,
  newRetractions,
  type Retractions,
  type RetractFacts,
  verifyEvidence,
} from './retractions.ts'
export { type PlaceRange, rangesOf } from './sections.ts'
export { isGoodAt, type SignInToRead, signInBy } from './sign-in.ts'
export { parseStateVector } from './state-vector.ts'
export {
  type Candidate,
  candidatesOf,
  introducedIn,
  introducesItself,
  introductionIn,
  isAtHome,
  joinBytes,
  type RecordToVerify,
  rootSigning,
  verifyJoin,
  verifyRecord,
} from './verify-record.ts'
