/**
 * What is known of a visitor before anything else is here: whether they have been in this group, what it is
 * called, and what they wrote that nobody has taken over yet. It lives beside the databases, because it is
 * there at once; a browser that keeps nothing has a visitor who comes for the first time.
 */

export interface Typed {
  /** 32 hex digits: the same text taken over twice is one message by them. */
  readonly id: string
  readonly text: string
}

export interface Visitor {
  /** `undefined`: has not been here. '' while its name is not known. */
  readonly title: string | undefined
  readonly typed: readonly Typed[]
  /** Begun before the conversation was here. */
  readonly draft: string
}

export interface VisitorRecord {
  get(): Visitor
  /** Has been here. */
  setTitle(title: string): void
  /** Throws where it cannot be kept. */
  addTyped(typed: Typed): void
  /** Lost where it cannot be kept: then it is still in the box. */
  setDraft(draft: string): void
  /** It has been taken over. */
  dropTyped(id: string): void
}

export type KeyedTexts = Pick<Storage, 'getItem' | 'setItem'>

/** Of this group, for what is kept under that name. */
export function visitorRecord(
  keptAs: string,
  group: string,
  storage: KeyedTexts | undefined = siteStorage(),
): VisitorRecord {
  const key = `${keptAs}/visitor/${group}`
  const get = () => parseVisitor(storage?.getItem(key) ?? null)
  const put = (change: Partial<Visitor>) => {
    if (storage === undefined) throw new Error('This browser keeps nothing for this page.')
    storage.setItem(key, JSON.stringify({ ...get(), ...change }))
  }
  return {
    get,
    setTitle(title) {
      try {
        if (get().title !== title) put({ title })
      } catch {
        // Then they are asked for a name again, and the databases know them.
      }
    },
    addTyped(one) {
      put({ typed: [...get().typed, one] })
    },
    setDraft(draft) {
      try {
        if (get().draft !== draft) put({ draft })
      } catch {
        // As said.
      }
    },
    dropTyped(id) {
      put({ typed: get().typed.filter((one) => one.id !== id) })
    },
  }
}

/** Under which name they write, whatever the group. Of one that is taken only that there is one is known here. */
export interface SaidName {
  /** '' once it is taken; `undefined`: none was said. */
  get(): string | undefined
  say(name: string): void
  /** The databases have it. */
  taken(): void
}

/** Where nothing is kept it lasts as long as the page. */
const unkept = new Map<string, string>()

export function saidName(
  keptAs: string,
  storage: KeyedTexts | undefined = siteStorage(),
): SaidName {
  const key = `${keptAs}/name`
  const put = (name: string): void => {
    try {
      if (storage === undefined) throw new Error('This browser keeps nothing for this page.')
      storage.setItem(key, name)
    } catch {
      unkept.set(key, name)
    }
  }
  return {
    get: () => unkept.get(key) ?? storage?.getItem(key) ?? undefined,
    say: put,
    taken: () => put(''),
  }
}

export function newTyped(text: string): Typed {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return { id: [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(''), text }
}

/** Untrusted: other scripts of the page write here too. */
function parseVisitor(text: string | null): Visitor {
  let read: unknown
  try {
    read = JSON.parse(text ?? '')
  } catch {
    read = undefined
  }
  const { title, typed, draft }: Record<string, unknown> =
    typeof read === 'object' && read !== null ? { ...read } : {}
  return {
    title: typeof title === 'string' ? title : undefined,
    typed: Array.isArray(typed) ? typed.filter(isTyped) : [],
    draft: typeof draft === 'string' ? draft : '',
  }
}

function isTyped(one: unknown): one is Typed {
  if (typeof one !== 'object' || one === null) return false
  const { id, text }: { id?: unknown; text?: unknown } = one
  return typeof id === 'string' && /^[0-9a-f]{32}$/.test(id) && typeof text === 'string'
}

/** Where it is kept which users of the site were here. */
export function usersKey(home: string): string {
  return `${home}/places`
}

/** Some browsers refuse even to name it where site data is blocked. */
export function siteStorage(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}
