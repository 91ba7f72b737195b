/** Records, places, frames, limits and ids: the bytes every other package agrees on. See SPEC.md. */
export { encodeActionBody, parseActionBody } from './action-bodies.ts'
export * from './actions.ts'
export * from './base64url.ts'
export * from './bytes.ts'
export {
  type Confided,
  type Confidence,
  confidedContext,
  encodeConfidence,
  parseConfidence,
  type QuestionRef,
} from './confided.ts'
export * from './content.ts'
export * from './cut.ts'
export * from './envelopes.ts'
export * from './evidence.ts'
export * from './frames.ts'
export * from './group-file.ts'
export * from './hlc.ts'
export * from './ids.ts'
export * from './invite-link.ts'
export * from './keys.ts'
export * from './limits.ts'
export * from './link-ends.ts'
export * from './message-link.ts'
export * from './naming.ts'
export * from './notes.ts'
export * from './parsed-record.ts'
export { fittingMentions, type Mention, type NewerPart, PART, type PostParts } from './parts.ts'
export { parsePicture, type Picture } from './picture.ts'
export * from './policy.ts'
export * from './presence-entries.ts'
export * from './presence.ts'
export * from './read-marks.ts'
export * from './record.ts'
export { ROLES, type Role } from './roles.ts'
export * from './session-frames.ts'
export { type ParsedSiteKey, parseSiteKey, type SiteKeyFault } from './pasted-site-key.ts'
export {
  deviceThumbprint,
  isSameSiteKey,
  type SiteAlgorithm,
  type SiteKey,
  siteKeyThumbprint,
} from './site-key.ts'
export * from './site-token.ts'
export { type Json, parseStrictJson } from './strict-json.ts'
export type { SupportTalk } from './support-talk.ts'
export { type MessageRef, threadTag } from './threads.ts'
