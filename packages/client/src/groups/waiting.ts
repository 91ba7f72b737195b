/**
 * What this person did while it could not be sealed or signed yet: kept in plain on this device only.
 *
 * Before a membership or a key is there, and after a refusal, what is wanted waits here under its
 * message id, and goes out in order once it can. It leaves in the same write that fills the outbox.
 */
import type { Content, GroupId } from '@parley/protocol'
import type { DeviceStore, StoreChange } from '../ports.ts'

export type WaitingContent = Exclude<Content, { kind: 'unknown' }>

export interface WaitingAct {
  readonly key: string
  readonly content: WaitingContent
  /** Where an act on a message goes; posts go to the current segment. */
  readonly segment: number | undefined
  /** Epoch milliseconds. */
  readonly writtenAt: number
  /** How often a relay has refused it. */
  readonly refusedCount: number
}

export interface Waiting {
  list(): readonly WaitingAct[]
  /** On disk when resolved. */
  add(act: Omit<WaitingAct, 'key'>): Promise<void>
  /** As part of another write; `hold` it when that is done. */
  change(act: Omit<WaitingAct, 'key'>): { readonly change: StoreChange; readonly act: WaitingAct }
  hold(act: WaitingAct): void
  replace(act: WaitingAct): Promise<void>
  removal(act: WaitingAct): StoreChange
  /** Its removal is on disk. */
  drop(act: WaitingAct): void
}

/** `newOrder`: a text above every one it gave before, and never the same in two tabs. */
export async function openWaiting(store: DeviceStore, group: GroupId, newOrder: () => string): Promise<Waiting> {
  const prefix = `waiting/${group}/`
  let acts: readonly WaitingAct[] = (await store.list(prefix)).flatMap(([, value]) => (isWaitingAct(value) ? [value] : []))

  function change(act: Omit<WaitingAct, 'key'>) {
    const keyed: WaitingAct = { ...act, key: prefix + newOrder() }
    return { act: keyed, change: { type: 'put', key: keyed.key, value: keyed } as const }
  }

  return {
    list: () => acts,
    change,
    hold(act) {
      acts = [...acts, act]
    },
    async add(act) {
      const keyed = change(act)
      await store.write([keyed.change])
      acts = [...acts, keyed.act]
    },
    async replace(act) {
      await store.write([{ type: 'put', key: act.key, value: act }])
      acts = acts.map((other) => (other.key === act.key ? act : other))
    },
    removal: (act) => ({ type: 'delete', key: act.key }),
    drop(act) {
      acts = acts.filter((other) => other.key !== act.key)
    },
  }
}

/** From our own disk, written by this version or an older one. */
function isWaitingAct(value: unknown): value is WaitingAct {
  if (typeof value !== 'object' || value === null) return false
  const { key, content, writtenAt, refusedCount } = value as Record<string, unknown>
  return typeof key === 'string' && typeof content === 'object' && content !== null && typeof writtenAt === 'number' && typeof refusedCount === 'number'
}
