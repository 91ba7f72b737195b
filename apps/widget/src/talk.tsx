/**
 * The second script: the client, and the conversation as the app draws it. One Parley serves every element
 * of a page that names the same relay.
 */
import {
  type DeskInfo,
  type Group,
  type GroupId,
  type Live,
  NotAllowed,
  openBrowserParley,
  openDesk,
  type Parley,
  parseDeskLink,
  parseInviteLink,
  TextTooLong,
  toMessageId,
} from '@parley/client'
import {
  addConversationTexts,
  DeskStatus,
  EmbeddedGroup,
  EmbeddedStatus,
  visitorName,
} from '@parley/ui'
import type { ComponentType } from 'react'
import type { SignableTalk } from './tokens.ts'
import type { Told } from './told.ts'
import type { Typed, VisitorRecord } from './visitor.ts'

export interface TalkPlace {
  readonly relay: string
  /** An invite link or its code. */
  readonly link: string
  readonly keptAs: string
  /** The link is that of a desk. */
  readonly isDesk: boolean
}

export interface Watcher extends Pick<Told, 'onUnread' | 'onMessage'> {
  onTitle(title: string): void
}

export interface OpenTalk {
  hasName(): boolean
  enter(name: string): Promise<void>
  /** For who is asked for none. */
  newName(): string
  /** Of support: who answers. */
  readonly desk: Live<DeskInfo> | undefined
  /** `undefined` of a desk: nobody signs in to a talk of their own. */
  readonly signable: SignableTalk | undefined
  /** There is a conversation to come into. */
  isBegun(): boolean
  /** Works offline, and completes by itself; of support once it is known who answers. */
  join(): Promise<void>
  watch(watcher: Watcher): void
  /** Sends what the record holds, and takes it off there. */
  takeOver(record: VisitorRecord): Promise<void>
  readonly Conversation: ComponentType
  readonly Status: ComponentType
  close(): void
}

/** Whether it can be followed at all. */
export function isLink(link: string, isDesk: boolean): boolean {
  return (isDesk ? parseDeskLink(link) : parseInviteLink(link)).ok
}

/** Rejects where this browser keeps nothing. */
export async function openTalk({ relay, link, keptAs, isDesk }: TalkPlace): Promise<OpenTalk> {
  const [{ parley, letGo }] = await Promise.all([share(relay, keptAs), addConversationTexts()])
  const way = await (isDesk ? wayByDesk(parley, link) : wayByInvite(parley, link)).catch(
    (error: unknown) => {
      letGo()
      throw error
    },
  )
  const here = (): GroupId => {
    const id = way.id()
    if (id === undefined) throw new Error('There is no conversation here yet.')
    return id
  }
  const stops: (() => void)[] = [letGo]
  let turn = Promise.resolve()
  return {
    hasName: () => parley.name.get() !== undefined,
    enter: (name) => parley.setName(name),
    newName: visitorName,
    desk: way.desk,
    signable: way.desk === undefined ? signableIn(parley, here()) : undefined,
    isBegun: () => way.id() !== undefined,
    join: way.come,
    watch: (watcher) => void stops.push(watch(parley, here(), watcher, way.desk !== undefined)),
    takeOver(record) {
      turn = turn.then(() => sendAll(parley, here(), record))
      return turn
    },
    Conversation: () => <EmbeddedGroup parley={parley} id={here()} />,
    Status: () =>
      way.desk === undefined ? (
        <EmbeddedStatus parley={parley} id={here()} />
      ) : (
        <DeskStatus parley={parley} id={here()} desk={way.desk} />
      ),
    close: () => stops.splice(0).forEach((stop) => stop()),
  }
}

/** How one comes to the conversation. */
interface Way {
  readonly desk: Live<DeskInfo> | undefined
  /** `undefined` while there is none. */
  id(): GroupId | undefined
  come(): Promise<void>
}

async function wayByInvite(parley: Parley, link: string): Promise<Way> {
  const parsed = parseInviteLink(link)
  if (!parsed.ok) throw new Error(`The link to this group cannot be followed: ${parsed.broke}`)
  const id = parsed.invitation.group
  return {
    desk: undefined,
    id: () => id,
    async come() {
      const info = parley.openGroup(id)?.info.get()
      if (info === undefined || info.linkFault !== undefined) await parley.join(link)
    },
  }
}

function signableIn(parley: Parley, id: GroupId): SignableTalk {
  const info = () => parley.openGroup(id)?.info
  const user = (): string | undefined =>
    info()
      ?.get()
      .people.find(({ isMe }) => isMe)?.signedIn?.subject
  const standing = (): string => {
    const { state, policy } = info()?.get() ?? {}
    const keys = policy?.site?.keys.map(({ algorithm, bytes }) => `${algorithm} ${bytes.join()}`)
    return JSON.stringify([state, policy?.site?.name, policy?.site?.role, keys, user()])
  }
  return {
    asked: { group: id, thumbprint: parley.own.thumbprint },
    user,
    signIn: async (token) => (await parley.openGroup(id)?.signIn(token)) ?? 'not-in',
    onStanding(listen) {
      let before = standing()
      const stop = info()?.subscribe(() => {
        const now = standing()
        if (now === before) return
        before = now
        listen()
      })
      return () => stop?.()
    },
  }
}

/** Each visitor has a talk of their own. What is said of the page is where it is, and not what is asked of it. */
async function wayByDesk(parley: Parley, link: string): Promise<Way> {
  const desk = await openDesk(parley, link)
  if (desk === undefined) throw new Error('The link to this desk cannot be followed.')
  return {
    desk: desk.info,
    id: () => desk.info.get().talk,
    async come() {
      const { title, documentElement } = document
      const language = documentElement.lang || navigator.language
      await desk.begin({ page: location.href, title, language })
    },
  }
}

const shared = new Map<string, { readonly parley: Promise<Parley>; users: number }>()

/** Open while anybody uses it. */
async function share(
  relay: string,
  keptAs: string,
): Promise<{ readonly parley: Parley; letGo(): void }> {
  const one = shared.get(keptAs) ?? { parley: openBrowserParley({ relay, keptAs }), users: 0 }
  shared.set(keptAs, one)
  one.users++
  const letGo = (): void => {
    if (--one.users > 0) return
    shared.delete(keptAs)
    one.parley.then((parley) => parley.close()).catch(() => undefined)
  }
  try {
    return { parley: await one.parley, letGo }
  } catch (error) {
    letGo()
    throw error
  }
}

/** A talk has its visitor's name, which is no title for them. */
function watch(parley: Parley, id: GroupId, watcher: Watcher, isTalk: boolean): () => void {
  const group = parley.openGroup(id)
  if (group === undefined) return () => undefined
  const { conversation, info } = group
  const openedAt = Date.now()
  const told = new Set<string>()
  let unread = -1
  let title = ''
  const onMessages = (): void => {
    for (const { key, author, text, isMine, sentAt, deleted } of conversation.get().messages) {
      if (sentAt < openedAt || deleted || told.has(key)) continue
      told.add(key)
      watcher.onMessage({ author, text, isMine, sentAt })
    }
  }
  const onGroups = (): void => {
    const summary = parley.groups.get().find((one) => one.id === id)
    const now = (summary?.unreadCount ?? 0) + (summary?.threadsUnread ?? 0)
    if (now !== unread) watcher.onUnread((unread = now))
  }
  const onInfo = (): void => {
    if (isTalk) return
    const { name } = info.get()
    if (name !== title || title === '') watcher.onTitle((title = name))
  }
  const stops = [
    conversation.subscribe(onMessages),
    parley.groups.subscribe(onGroups),
    info.subscribe(onInfo),
  ]
  onInfo()
  onGroups()
  onMessages()
  return () => stops.forEach((stop) => stop())
}

/** In their order; what cannot be sent stays, and is tried again with the next, or at the next visit. */
async function sendAll(parley: Parley, id: GroupId, record: VisitorRecord): Promise<void> {
  const group = parley.openGroup(id)
  if (group === undefined) return
  goOnWriting(group, record.get().draft)
  record.setDraft('')
  for (const typed of record.get().typed) {
    const sent = group.send(typed.text, { id: toMessageId(bytesOf(typed)) })
    await sent.catch((error: unknown) => {
      // By the group's rules, or for its length, it never can be: it is given back.
      if (!(error instanceof NotAllowed || error instanceof TextTooLong)) throw error
      goOnWriting(group, typed.text)
    })
    record.dropTyped(typed.id)
  }
}

/** Behind what was begun before. */
function goOnWriting(group: Group, text: string): void {
  const begun = group.draft.get()
  if (text !== '') group.setDraft(begun === '' ? text : `${begun}\n${text}`)
}

function bytesOf({ id }: Typed): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, at) =>
    Number.parseInt(id.slice(2 * at, 2 * at + 2), 16),
  )
}
