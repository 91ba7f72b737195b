/** What somebody has begun to write in a group, kept over restarts. */
import type { GroupId } from '@parley/protocol'
import type { Device } from '../device.ts'
import { newSettable, type Settable } from '../live.ts'

const SAVE_DRAFT_EVERY_MS = 400

export interface KeptDraft {
  readonly live: Settable<string>
  set(text: string): void
  /** On disk when resolved. Rejects with StorageFailed. */
  keep(): Promise<void>
  close(): void
}

/** Saved with the first key, then every moment while more are pressed, and when the group is closed. */
export async function openDraft(device: Device, group: GroupId): Promise<KeptDraft> {
  const key = `draft/${group}`
  const kept = await device.store.get(key)
  const live = newSettable(typeof kept === 'string' ? kept : '')
  let resting: (() => void) | undefined
  let isSaved = true
  let written: Promise<void> = Promise.resolve()

  function write(): Promise<void> {
    isSaved = true
    written = device.store.write([{ type: 'put', key, value: live.get() }])
    return written
  }

  function save(): void {
    resting?.()
    resting = device.clock.after(SAVE_DRAFT_EVERY_MS, () => {
      resting = undefined
      if (!isSaved) save()
    })
    write().catch(() => device.notices.tell('storage-failing', group))
  }

  const draft: KeptDraft = {
    live,
    set(text) {
      live.set(text)
      isSaved = false
      // An emptied draft was sent: it must not come back after a crash. A paste is saved at once.
      if (text === '' || resting === undefined) save()
    },
    // What was written in another tab is that tab's to keep.
    keep: () => (isSaved ? written.catch(write) : write()),
    close() {
      device.drafts.delete(draft)
      if (!isSaved) save()
      resting?.()
      resting = undefined
    },
  }
  device.drafts.add(draft)
  return draft
}
