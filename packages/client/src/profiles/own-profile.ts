/**
 * This person's status and picture, as all of their devices know them: notes among the settings, so that
 * the newest counts wherever it was chosen, also without a relay. Rule PF2.
 */
import {
  type Hlc,
  MAX_STATUS_BYTES,
  parseBase64url,
  parsePicture,
  type PersonId,
  type Picture,
  toBase64url,
  utf8Length,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Membership } from '../membership/membership.ts'
import { NotAPicture } from '../model-profiles.ts'
import { TextTooLong } from '../model.ts'
import { cleanName } from '../names.ts'

const STATUS = 'status'
const PICTURE = 'picture'

type Settings = Pick<Device, 'settings'>

/** '' for none. */
export function ownStatus({ settings }: Settings): string {
  const status = settings.get(STATUS)
  return typeof status === 'string' ? shownStatus(status) : ''
}

export function ownPicture({ settings }: Settings): Picture | undefined {
  const text = settings.get(PICTURE)
  const bytes = typeof text === 'string' ? parseBase64url(text) : undefined
  return bytes && parsePicture(bytes)
}

/** When this person chose each of them last; `undefined`: never. */
export function saidAt({ settings }: Settings): Record<'status' | 'picture', Hlc | undefined> {
  return { status: settings.saidAt(STATUS), picture: settings.saidAt(PICTURE) }
}

/** Rejects with TextTooLong or StorageFailed. */
export async function setStatus({ settings }: Settings, status: string): Promise<void> {
  const clean = cleanName(status)
  const bytes = utf8Length(clean)
  if (bytes > MAX_STATUS_BYTES) throw new TextTooLong(MAX_STATUS_BYTES, bytes)
  await settings.set(STATUS, clean === '' ? undefined : clean)
}

/** Whether `setPicture` takes these bytes. */
export function isPicture(bytes: Uint8Array): boolean {
  return parsePicture(bytes) !== undefined
}

/** Rejects with NotAPicture or StorageFailed. */
export async function setPicture(
  { settings }: Settings,
  bytes: Uint8Array | undefined,
): Promise<void> {
  if (bytes === undefined) return settings.set(PICTURE, undefined)
  if (!isPicture(bytes)) throw new NotAPicture()
  await settings.set(PICTURE, toBase64url(bytes))
}

/** As this person sees it; '' for none. */
export function statusIn(device: Device, membership: Membership, person: PersonId): string {
  return person === device.identity.person
    ? ownStatus(device)
    : shownStatus(membership.saidNames(person).own.words?.value ?? '')
}

/** A status as people may see it: one line. Whoever sends a longer one is shown with none. */
function shownStatus(words: string): string {
  return utf8Length(words) > MAX_STATUS_BYTES ? '' : cleanName(words)
}
