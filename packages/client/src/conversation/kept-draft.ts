/** What somebody has begun to write in a group and in each of its threads, kept over restarts. */
import type { MessageKey } from '@parley/group'
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

export interface KeptDrafts {
  /** Of the main conversation. */
  readonly main: KeptDraft
  /** The same each time. */
  ofThread(root: MessageKey): KeptDraft
  close(): void
}

export async function openDrafts(device: Device, group: GroupId): Promise<KeptDrafts> {
  const keyOfMain = `draft/${group}`
  const kept = new Map(await device.store.list(keyOfMain))
  const drafts = new Map<string, KeptDraft>()
  const draftAt = (key: string): KeptDraft => {
    const text = kept.get(key)
    const draft =
      drafts.get(key) ??
      newDraft(device, { group, key, text: typeof text === 'string' ? text : '' })
    drafts.set(key, draft)
    return draft
  }
  return {
    main: draftAt(keyOfMain),
    ofThread: (root) => draftAt(`${keyOfMain}/${root}`),
    close() {
      for (const draft of drafts.values()) draft.close()
    },
  }
}

interface Kept {
  readonly group: GroupId
  /** In the store. */
  readonly key: string
  readonly text: string
}

/** Saved with the first key, then every moment while more are pressed, and when the group is closed. */
function newDraft(device: Device, { group, key, text: kept }: Kept): KeptDraft {
  const live = newSettable(kept)
  let resting: (() => void) | undefined
  let isSaved = true
  let written: Promise<void> = Promise.resolve()

  function write(): Promise<void> {
    isSaved = true
    const text = live.get()
    written = device.store.write([
      text === '' ? { type: 'delete', key } : { type: 'put', key, value: text },
    ])
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
