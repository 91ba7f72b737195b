/** Stores, sync, outbox and identity of one device. What a user interface may use is in model.ts. */
export {
  DEFAULT_POLICY,
  isSameSiteKey,
  type LinkedMessage,
  MAX_ABOUT_BYTES,
  MAX_NAME_BYTES,
  MAX_SITE_KEYS,
  MAX_STATUS_BYTES,
  MAX_QUESTION_BYTES,
  MAX_TEXT_BYTES,
  parseDeskLink,
  parseInviteLink,
  parseMessageLink,
  parseSiteKey,
  type SigningSite,
  type SiteKey,
  type SiteKeyFault,
  siteKeyThumbprint,
  toMessageId,
} from '@parley/protocol'
export {
  type ClassDoor,
  classCodeOf,
  classDoorOf,
  isClassCode,
  linkBehind,
} from './joining/class-code.ts'
export { isPicture } from './profiles/own-profile.ts'
export type { ClientPorts } from './device.ts'
export { IdentityDamaged } from './identity/open-identity.ts'
export { newSettable, type Settable } from './live.ts'
export * from './model.ts'
export { openParley } from './parley.ts'
export { endOfUnfollowed } from './support/support-of.ts'
export { openDesk } from './support/open-desk.ts'
export type * from './ports.ts'
export { newMemoryDocStore } from './docs/memory-doc-store.ts'
export { MemoryDisk, type MemoryProcess } from './stores/memory-disk.ts'
export { newMemoryStore } from './stores/memory-store.ts'
export { StorageFailed } from './stores/storage-failed.ts'
export { newMemoryTabs, type MemoryTabs } from './tabs/memory-tabs.ts'
export { BROKE, browserDial, unreachable } from './browser/dial.ts'
export { openBrowserParley } from './browser/open-browser-parley.ts'
export { type InspectedGroup, type Inspection, inspectionOf } from './inspection.ts'
export { eraseBrowserDevice, onErased } from './browser/erase-device.ts'
export { openRelayLink } from './link/relay-link.ts'
export type * from './link/link-model.ts'
