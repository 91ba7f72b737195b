/**
 * A folder for one process alone, though its store lies elsewhere: by LevelDB's own lock, which the system
 * takes back however the process ends. Rule JO29.
 */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { mustBeFree, openNew, unavailable, whyOf } from './level-opening.ts'

/** An empty store, for nothing but its lock. */
const NAME = 'lock'

export interface FolderLock {
  release(): Promise<void>
}

/** Throws `JournalUnavailable` while another process has it, or a store in it. */
export async function lockFolder(path: string): Promise<FolderLock> {
  const place = join(path, NAME)
  try {
    // Looking would litter a folder that has none.
    if (await isThere(join(path, 'CURRENT'))) await mustBeFree(path)
    const level = await openNew(place).catch(async (error: unknown) => {
      if (whyOf(error) !== 'other') throw error
      await ClassicLevel.destroy(place) // torn by a power cut; nothing is lost with it
      return openNew(place)
    })
    return { release: () => level.close() }
  } catch (error) {
    throw unavailable(error, path)
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
