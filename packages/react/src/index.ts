/** Hooks over the client, and the types a view needs. */
export {
  MAX_NAME_BYTES,
  MAX_TEXT_BYTES,
  parseInviteLink,
  TextTooLong,
  type Connection,
  type Conversation,
  type DeliveryStatus,
  type Group,
  type GroupId,
  type GroupInfo,
  type GroupPerson,
  type GroupState,
  type GroupSummary,
  type InvitationFault,
  type JoinOutcome,
  type LastMessage,
  type Live,
  type MessageKey,
  type Notice,
  type NoticeType,
  type Parley,
  type PersonId,
  type QuotedMessage,
  type Role,
  type ShownMessage,
  type ShownReaction,
} from '@parley/client'
export * from './live.ts'
export * from './parley-context.tsx'
export * from './views.ts'
