/**
 * All that Parley keeps in this browser profile goes: identity, groups, documents. Rule BR10.
 *
 * Pages that are open elsewhere are told before and after: what a page still held it would write again.
 */
import { deleteDatabase, findFactory } from '../stores/open-database.ts'
import { openBroadcastTabs } from '../tabs/broadcast-tabs.ts'
import type { Stop } from '../ports.ts'
import { clearSpare } from './browser-spare.ts'
import { browserClock } from './clock.ts'

const CHANNEL = 'parley-erasing'
const STORE = 'parley'
const DOCS = 'parley-doc/'

/**
 * Close this page's Parley first. Rejects with StorageFailed while another page does not let go; then
 * some of it may be gone, and it can be asked for again.
 */
export async function eraseBrowserDevice(): Promise<void> {
  const tabs = openBroadcastTabs(CHANNEL)
  try {
    tabs.post({ type: 'erasing' })
    const factory = findFactory()
    const wanted = { clock: browserClock, factory }
    // First, or it would bring back what is being deleted.
    clearSpare(STORE)
    // Without the keys in it nothing in the others can be read.
    await deleteDatabase({ ...wanted, name: STORE })
    for (const { name } of (await factory?.databases?.()) ?? [])
      if (name?.startsWith(DOCS) === true) await deleteDatabase({ ...wanted, name })
    forgetSettings()
    tabs.post({ type: 'erased' })
  } finally {
    tabs.close()
  }
}

/** What views keep beside the databases, such as the emoji used last. */
function forgetSettings(): void {
  try {
    localStorage.clear()
  } catch {
    // Blocked: nothing was ever kept there.
  }
}

/** Another page of this browser deletes everything, or has done so. */
export function onErased(listen: (step: 'erasing' | 'erased') => void): Stop {
  const tabs = openBroadcastTabs(CHANNEL)
  const stop = tabs.onMessage(({ type }) => {
    if (type === 'erasing' || type === 'erased') listen(type)
  })
  return () => {
    stop()
    tabs.close()
  }
}
