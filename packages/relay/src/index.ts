/** A relay: sessions, admission and the journal. Cannot read messages. See SPEC.md. */
export type { Counts, Waits } from './counts.ts'
export { DEFAULT_LIMITS, type RelayLimits } from './limits.ts'
export type { Journal, JournalNote, SharedEntry } from './journal/journal.ts'
export { BackupUnusable, encodeBackup, INVITATIONS_KEY, parseBackup } from './journal/backup.ts'
export {
  fillLevelStore,
  type LevelJournal,
  openLevelJournal,
  type StoreEntry,
} from './journal/level-journal.ts'
export { type FolderLock, lockFolder } from './journal/folder-lock.ts'
export { parseServer, serversIn, withoutSecrets } from './journal/jetstream/servers.ts'
export { JournalUnavailable } from './journal/level-opening.ts'
export { isCorruption, markDamaged } from './journal/level-repair.ts'
export { damagedTables } from './journal/level-tables.ts'
export {
  type MemoryDisk,
  newMemoryDisk,
  newMemoryJournal,
  notesOn,
  putNoteOn,
} from './journal/memory-journal.ts'
export { migrate, type Migration, MigrationRefused } from './journal/migration.ts'
export { inspectStore, type StoreInspection } from './store-inspection.ts'
export { nodePorts } from './node-ports.ts'
export type {
  Clock,
  Mirror,
  Neighbours,
  Peer,
  RelayEvent,
  RelayPorts,
  RelaySocket,
} from './ports.ts'
export { openRelay, type Relay, type RelayStats } from './relay.ts'
export type {
  UpstreamEnd,
  UpstreamEvent,
  UpstreamPorts,
  UpstreamSocket,
  UpstreamStatus,
} from './upstream/ports.ts'
export type { Upstream } from './upstream/upstream.ts'
export { newLinkToken } from './stock/token.ts'
export { relaySocketOf } from './ws-socket.ts'
