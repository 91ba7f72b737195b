/** Asks the browser not to evict this site's data when room gets scarce. */

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
