/**
 * Where in this browser the talk of each of a site's users is kept. Each has a place: a name under which an
 * identity and a store of its own are kept. One more is for whoever the site says nothing about; it goes
 * with its first user, who was here before without saying who.
 */
import { type KeyedTexts, siteStorage, usersKey } from './visitor.ts'

export interface Places {
  /** For nobody in particular. */
  anonymous(): string
  /** `onScreen`: where somebody writes now of whom nothing was said until now. */
  of(user: string, onScreen: string | undefined): string
  /** Which device that user is here, once it is known. */
  noteDevice(user: string, thumbprint: string): void
  /** Of the user who was here last: the device by which it can be asked who is here now. */
  lastDevice(): string | undefined
}

interface Owned {
  readonly user: string
  readonly keptAs: string
  readonly device?: string
}

interface Kept {
  readonly anonymous: string
  /** Who was here last is the first. */
  readonly users: readonly Owned[]
}

/** Where nothing is kept they last as long as the page. */
const unkept = new Map<string, string>()

/** `home`: the name of the first place. */
export function openPlaces(
  home: string,
  storage: KeyedTexts | undefined = siteStorage(),
  newMark = randomMark,
): Places {
  const key = usersKey(home)
  const get = () => parseKept(unkept.get(key) ?? storage?.getItem(key) ?? '', home)
  const put = (kept: Kept): void => {
    const text = JSON.stringify(kept)
    try {
      if (storage === undefined) throw new Error('This browser keeps nothing for this page.')
      storage.setItem(key, text)
    } catch {
      unkept.set(key, text)
    }
  }
  const putFirst = (owned: Owned, { anonymous, users }: Kept): void =>
    put({ anonymous, users: [owned, ...users.filter(({ user }) => user !== owned.user)] })
  const newPlace = () => `${home}/${newMark()}`
  return {
    anonymous: () => get().anonymous,
    of(user, onScreen) {
      const kept = get()
      const known = kept.users.find((one) => one.user === user)
      const isTaken =
        known === undefined && (kept.users.length === 0 || onScreen === kept.anonymous)
      const owned = known ?? { user, keptAs: isTaken ? kept.anonymous : newPlace() }
      putFirst(owned, isTaken ? { ...kept, anonymous: newPlace() } : kept)
      return owned.keptAs
    },
    noteDevice(user, device) {
      const kept = get()
      const owned = kept.users.find((one) => one.user === user)
      if (owned !== undefined && owned.device !== device) putFirst({ ...owned, device }, kept)
    },
    lastDevice: () => get().users.find(({ device }) => device !== undefined)?.device,
  }
}

function randomMark(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Untrusted: other scripts of the page write here too. No place outside of `home` is ever taken. */
function parseKept(text: string, home: string): Kept {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    read = undefined
  }
  const { anonymous, users }: { anonymous?: unknown; users?: unknown } =
    typeof read === 'object' && read !== null ? read : {}
  return {
    anonymous: isPlace(anonymous, home) ? anonymous : home,
    users: Array.isArray(users) ? users.filter((one): one is Owned => isOwned(one, home)) : [],
  }
}

function isOwned(one: unknown, home: string): one is Owned {
  if (typeof one !== 'object' || one === null) return false
  const { user, keptAs, device }: { user?: unknown; keptAs?: unknown; device?: unknown } = one
  if (device !== undefined && typeof device !== 'string') return false
  return typeof user === 'string' && isPlace(keptAs, home)
}

function isPlace(name: unknown, home: string): name is string {
  return typeof name === 'string' && (name === home || name.startsWith(`${home}/`))
}
