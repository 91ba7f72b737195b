/**
 * A group's policy: settings by number, each with a default, so that an older version reads a newer policy.
 *
 * A policy action carries all settings; those it leaves out, or that no version here knows, are defaults.
 */
import type { Setting } from './actions.ts'
import { type ByteReader, ByteWriter, parseBytes } from './bytes.ts'
import { MAX_NAME_BYTES, MAX_SITE_KEYS } from './limits.ts'
import { ROLES, type Role } from './roles.ts'
import { putSiteKey, readSiteKey, type SiteKey } from './site-key.ts'
import type { SiteRole } from './site-token.ts'

/** A site whose tokens say who people are. */
export interface SigningSite {
  /** As "verified by …" shows it. */
  readonly name: string
  /** Any of them signs: one, or while a site changes its key the old and the new. */
  readonly keys: readonly SiteKey[]
  /** What its tokens make of a guest, at most. */
  readonly role: SiteRole
}

export interface Policy {
  /** What a newcomer may read: everything, or what is written from then on. */
  readonly history: 'everything' | 'from-joining'
  /** The lowest role that may post; everyone from member up may react. */
  readonly postingRole: Role
  /** Below moderator nobody posts or reacts, and links admit nobody. */
  readonly locked: boolean
  /** Seconds between two posts of one person below moderator; 0 for none. */
  readonly slowModeSeconds: number
  /** Whether guests may post and react where members may. */
  readonly guestsMayPost: boolean
  /** It is a class: hands go up, and the app speaks of it in words of school. */
  readonly asClass: boolean
  /** Below moderator nobody posts, in threads neither; reacting, hands and links go on. */
  readonly hushed: boolean
  readonly site: SigningSite | undefined
}

export const DEFAULT_POLICY: Policy = {
  history: 'everything',
  postingRole: 'member',
  locked: false,
  slowModeSeconds: 0,
  guestsMayPost: false,
  asClass: false,
  hushed: false,
  site: undefined,
}

const SETTING = {
  history: 1,
  postingRole: 2,
  locked: 3,
  slowModeSeconds: 4,
  guestsMayPost: 5,
  asClass: 6,
  hushed: 7,
  site: 8,
}

/** Ascending by number; settings at their default are left out. */
export function encodePolicy(policy: Policy): readonly Setting[] {
  const all: readonly (readonly [number, number, boolean])[] = [
    [SETTING.history, 1, policy.history === 'from-joining'],
    [SETTING.postingRole, ROLES.indexOf(policy.postingRole), policy.postingRole !== 'member'],
    [SETTING.locked, 1, policy.locked],
    [SETTING.slowModeSeconds, policy.slowModeSeconds, policy.slowModeSeconds > 0],
    [SETTING.guestsMayPost, 1, policy.guestsMayPost],
    [SETTING.asClass, 1, policy.asClass],
    [SETTING.hushed, 1, policy.hushed],
  ]
  const numbers = all.flatMap(([id, value, isSet]) =>
    isSet ? [{ id, value: new ByteWriter().varuint(value).bytes() }] : [],
  )
  const { site } = policy
  return site === undefined ? numbers : [...numbers, { id: SETTING.site, value: encodeSite(site) }]
}

/** Never fails: a value that makes no sense is the default. */
export function readPolicy(settings: readonly Setting[]): Policy {
  const values = new Map(settings.map(({ id, value }) => [id, readVaruint(value)]))
  const posting = ROLES[values.get(SETTING.postingRole) ?? -1]
  return {
    history: values.get(SETTING.history) === 1 ? 'from-joining' : 'everything',
    postingRole: posting === undefined || posting === 'founder' ? 'member' : posting,
    locked: values.get(SETTING.locked) === 1,
    slowModeSeconds: values.get(SETTING.slowModeSeconds) ?? 0,
    guestsMayPost: values.get(SETTING.guestsMayPost) === 1,
    asClass: values.get(SETTING.asClass) === 1,
    hushed: values.get(SETTING.hushed) === 1,
    site: siteIn(settings.find(({ id }) => id === SETTING.site)?.value),
  }
}

function encodeSite({ name, keys, role }: SigningSite): Uint8Array {
  if (keys.length === 0 || keys.length > MAX_SITE_KEYS)
    throw new RangeError(`a site has 1 to ${MAX_SITE_KEYS} keys, not ${keys.length}`)
  return new ByteWriter().list(keys, putSiteKey).u8(ROLES.indexOf(role)).text(name).bytes()
}

function siteIn(bytes: Uint8Array | undefined): SigningSite | undefined {
  return bytes && parseBytes(bytes, readSite)
}

function readSite(reader: ByteReader): SigningSite {
  const keys = reader.list(MAX_SITE_KEYS, readSiteKey)
  const role = ROLES[reader.u8()]
  const name = reader.text(MAX_NAME_BYTES)
  const isSense = keys.length > 0 && (role === 'guest' || role === 'member') && name.trim() !== ''
  return isSense ? { name, keys, role } : reader.fail()
}

function readVaruint(bytes: Uint8Array): number | undefined {
  return parseBytes(bytes, (reader) => reader.varuint())
}
