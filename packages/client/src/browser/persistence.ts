/** What the browser says of this site's data, and asking it not to evict that when room gets scarce. */
import type { Room } from '../ports.ts'

/**
 * Whether it promised to. `false` also on plain http, where nobody can be asked; ask once there is
 * something to lose, since some browsers answer by how much a site is used, and some ask the person.
 */
export async function askToPersist(): Promise<boolean> {
  const storage: StorageManager | undefined = navigator.storage
  if (storage === undefined || typeof storage.persist !== 'function') return false
  try {
    return (await storage.persisted()) || (await storage.persist())
  } catch {
    return false // refused to be asked, as in some embedded frames
  }
}

/** What the browser says of this site's disk; nothing on plain http, where it says nothing. */
export async function roomHere(): Promise<Room> {
  const storage: StorageManager | undefined = navigator.storage
  const nothing = { usedBytes: undefined, quotaBytes: undefined, isPersistent: false }
  if (storage === undefined || typeof storage.estimate !== 'function') return nothing
  try {
    const { usage, quota } = await storage.estimate()
    return { usedBytes: usage, quotaBytes: quota, isPersistent: await storage.persisted() }
  } catch {
    return nothing // not told here
  }
}
