/**
 * Notices: what a person must be told in words. Texts that could not be sent are kept until dismissed.
 */
import { type MessageKey, refKey } from '@parley/group'
import { type GroupId, type MessageId, type MessageRef, toBase64url } from '@parley/protocol'
import { newSettable, type Settable } from './live.ts'
import type { Live, Notice, NoticeType } from './model.ts'
import type { DeviceStore, DocFault, Random, StoreChange } from './ports.ts'

export interface Notices {
  readonly live: Live<readonly Notice[]>
  /** The same thing about the same group is said once until it is dismissed. */
  tell(type: NoticeType, group?: GroupId, about?: Pick<Notice, 'by' | 'person'>): void
  /** A text to be kept until it is dismissed, as part of another write; `show` it when that is done. */
  unsent(
    group: GroupId,
    written: Unsent,
  ): { readonly changes: readonly StoreChange[]; show(): void }
  /** Own messages that the group's rules hide from everybody; each is told once. */
  hidden(group: GroupId, messages: readonly HiddenMessage[]): void
  /** They show after all. */
  shown(group: GroupId, ids: readonly MessageId[]): void
  dismiss(id: string): void
  /** This group is on this device no more, nor what is kept of it. */
  forget(group: GroupId): void
}

/** Of a message that is not sent. */
export interface Unsent {
  readonly messageId: MessageId
  readonly text: string
  /** What the thread hangs from that it was written in. */
  readonly thread?: MessageRef | undefined
  /** It was sealed to those who teach, and whoever asked: nobody else may come to read it. */
  readonly box?: Notice['box']
}

export interface HiddenMessage {
  readonly id: MessageId
  readonly text: string
  readonly thread: MessageKey | undefined
  /** Name of who removed, muted or lowered this person. */
  readonly by: string
}

const PREFIX = 'unsent/'
const HIDDEN = 'hidden/'
/** Of a long history that is hidden at once not every line is told. */
const MAX_HIDDEN = 20
const SEEN = 'seen'

export async function openNotices(store: DeviceStore, random: Random): Promise<Notices> {
  const hidden = await store.list(HIDDEN)
  const kept = (await store.list(PREFIX)).flatMap(([key, value]) => parseUnsent(key, value) ?? [])
  const keptHidden = hidden.flatMap(([key, value]) => parseHidden(key, value) ?? [])
  const told = new Set(hidden.map(([key]) => key))
  return new KeptNotices({ store, random }, { notices: [...kept, ...keptHidden], told })
}

class KeptNotices implements Notices {
  readonly live: Settable<readonly Notice[]>
  readonly #ports: { readonly store: DeviceStore; readonly random: Random }
  /** Told before, dismissed or not. */
  readonly #told: Set<string>

  constructor(
    ports: { readonly store: DeviceStore; readonly random: Random },
    kept: { readonly notices: readonly Notice[]; readonly told: Set<string> },
  ) {
    this.#ports = ports
    this.live = newSettable(kept.notices)
    this.#told = kept.told
  }

  tell(type: NoticeType, group?: GroupId, about: Pick<Notice, 'by' | 'person'> = {}): void {
    const id = `${type}/${group ?? ''}`
    if (this.live.get().some((notice) => notice.id === id)) return
    this.#add({ id, type, ...(group === undefined ? {} : { group }), ...about })
  }

  unsent(group: GroupId, { messageId, text, thread: root, box }: Unsent) {
    const hidden = hiddenKey(group, messageId)
    // Whoever put it away as not shown is not asked again about the same text.
    if (this.#told.has(hidden) && !this.live.get().some(({ id }) => id === hidden))
      return { changes: [], show: () => undefined }
    const thread = root && refKey(root)
    const where = { ...inThread(thread), ...inBox(box) }
    const id = `${unsentKey(group, messageId)}/${toBase64url(this.#ports.random(9))}`
    // Told as not shown before: it is one text, and given back once.
    const doubled = this.live
      .get()
      .filter((other) => other.type === 'not-shown' && other.group === group && other.text === text)
      .map((other) => other.id)
    const changes: StoreChange[] = [
      { type: 'put', key: id, value: { text, ...where } },
      ...doubled.map((key) => ({ type: 'put', key, value: SEEN }) as const),
    ]
    const show = (): void => {
      this.#drop(doubled)
      this.#add({ id, type: 'not-sent', group, text, ...where })
    }
    return { changes, show }
  }

  hidden(group: GroupId, messages: readonly HiddenMessage[]): void {
    const fresh = messages
      .map(({ id, ...about }) => ({ key: hiddenKey(group, id), ...about }))
      .filter(({ key }) => !this.#told.has(key))
      .slice(-MAX_HIDDEN)
    for (const { key, text, by, thread } of fresh) {
      this.#told.add(key)
      this.#add({ id: key, type: 'not-shown', group, text, by, ...inThread(thread) })
    }
    this.#keep(fresh.map(({ key, ...value }) => ({ type: 'put', key, value })))
  }

  shown(group: GroupId, ids: readonly MessageId[]): void {
    const notices = this.live.get().map(({ id }) => id)
    const keys = ids.flatMap((id) => [
      ...(this.#told.has(hiddenKey(group, id)) ? [hiddenKey(group, id)] : []),
      ...notices.filter((notice) => notice.startsWith(`${unsentKey(group, id)}/`)),
    ])
    if (keys.length === 0) return
    for (const key of keys) this.#told.delete(key)
    this.#drop(keys)
    this.#keep(keys.map((key) => ({ type: 'delete', key })))
  }

  dismiss(id: string): void {
    this.#drop([id])
    if (id.startsWith(PREFIX)) this.#keep([{ type: 'delete', key: id }])
    if (id.startsWith(HIDDEN)) this.#keep([{ type: 'put', key: id, value: SEEN }])
  }

  forget(group: GroupId): void {
    const gone = this.live.get().filter((notice) => notice.group === group)
    this.#drop(gone.map(({ id }) => id))
    for (const key of this.#told) if (key.startsWith(`${HIDDEN}${group}/`)) this.#told.delete(key)
  }

  #add(notice: Notice): void {
    this.live.set([...this.live.get(), notice])
  }

  #drop(ids: readonly string[]): void {
    this.live.set(this.live.get().filter((notice) => !ids.includes(notice.id)))
  }

  /** If this is not kept, it is told again after a restart. */
  #keep(changes: readonly StoreChange[]): void {
    if (changes.length > 0) this.#ports.store.write(changes).catch(() => undefined)
  }
}

function unsentKey(group: GroupId, id: MessageId): string {
  return `${PREFIX}${group}/${id}`
}

function hiddenKey(group: GroupId, id: MessageId): string {
  return `${HIDDEN}${group}/${id}`
}

function parseUnsent(key: string, value: unknown): Notice | undefined {
  const group = key.slice(PREFIX.length).split('/')[0]
  const { text, thread, box } = fieldsOf(typeof value === 'string' ? { text: value } : value)
  const where = { ...inThread(thread), ...inBox(box) }
  return typeof text === 'string' && group !== undefined
    ? { id: key, type: 'not-sent', group: group as GroupId, text, ...where }
    : undefined
}

function parseHidden(key: string, value: unknown): Notice | undefined {
  const group = key.slice(HIDDEN.length).split('/')[0]
  const { text, by, thread } = fieldsOf(value)
  return typeof text === 'string' && typeof by === 'string' && group !== undefined
    ? { id: key, type: 'not-shown', group: group as GroupId, text, by, ...inThread(thread) }
    : undefined
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function inThread(thread: unknown): Pick<Notice, 'thread'> {
  return typeof thread === 'string' ? { thread: thread as MessageKey } : {}
}

function inBox(box: unknown): Pick<Notice, 'box'> {
  return box === 'question' || box === 'answer' ? { box } : {}
}

/** What a person is told when a document was not kept. */
export function noticeOf({ type, isFull }: DocFault): NoticeType {
  if (type === 'unreadable') return 'doc-rebuilt'
  return isFull ? 'storage-full' : 'storage-failing'
}
