/** What support asks of the rest of the client. */
import type { GroupId } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import type { Founding } from '../joining/entry.ts'
import type { GroupEntry } from '../joining/group-entry.ts'

export interface SupportPorts {
  readonly device: Device
  sessions(): readonly Session[]
  /** Rejects with StorageFailed. */
  found(entry: GroupEntry, founding: Founding): Promise<void>
  /** Another tab founded it. */
  openToo(group: GroupId): Promise<void>
  myName(): string
}
