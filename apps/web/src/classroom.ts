/**
 * The class that the relay of this page runs, by its addresses beside the socket. Asked for again and again while
 * somebody looks, because a laptop changes networks; where there is none it is asked once and no more.
 */
import { newSettable, type ClassDoor } from '@parley/client'
import type { Classroom, ClassHere } from '@parley/ui'

const LOOK_AGAIN_MS = 4_000
const CLASSROOM = '/classroom.json'
const DOORS = '/classroom/doors/'
const SEALED = 'application/octet-stream'

type Ask = (path: string, how: RequestInit) => Promise<Response>

export function watchClassroom(ask: Ask = (path, how) => fetch(path, how)): Classroom {
  const here = newSettable<ClassHere | undefined>(undefined)
  let said = ''
  let isNone = false
  let lookersCount = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function look(): Promise<void> {
    try {
      const answer = await ask(CLASSROOM, { cache: 'no-store' })
      isNone = answer.status === 404
      const text = answer.ok ? await answer.text() : ''
      const parsed = parseClass(text)
      // How many are here changes all the time, and is no part of it.
      const now = JSON.stringify(parsed)
      if (parsed !== undefined && now !== said) here.set(parsed)
      said = now
    } catch {
      // The relay is away: what was known of it stays.
    }
    clearTimeout(timer)
    if (lookersCount > 0 && !isNone) timer = setTimeout(() => void look(), LOOK_AGAIN_MS)
  }

  return {
    here: {
      get: here.get,
      subscribe(onChange) {
        const stop = here.subscribe(onChange)
        lookersCount++
        if (lookersCount === 1 && !isNone) void look()
        return () => {
          stop()
          lookersCount--
          if (lookersCount === 0) clearTimeout(timer)
        }
      },
    },
    mayFound: newFounding(ask),
    async layDown({ id, sealed }: ClassDoor) {
      const answer = await ask(DOORS + id, { method: 'PUT', body: new Uint8Array(sealed) })
      if (!answer.ok) throw new Error(`The relay did not take the code: ${answer.status}.`)
    },
    async look(id) {
      const answer = await ask(DOORS + id, { cache: 'no-store' })
      if (answer.status === 429 || answer.status >= 500)
        throw new Error(`The relay does not say now: ${answer.status}.`)
      const isSealed = answer.ok && answer.headers.get('content-type') === SEALED
      return isSealed ? new Uint8Array(await answer.arrayBuffer()) : undefined
    },
  }
}

/** Asked once; a relay that is away may be asked another time. */
function newFounding(ask: Ask): () => Promise<boolean> {
  let told: Promise<boolean> | undefined
  const look = async (): Promise<boolean> => {
    const answer = await ask(CLASSROOM, { cache: 'no-store' })
    return !answer.ok || !isRefusal(await answer.text())
  }
  return () => {
    told ??= look().catch(() => {
      told = undefined
      return true
    })
    return told
  }
}

/** Untrusted, and believed only where it says no. */
function isRefusal(text: string): boolean {
  try {
    const { mayFound }: { readonly mayFound?: unknown } = Object(JSON.parse(text))
    return mayFound === false
  } catch {
    return false
  }
}

/** Untrusted: anybody may answer at this address. */
function parseClass(text: string): ClassHere | undefined {
  try {
    const said: unknown = JSON.parse(text)
    if (typeof said !== 'object' || said === null) return undefined
    const { name, addresses, run }: { name?: unknown; addresses?: unknown; run?: unknown } = said
    if (typeof name !== 'string' || typeof run !== 'string' || !Array.isArray(addresses))
      return undefined
    return { name, run, addresses: addresses.filter(isAddress) }
  } catch {
    return undefined
  }
}

function isAddress(one: unknown): one is string {
  return typeof one === 'string' && /^https?:\/\/[^/#?\s]+$/.test(one) && URL.canParse(one)
}
