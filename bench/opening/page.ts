/**
 * The page that is opened: a real client on a real browser's storage, and nothing on the screen. It counts
 * what is read from the disk by looking over the shoulder of IndexedDB.
 */
import { type GroupId, openBrowserParley, type Parley } from '@parley/client'

export interface Opened {
  /** From the page's beginning to its newest screen. */
  readonly ms: number
  /** Bytes of documents and records read until then. */
  readonly bytes: number
}

export interface OpeningPage {
  /** A new group of this device, with a message in it; its link. */
  found(): Promise<string>
  /** One older segment; false when there is none. */
  older(): Promise<boolean>
  /** Dear where there are many. */
  messagesCount(): Promise<number>
  /** Resolves when the newest screen is there, with this as its last text. */
  whenShown(last: string): Promise<Opened>
  /** Bytes read in all, when nothing was read for a while. */
  whenQuiet(): Promise<number>
  close(): Promise<void>
}

declare global {
  interface Window {
    opening: OpeningPage
  }
}

/** Messages on a screen, and some more. */
const SCREEN_MESSAGES = 50
const QUIET_MS = 2_000

let bytesRead = 0
countReads()
const opened = openBrowserParley()

window.opening = {
  async found() {
    const parley = await opened
    await parley.setName('Founder')
    const group = parley.openGroup(await parley.newGroup('Opening'))
    if (group === undefined) throw new Error('the group did not open')
    const link = await group.inviteLink()
    await group.send('The first message, which makes the key.')
    await changed(group.conversation, ({ messages }) => messages[0]?.status === 'on-relay')
    return link
  },
  older: async () => (await onlyGroup()).loadOlder(),
  messagesCount: async () => (await onlyGroup()).conversation.get().messages.length,
  async whenShown(last) {
    const { conversation } = await onlyGroup()
    await changed(conversation, () => shown.has(last))
    stopWatching() // looking is dear where there are many messages
    return shown.get(last) ?? { ms: 0, bytes: 0 }
  },
  whenQuiet: () =>
    new Promise((resolve) => {
      let before = -1
      const timer = setInterval(() => {
        if (bytesRead !== before) return void (before = bytesRead)
        clearInterval(timer)
        resolve(bytesRead)
      }, QUIET_MS)
    }),
  close: async () => (await opened).close(),
}

/** By the last text of a screen: when it was there first. Watched from the beginning, before anybody asks. */
const shown = new Map<string, Opened>()
let stopWatching = (): void => undefined
void onlyGroup().then(({ conversation }) => {
  stopWatching = conversation.subscribe(look)
  look()
  function look(): void {
    const { messages } = conversation.get()
    const last = messages.at(-1)?.text
    if (messages.length < SCREEN_MESSAGES || last === undefined || shown.has(last)) return
    shown.set(last, { ms: performance.now(), bytes: bytesRead })
  }
})

async function onlyGroup(): Promise<NonNullable<ReturnType<Parley['openGroup']>>> {
  const parley = await opened
  await changed(parley.groups, (groups) => groups.length > 0)
  const id: GroupId | undefined = parley.groups.get()[0]?.id
  const group = id === undefined ? undefined : parley.openGroup(id)
  if (group === undefined) throw new Error('there is no group')
  return group
}

function changed<T>(
  live: { get(): T; subscribe(listen: () => void): () => void },
  isReached: (value: T) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const stop = live.subscribe(look)
    look()
    function look(): void {
      if (!isReached(live.get())) return
      stop()
      resolve()
    }
  })
}

function countReads(): void {
  const { prototype } = IDBObjectStore
  for (const name of ['get', 'getAll'] as const) {
    const read = prototype[name]
    prototype[name] = function (this: IDBObjectStore, ...args: [never]) {
      const request = read.apply(this, args)
      request.addEventListener('success', () => (bytesRead += bytesIn(request.result)))
      return request
    }
  }
}

function bytesIn(value: unknown): number {
  if (value instanceof Uint8Array) return value.length
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  return Object.values(value).reduce<number>((sum, part) => sum + bytesIn(part), 0)
}
