/**
 * A visit to one group: what is shown of it now, and how it comes to be. Nothing is fetched and no disk is
 * touched for somebody who has never been here and does not touch it.
 */
import type { EmbeddedFault } from '@parley/ui'
import { whenIdle } from './leisure.ts'
import type { Settings } from './settings.ts'
import type { SigningIn } from './signing-in.ts'
import type { OpenTalk } from './talk.tsx'
import type { Told } from './told.ts'
import type { Asked } from './tokens.ts'
import { newTyped, type Typed, saidName, visitorRecord, type VisitorRecord } from './visitor.ts'

export type Stage =
  /** Whose talk to show is not known. `isAway`: it cannot be asked now. */
  | { readonly state: 'unknown'; readonly isAway: boolean }
  /** They may write meanwhile. `isAway`: the rest of the script cannot be had now. */
  | { readonly state: 'coming'; readonly isAway: boolean }
  /** Under which name they write is not known. */
  | { readonly state: 'asking' }
  | { readonly state: 'here'; readonly talk: OpenTalk }
  | { readonly state: 'fault'; readonly fault: EmbeddedFault; readonly mayHelp: boolean }

export interface Shown {
  readonly stage: Stage
  /** '' while it is not known. */
  readonly title: string
  readonly unreadCount: number
  /** Sent, and not taken over yet. */
  readonly typed: readonly Typed[]
  /** The page's token for them was not taken. */
  readonly isRefused: boolean
}

type TalkScript = typeof import('./talk.tsx')

/** What a visit needs of the page. */
interface Ports {
  fetchTalk(): Promise<TalkScript>
  /** Once there is nothing else to do. Returns a way to forget it. */
  whenIdle(act: () => void): () => void
}

const OF_PAGE: Ports = { fetchTalk: () => import('./talk.tsx'), whenIdle }

const COMING: Stage = { state: 'coming', isAway: false }
const NOTHING = { title: '', unreadCount: 0, typed: [], isRefused: false }

/** Whose visit it is: of whoever `keptAs` belongs to. */
export type Visitor = Pick<
  SigningIn,
  'keptAs' | 'isNobodys' | 'isExpected' | 'isRefused' | 'meet' | 'join' | 'nameSaid' | 'settled'
>

export class Visit {
  readonly #settings: Settings
  #whose: Visitor
  readonly #keptAs: string
  readonly #told: Told
  readonly #ports: Ports
  readonly #record: VisitorRecord | undefined
  readonly #listeners = new Set<() => void>()
  #shown: Shown
  #opening: Promise<OpenTalk> | undefined
  /** Once it is open. */
  #talk: OpenTalk | undefined
  #naming: Promise<void> | undefined
  #joining: Promise<void> | undefined
  #isTouched = false
  #stopWaiting: (() => void) | undefined
  #isOver = false
  #stopDesk: (() => void) | undefined

  constructor(settings: Settings, whose: Visitor, told: Told, ports: Ports = OF_PAGE) {
    this.#settings = settings
    this.#whose = whose
    this.#told = told
    this.#ports = ports
    const { keptAs, isExpected } = whose
    this.#keptAs = keptAs ?? ''
    const group = keyIn(settings)
    if (typeof group === 'object') {
      this.#shown = { ...NOTHING, stage: { ...group, state: 'fault', mayHelp: false } }
      return
    }
    if (keptAs === undefined) {
      this.#shown = { ...NOTHING, stage: { state: 'unknown', isAway: false } }
      return
    }
    this.#record = visitorRecord(keptAs, group)
    const { title, typed } = this.#record.get()
    // Whoever comes for support is asked nothing before they have said what they came for.
    const isNamed = settings.name !== '' || saidName(keptAs).get() !== undefined
    const isKnown = title !== undefined || isNamed || isExpected || this.#isSupport
    this.#shown = {
      ...NOTHING,
      stage: isKnown ? COMING : { state: 'asking' },
      title: title ?? '',
      typed,
      isRefused: whose.isRefused,
    }
  }

  readonly get = (): Shown => this.#shown

  readonly subscribe = (listen: () => void): (() => void) => {
    this.#listeners.add(listen)
    return () => this.#listeners.delete(listen)
  }

  /**
   * It is drawn, and `isSeen` if it is open. For one who has been here, or whom the page names, the rest comes
   * when the page has time; for others not before they touch it.
   */
  look(isSeen: boolean): void {
    if (this.#shown.stage.state !== 'coming' || this.#isSilent()) return
    // A page view is no coming in.
    if (this.#isNew && !isSeen) return
    this.#stopWaiting ??= this.#ports.whenIdle(() => this.#begin())
  }

  /** A finger, a pointer, a key or the focus is in it: what it needs comes now. */
  touch(): void {
    const { state } = this.#shown.stage
    if (this.#isTouched || (state !== 'coming' && state !== 'asking')) return
    this.#isTouched = true
    this.#stopWaiting?.()
    this.#begin()
  }

  /** They write as this from now on, and may begin at once. */
  async enter(name: string): Promise<void> {
    saidName(this.#keptAs).say(name)
    this.#change({ stage: COMING })
    await this.#arrive()
  }

  /** Resolves when it is kept on this device; it goes out once they have come in. */
  async send(text: string): Promise<void> {
    if (text.trim() === '') return
    const record = this.#record
    if (this.#shown.stage.state === 'unknown') throw new Error('It is not known who writes here.')
    if (record === undefined) throw new Error('This chat names no group.')
    record.addTyped(newTyped(text.trim()))
    this.#change({ typed: record.get().typed })
    if (this.#isSupport && this.#shown.stage.state === 'coming') this.#begin()
    await this.#handOver()
  }

  /** Came for support, and there is no conversation yet. */
  get isNewcomer(): boolean {
    return this.#isSupport && this.#isNew
  }

  /** The page says now who is here. False: that changes what is to be shown, and another visit does. */
  belongTo(whose: Visitor): boolean {
    if (whose.keptAs !== this.#keptAs || this.#talk === undefined) return false
    this.#whose = whose
    if (this.#talk.signable !== undefined) whose.meet(this.#talk.signable)
    if (this.#shown.stage.state === 'here') whose.join()
    else if (this.#shown.stage.state === 'asking') this.#begin()
    return true
  }

  /** What a token has to name. Rejects where nobody can be signed in. */
  async device(): Promise<Asked> {
    const { signable } = await this.#open()
    if (signable === undefined) throw new Error('Nobody signs in to a conversation of their own.')
    return signable.asked
  }

  /** Who is here cannot be asked. */
  away(): void {
    const { stage } = this.#shown
    if (stage.state === 'unknown') this.#change({ stage: { state: 'unknown', isAway: true } })
  }

  setRefused(isRefused: boolean): void {
    if (isRefused !== this.#shown.isRefused) this.#change({ isRefused })
  }

  /** A token came later than it was waited for, and says under which name to write. */
  nameCame(): void {
    if (this.#shown.stage.state === 'asking' && this.#opening !== undefined) this.#begin()
  }

  /** What they begin to write before the conversation is here. */
  get draft(): string {
    return this.#record?.get().draft ?? ''
  }

  setDraft(text: string): void {
    this.#record?.setDraft(text)
  }

  /** There is a network again. */
  wake(): void {
    const { stage } = this.#shown
    if (stage.state === 'coming' && stage.isAway) this.again()
  }

  again(): void {
    this.#opening = undefined
    this.#change({ stage: COMING })
    this.#begin()
  }

  close(): void {
    this.#isOver = true
    this.#stopWaiting?.()
    this.#listeners.clear()
    this.#stopDesk?.()
    this.#opening?.then((talk) => talk.close()).catch(() => undefined)
  }

  /** What comes of it is on the screen. */
  #begin(): void {
    void this.#arrive().catch(() => undefined)
  }

  /** The conversation, as far as it is here; asks for a name where there is none yet. */
  async #arrive(): Promise<void> {
    const talk = await this.#open()
    this.#talk = talk
    if (this.#isOver || this.#isSomebodys(talk)) return
    if (talk.signable !== undefined) this.#whose.meet(talk.signable)
    if (!talk.hasName()) await this.#named(talk)
    if (this.#isOver) return
    if (!talk.hasName()) return this.#change({ stage: { state: 'asking' } })
    this.#watchDesk(talk)
    // A talk begins with something to say.
    if (!talk.isBegun() && this.#isSilent()) return
    await this.#join(talk)
    this.#whose.join()
    // What they wrote before anybody knew them goes out under what they are to be.
    if (this.#isNew) await this.#whose.settled()
    if (this.#isOver || this.#shown.stage.state === 'here') return
    this.#change({ stage: { state: 'here', talk } })
    if (this.#isSupport) this.#record?.setTitle(this.#shown.title)
    talk.watch({
      onTitle: (title) => {
        this.#record?.setTitle(title)
        this.#change({ title })
      },
      onUnread: (unreadCount) => {
        this.#change({ unreadCount })
        this.#told.onUnread(unreadCount)
      },
      onMessage: (message) => this.#told.onMessage(message),
    })
    await this.#handOver()
  }

  /** Once, however many ask for it. */
  #named(talk: OpenTalk): Promise<void> {
    this.#naming ??= this.#name(talk).finally(() => (this.#naming = undefined))
    return this.#naming
  }

  /** As the site says it, else they, else the page, else as visitors of a desk are called. */
  async #name(talk: OpenTalk): Promise<void> {
    const site = await this.#whose.nameSaid()
    const own = saidName(this.#keptAs)
    const name = site || own.get() || this.#settings.name || (this.#isSupport ? talk.newName() : '')
    if (name === '' || this.#isOver) return
    try {
      await talk.enter(name)
    } catch (error) {
      this.#change({ stage: { state: 'fault', fault: 'no-storage', mayHelp: true } })
      throw error
    }
    own.taken()
  }

  /** Once, however many ask for it; again after it failed. */
  #join(talk: OpenTalk): Promise<void> {
    this.#joining ??= talk.join()
    this.#joining.catch(() => (this.#joining = undefined))
    return this.#joining
  }

  /** What was kept of whose it is has gone: it is not shown to whoever is here now. */
  #isSomebodys(talk: OpenTalk): boolean {
    const user = this.#whose.isNobodys ? talk.signable?.user() : undefined
    if (user === undefined) return false
    this.#told.onOwner(user)
    return true
  }

  #watchDesk({ desk }: OpenTalk): void {
    if (desk === undefined || this.#stopDesk !== undefined) return
    const look = (): void => {
      const { team, end, talk } = desk.get()
      if (team !== '') this.#change({ title: team })
      if (team !== '' && talk !== undefined) this.#record?.setTitle(team)
      if (end !== undefined && talk === undefined)
        this.#change({ stage: { state: 'fault', fault: 'desk-closed', mayHelp: false } })
    }
    this.#stopDesk = desk.subscribe(look)
    look()
  }

  /** Came for support, and has said nothing yet. */
  #isSilent(): boolean {
    return this.isNewcomer && this.#record?.get().typed.length === 0
  }

  /** Has not been here. */
  get #isNew(): boolean {
    return this.#record?.get().title === undefined
  }

  get #isSupport(): boolean {
    return this.#settings.support !== ''
  }

  #open(): Promise<OpenTalk> {
    this.#opening ??= this.#fetchAndOpen()
    return this.#opening
  }

  async #fetchAndOpen(): Promise<OpenTalk> {
    const script = await this.#fetch()
    const { relay, group, support } = this.#settings
    const link = this.#isSupport ? support : group
    const isLink = script.isLink(link, this.#isSupport)
    try {
      return await script.openTalk({ relay, link, keptAs: this.#keptAs, isDesk: this.#isSupport })
    } catch (error) {
      const fault = isLink ? 'no-storage' : 'broken-link'
      this.#change({ stage: { state: 'fault', fault, mayHelp: isLink } })
      throw error
    }
  }

  /** Where it cannot be had they write, or say a name, all the same. */
  async #fetch(): Promise<TalkScript> {
    try {
      return await this.#ports.fetchTalk()
    } catch (error) {
      this.#opening = undefined
      this.#isTouched = false
      if (this.#shown.stage.state === 'coming')
        this.#change({ stage: { state: 'coming', isAway: true } })
      throw error
    }
  }

  /** What was written before anybody could take it. In its order, and each once. */
  async #handOver(): Promise<void> {
    const { stage } = this.#shown
    const record = this.#record
    if (stage.state !== 'here' || record === undefined) return
    await stage.talk.takeOver(record)
    this.#change({ typed: record.get().typed })
  }

  #change(change: Partial<Shown>): void {
    if (this.#isOver) return
    this.#shown = { ...this.#shown, ...change }
    for (const listen of this.#listeners) listen()
  }
}

const MARK = /^.*#\/(?:join|desk)\//
/** How much of a link's code says which group it is of: its version, and 32 bytes. */
const OF_GROUP = 44

/**
 * The part of the link by which the visitor is known before anything can read it; or why there is none.
 * What is damaged further on is found by whoever follows it.
 */
export function keyIn({
  group,
  support,
}: Pick<Settings, 'group' | 'support'>): string | { readonly fault: EmbeddedFault } {
  const isDesk = support !== ''
  const code = (isDesk ? support : group).replace(MARK, '')
  if (code === '') return { fault: 'no-group' }
  if (!/^[\w-]{44,}$/.test(code)) return { fault: 'broken-link' }
  return `${isDesk ? 'desk/' : ''}${code.slice(0, OF_GROUP)}`
}
