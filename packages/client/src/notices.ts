/**
 * Notices: what a person must be told in words. Texts that could not be sent are kept until dismissed.
 */
import { type GroupId, toBase64url } from '@parley/protocol'
import { newSettable } from './live.ts'
import type { Live, Notice, NoticeType } from './model.ts'
import type { DeviceStore, DocFault, Random, StoreChange } from './ports.ts'

export interface Notices {
  readonly live: Live<readonly Notice[]>
  /** The same thing about the same group is said once until it is dismissed. */
  tell(type: NoticeType, group?: GroupId): void
  /** A text to be kept until it is dismissed, as part of another write; `show` it when that is done. */
  unsent(group: GroupId, text: string): { readonly change: StoreChange; show(): void }
  dismiss(id: string): void
}

const PREFIX = 'unsent/'

export async function openNotices(store: DeviceStore, random: Random): Promise<Notices> {
  const kept = (await store.list(PREFIX)).flatMap(([key, value]) => parseUnsent(key, value) ?? [])
  const live = newSettable<readonly Notice[]>(kept)

  function add(notice: Notice): void {
    live.set([...live.get(), notice])
  }

  return {
    live,
    tell(type, group) {
      const id = `${type}/${group ?? ''}`
      if (live.get().some((notice) => notice.id === id)) return
      add({ id, type, ...(group === undefined ? {} : { group }) })
    },
    unsent(group, text) {
      const id = `${PREFIX}${group}/${toBase64url(random(9))}`
      return {
        change: { type: 'put', key: id, value: text },
        show: () => add({ id, type: 'not-sent', group, text }),
      }
    },
    dismiss(id) {
      live.set(live.get().filter((notice) => notice.id !== id))
      if (id.startsWith(PREFIX)) store.write([{ type: 'delete', key: id }]).catch(() => undefined)
    },
  }
}

function parseUnsent(key: string, value: unknown): Notice | undefined {
  const group = key.slice(PREFIX.length).split('/')[0]
  return typeof value === 'string' && group !== undefined
    ? { id: key, type: 'not-sent', group: group as GroupId, text: value }
    : undefined
}

/** What a person is told when a document was not kept. */
export function noticeOf({ type, isFull }: DocFault): NoticeType {
  if (type === 'unreadable') return 'doc-rebuilt'
  return isFull ? 'storage-full' : 'storage-failing'
}
