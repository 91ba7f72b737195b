/**
 * What this person did while it could not be sealed or signed yet: kept in plain on this device only.
 *
 * Before a membership or a key is there, and after a refusal, what is wanted waits here under its
 * message id, and goes out in order once it can. It leaves in the same write that fills the outbox.
 * All tabs share what is on disk: what one takes away no other sends.
 */
import { refKey, type MessageKey } from '@parley/group'
import type { Content, GroupId, MessageId, PersonId } from '@parley/protocol'
import type { DeviceStore, Stop, StoreChange, TabChannel } from '../ports.ts'

export type WaitingContent = Exclude<Content, { kind: 'unknown' }> | WaitingRetract

/** The deletion of a message, with all that is held of it by then. */
export interface WaitingRetract {
  readonly kind: 'retract'
  readonly person: PersonId
  readonly messageId: MessageId
}

export interface WaitingAct {
  readonly key: string
  readonly content: WaitingContent
  /** Where an act on a message goes; posts, and acts on a post that waits too, go to the current segment. */
  readonly segment: number | undefined
  /** Epoch milliseconds. */
  readonly writtenAt: number
  /** How often a relay has refused it. */
  readonly refusedCount: number
}

export interface Waiting {
  list(): readonly WaitingAct[]
  /** Takes in what any tab keeps, also one that died before it could tell. A disk that does not answer changes nothing. */
  look(): Promise<void>
  /** On disk when resolved. */
  add(act: Omit<WaitingAct, 'key'>): Promise<void>
  /** As part of another write; `hold` it when that is done. */
  change(act: Omit<WaitingAct, 'key'>): { readonly change: StoreChange; readonly act: WaitingAct }
  hold(act: WaitingAct): void
  replace(act: WaitingAct): Promise<void>
  removal(act: WaitingAct): StoreChange
  /** Its removal is on disk. */
  drop(act: WaitingAct): void
  /** As it stands on disk; `undefined` when another tab sent it or took it away. Rejects with StorageFailed. */
  current(act: WaitingAct): Promise<WaitingAct | undefined>
  /** Another tab changed the list; here it is the same now. */
  onChange(listen: () => void): void
  close(): void
}

export interface WaitingPorts {
  readonly store: DeviceStore
  readonly tabs: TabChannel
  readonly group: GroupId
  /** A text above every one it gave before and above `last`, and never the same in two tabs. */
  newOrder(last: string | undefined): string
}

export async function openWaiting(ports: WaitingPorts): Promise<Waiting> {
  const waiting = new SharedWaiting(ports)
  await waiting.open()
  return waiting
}

class SharedWaiting implements Waiting {
  readonly #ports: WaitingPorts
  readonly #prefix: string
  #acts: readonly WaitingAct[] = []
  #listen: () => void = () => undefined
  #stop: Stop | undefined

  constructor(ports: WaitingPorts) {
    this.#ports = ports
    this.#prefix = `waiting/${ports.group}/`
  }

  async open(): Promise<void> {
    const { tabs, group } = this.#ports
    await this.#load()
    this.#stop = tabs.onMessage((message) => {
      if (message.type === 'waiting' && message.group === group) void this.look()
    })
  }

  list(): readonly WaitingAct[] {
    return this.#acts
  }

  async look(): Promise<void> {
    await this.#load().catch(() => undefined)
    this.#listen()
  }

  change(act: Omit<WaitingAct, 'key'>) {
    const keyed: WaitingAct = { ...act, key: this.#prefix + this.#newOrder() }
    return { act: keyed, change: { type: 'put', key: keyed.key, value: keyed } as const }
  }

  hold(act: WaitingAct): void {
    this.#set([...this.#acts, act])
  }

  async add(act: Omit<WaitingAct, 'key'>): Promise<void> {
    const keyed = this.change(act)
    await this.#ports.store.write([keyed.change])
    this.hold(keyed.act)
  }

  async replace(act: WaitingAct): Promise<void> {
    await this.#ports.store.write([{ type: 'put', key: act.key, value: act }])
    this.#set(this.#acts.map((other) => (other.key === act.key ? act : other)))
  }

  removal(act: WaitingAct): StoreChange {
    return { type: 'delete', key: act.key }
  }

  drop(act: WaitingAct): void {
    this.#set(this.#acts.filter((other) => other.key !== act.key))
  }

  async current(act: WaitingAct): Promise<WaitingAct | undefined> {
    const kept = await this.#ports.store.get(act.key)
    return isWaitingAct(kept) ? kept : undefined
  }

  onChange(listen: () => void): void {
    this.#listen = listen
  }

  close(): void {
    this.#stop?.()
  }

  /** Tabs' clocks differ, and a clock may go back between two starts: what was done later stands later. */
  #newOrder(): string {
    const last = this.#acts.reduce((highest, { key }) => (key > highest ? key : highest), '')
    return this.#ports.newOrder(last === '' ? undefined : last.slice(this.#prefix.length))
  }

  #set(acts: readonly WaitingAct[]): void {
    this.#acts = acts
    this.#ports.tabs.post({ type: 'waiting', group: this.#ports.group })
  }

  async #load(): Promise<void> {
    const kept = await this.#ports.store.list(this.#prefix)
    this.#acts = kept.flatMap(([, value]) => (isWaitingAct(value) ? [value] : []))
  }
}

/** The own reaction to this message that still waits. */
export function waitingReaction(
  acts: readonly WaitingAct[],
  key: MessageKey,
  emoji: string,
): WaitingAct | undefined {
  return acts.find(
    ({ content }) => content.kind === 'react' && content.emoji === emoji && refKey(content) === key,
  )
}

/** From our own disk, written by this version or an older one. */
function isWaitingAct(value: unknown): value is WaitingAct {
  if (typeof value !== 'object' || value === null) return false
  const { key, content, writtenAt, refusedCount } = value as Record<string, unknown>
  return (
    typeof key === 'string' &&
    typeof content === 'object' &&
    content !== null &&
    typeof writtenAt === 'number' &&
    typeof refusedCount === 'number'
  )
}
