/** What somebody has begun to write in a group, kept over restarts. */
import type { GroupId } from '@parley/protocol'
import type { Device } from '../device.ts'
import { newSettable, type Settable } from '../live.ts'

const SAVE_DRAFT_EVERY_MS = 400

export interface KeptDraft {
  readonly live: Settable<string>
  set(text: string): void
  close(): void
}

/** Saved with the first key, then every moment while more are pressed, and when the group is closed. */
export async function openDraft(device: Device, group: GroupId): Promise<KeptDraft> {
  const key = `draft/${group}`
  const kept = await device.store.get(key)
  const live = newSettable(typeof kept === 'string' ? kept : '')
  let resting: (() => void) | undefined
  let isSaved = true

  function save(): void {
    isSaved = true
    resting?.()
    resting = device.clock.after(SAVE_DRAFT_EVERY_MS, () => {
      resting = undefined
      if (!isSaved) save()
    })
    device.store
      .write([{ type: 'put', key, value: live.get() }])
      .catch(() => device.notices.tell('storage-failing', group))
  }

  return {
    live,
    set(text) {
      live.set(text)
      isSaved = false
      // An emptied draft was sent: it must not come back after a crash. A paste is saved at once.
      if (text === '' || resting === undefined) save()
    },
    close() {
      if (!isSaved) save()
      resting?.()
      resting = undefined
    },
  }
}
