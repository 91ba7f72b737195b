/**
 * Devices that write two records at one place, to two relays on one log: only one that lies does, or two
 * copies of one. Whoever does pays for it, and is heard no more in that group for a while; and however many of
 * them do, a group is not loaded again and again for it. Rules RE73, RE78.
 */
import type { DeviceKey, GroupId, Place } from '@parley/protocol'
import { deviceKeyOf } from './device-keys.ts'
import type { FanOut } from './fan-out.ts'
import type { News } from './live-doc.ts'
import type { HeldDoc, OpenDocs } from './open-docs.ts'
import type { Clock, RelayEvent } from './ports.ts'

export interface Contradictions {
  /** What another relay put in does not go with what is here. */
  note(held: HeldDoc, news: Pick<News, 'contradicted' | 'isOutdone'>): void
  /** Whether records of this device are refused in the group for now. */
  isBarred(group: GroupId, device: DeviceKey): boolean
  close(): void
}

interface Ports {
  readonly clock: Clock
  readonly docs: OpenDocs
  readonly fanOut: FanOut
  log(event: RelayEvent): void
}

/** Two copies of one device, as of a browser whose folder was copied, do it once and are told so. */
const PLACES_UNTIL_BARRED = 3
const BARRED_MS = 3_600_000
/** As much as for an update outside the grammar. */
const FAULTS = 10
/** From one loading of a group to the next. */
const REST_MS = 5_000

interface Rest {
  /** To be loaded anew when it is over. */
  doc: string | undefined
  cancel(): void
}

interface Liar {
  /** No more of them than bar it. */
  readonly places: Set<string>
  /** The last one. */
  at: number
}

export function newContradictions({ clock, docs, fanOut, log }: Ports): Contradictions {
  const liars = newLiars(clock)
  const loading = newLoading(clock, (doc) => docs.discard(doc))

  function fine(group: GroupId, device: DeviceKey): void {
    const client = fanOut.followersIn(group).find((one) => one.client.device === device)?.client
    if (client?.spend('fault', FAULTS) === false) client.endTooFast()
  }

  /** Whether it was not known yet. */
  function charge(place: Place, { group }: HeldDoc): boolean {
    const [device, another] = group.devicesOf(place.writer)
    if (device === undefined || another !== undefined) return true
    const key = deviceKeyOf(device)
    const isNew = liars.charge(group.id, key, `${place.doc} ${place.writer}/${place.clock}`)
    if (isNew) fine(group.id, key)
    return isNew
  }

  return {
    note(held, { contradicted, isOutdone }) {
      const doc = held.live.name
      const news = contradicted.filter((place) => charge(place, held))
      if (news.length > 0) log({ type: 'log-contradicted', doc })
      if (isOutdone) loading.begin(held.group.id, doc)
    },
    isBarred: liars.isBarred,
    close: loading.close,
  }
}

/** Who did it, of each group, within the time for which it is remembered. */
function newLiars(clock: Clock) {
  /** Who did it last is at the end. */
  const liars = new Map<string, Liar>()

  function liarOf(name: string): Liar | undefined {
    const liar = liars.get(name)
    return liar !== undefined && clock.now() < liar.at + BARRED_MS ? liar : undefined
  }

  function forgetOld(): void {
    for (const [name, { at }] of liars) {
      if (clock.now() < at + BARRED_MS) return
      liars.delete(name)
    }
  }

  return {
    /** Whether the place is one more. */
    charge(group: GroupId, device: DeviceKey, place: string): boolean {
      const name = `${group} ${device}`
      const places = liarOf(name)?.places ?? new Set<string>()
      if (places.has(place) || places.size >= PLACES_UNTIL_BARRED) return false
      forgetOld()
      liars.delete(name)
      liars.set(name, { places: places.add(place), at: clock.now() })
      return true
    },
    isBarred: (group: GroupId, device: DeviceKey): boolean =>
      (liarOf(`${group} ${device}`)?.places.size ?? 0) >= PLACES_UNTIL_BARRED,
  }
}

/** A group is loaded anew at once, and what asks for it soon after that waits. */
function newLoading(clock: Clock, discard: (doc: string) => void) {
  const resting = new Map<GroupId, Rest>()

  function begin(group: GroupId, doc: string): void {
    const rest = resting.get(group)
    if (rest !== undefined) return void (rest.doc = doc)
    const cancel = clock.after(REST_MS, () => {
      const again = resting.get(group)?.doc
      resting.delete(group)
      if (again !== undefined) begin(group, again)
    })
    resting.set(group, { doc: undefined, cancel })
    discard(doc)
  }

  return {
    begin,
    close(): void {
      for (const { cancel } of resting.values()) cancel()
    },
  }
}
