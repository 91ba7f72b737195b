/** The pure domain: roster, epoch rules, timeline, segments, read marks. See SPEC.md. */
export { cutsOf, type HeldRun } from './cut-building.ts'
export * from './epochs.ts'
export { byBox, receiversIn } from './granted-rows.ts'
export type { Call, Hand } from './hands.ts'
export { gatheringOf, headsFor } from './heads.ts'
export { linkEndIn } from './link-ends.ts'
export type { LiveLink } from './links.ts'
export type { Departed, JoinRequest, LoggedAction, Member, Mute } from './member.ts'
export type { ThreadPosts } from './message-lists.ts'
export { mentionsIn } from './mentions.ts'
export * from './message.ts'
export {
  bridgePlaces,
  fittedPlaces,
  hasPlace,
  joinPlaces,
  NO_PLACES,
  placeSet,
  type SegmentPlace,
  setOfVector,
} from './place-sets.ts'
export type { Act, Answer, Bar, Question, Reach } from './question.ts'
export * from './read-marks.ts'
export type { Recipient } from './recipients.ts'
export type { Pinning } from './pins.ts'
export {
  type Answer as GivenAnswer,
  type OpenedConfidence,
  type Question as AskedQuestion,
  questionsIn,
} from './questions.ts'
export { actsAllowed, isSilenced, mayWithdraw, type PersonAct } from './offers.ts'
export {
  assignableRoles,
  barOf,
  invitableRoles,
  mayDo,
  type RoleStakes,
  type RuledAct,
} from './rights.ts'
export { reduceRoster, type Roster } from './roster.ts'
export * from './segments.ts'
export { newTimeline, type Timeline } from './timeline.ts'
export { rankOf, type Verdict, type VerifiedAction } from './verified-action.ts'
