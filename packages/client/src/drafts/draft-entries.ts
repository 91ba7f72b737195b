/**
 * Of several devices' drafts for one place, which one shows, and which ones have been replaced.
 *
 * Each device has one entry for a place: its newest. An entry names the entries of other devices that
 * stood in the box when it was written; those are replaced by it, and no others. So what two devices wrote
 * without knowing of each other stays, each on its own. Pure: rules OW21 to OW24.
 */
import type { DeviceKey, Hlc } from '@parley/protocol'

export interface DraftEntry {
  /** Empty: cleared or sent. */
  readonly text: string
  readonly hlc: Hlc
  /** Of those devices the entries up to that time are replaced by this one. */
  readonly over: ReadonlyMap<DeviceKey, Hlc>
}

/** Of one place, by device. */
export type PlaceEntries = ReadonlyMap<DeviceKey, DraftEntry>

/** What shows on this device: its own draft, without one the newest of the others. */
export function shownOf(entries: PlaceEntries, me: DeviceKey): DeviceKey | undefined {
  const standing = [...entries].filter(([device]) => stands(entries, device))
  if (standing.some(([device]) => device === me)) return me
  const [newest] = standing.toSorted(
    ([left, { hlc: before }], [right, { hlc: after }]) =>
      Number(after > before) - Number(after < before) || (left < right ? 1 : -1),
  )
  return newest?.[0]
}

/** Has a text, and nobody who saw it put another one in its place. */
function stands(entries: PlaceEntries, device: DeviceKey): boolean {
  const entry = entries.get(device)
  if (entry === undefined || entry.text === '') return false
  return ![...entries.values()].some(({ over }) => (over.get(device) ?? -1n) >= entry.hlc)
}

/** What this person wrote over what the box showed: the entry of `shown`, if that is another device. */
export function writtenOver(
  entries: PlaceEntries,
  me: DeviceKey,
  {
    text,
    hlc,
    shown,
  }: { readonly text: string; readonly hlc: Hlc; readonly shown: DeviceKey | undefined },
): DraftEntry {
  const over = new Map(entries.get(me)?.over)
  const seen = shown === undefined || shown === me ? undefined : entries.get(shown)
  if (shown !== undefined && seen !== undefined) over.set(shown, seen.hlc)
  return { text, hlc, over: unheard(entries, over) }
}

/**
 * The own entry as the others have to be told it: without a text that was replaced, and naming only what
 * somebody still tells. `undefined`: nothing is left to tell.
 */
export function ownToTell(entries: PlaceEntries, me: DeviceKey): DraftEntry | undefined {
  const own = entries.get(me)
  if (own === undefined) return undefined
  const over = unheard(entries, own.over)
  const text = stands(entries, me) ? own.text : ''
  return text === '' && over.size === 0 ? undefined : { text, hlc: own.hlc, over }
}

/** Of what an entry replaces, that of which its device has not said yet that it heard so. */
function unheard(
  entries: PlaceEntries,
  over: ReadonlyMap<DeviceKey, Hlc>,
): ReadonlyMap<DeviceKey, Hlc> {
  return new Map(
    [...over].filter(([device, hlc]) => {
      const entry = entries.get(device)
      return entry !== undefined && entry.text !== '' && entry.hlc <= hlc
    }),
  )
}
