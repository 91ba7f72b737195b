/**
 * `<parley-chat>`: the element as its page sees it. It holds attributes, methods and events, and a tree of
 * its own that no style of the page reaches; what is drawn in there comes with the scripts behind this one.
 */
import type { Face } from './face.tsx'
import { breath } from './leisure.ts'
import { ATTRIBUTES, keptAsOf, type Settings, settingsOf } from './settings.ts'
import { wearSheets } from './styles.ts'
import type { openSigning } from './open-signing.ts'
import type { SigningIn } from './signing-in.ts'
import type { Asked, TokenSource } from './tokens.ts'
import type { Visit, Visitor } from './visit.ts'

type FaceScript = (typeof import('./face.tsx'))['script']
type OpenSigning = typeof openSigning

/** Where this script, and all behind it, come from. */
const HOME = import.meta.url

export class ChatElement extends HTMLElement {
  static readonly observedAttributes = ATTRIBUTES

  readonly #root = this.attachShadow({ mode: 'open' })
  readonly #place = newPlace(this.#root, () => this.#drawn?.visit.touch())
  #drawn: Drawn | undefined
  #coming: Promise<Drawn> | undefined

  /** Over the page: shows it. */
  open(): void {
    this.toggleAttribute('open', true)
  }

  close(): void {
    this.toggleAttribute('open', false)
  }

  /**
   * Writes as the visitor. Resolves when the text is kept on this device; it goes out once they have come in
   * and the relay can be reached. Rejects where this browser keeps nothing.
   */
  async send(text: string): Promise<void> {
    const { visit } = await this.#draw()
    await visit.send(text)
  }

  /** What is unread, as far as it is known. */
  get unread(): number {
    return this.#drawn?.visit.get().unreadCount ?? 0
  }

  /** Asked for a token whenever one is needed, and before one ends. Given again, it is asked again. */
  get tokenSource(): TokenSource | undefined {
    return this.#source
  }

  set tokenSource(source: TokenSource | null | undefined) {
    this.#source = source ?? undefined
    if (this.#token === null) this.#token = undefined
    this.#say((signing) => signing.setSource(this.#source))
  }

  /** Signs the visitor in; null signs them out. What came of it is told by an event. */
  setToken(token: string | null): void {
    this.#token = token === '' ? null : token
    this.#say((signing) => signing.give(this.#token ?? null))
  }

  /** What a token for the visitor here has to name. Fetches what it takes to know. */
  async device(): Promise<Asked> {
    const { visit } = await this.#draw()
    return visit.device()
  }

  #source: TokenSource | undefined
  #token: string | null | undefined

  connectedCallback(): void {
    this.#takeEarlySource()
    const stopWearing = wearSheets(this.#root)
    this.#stops.push(stopWearing)
    const again = (): void => {
      this.#say((signing) => signing.wake())
      this.#drawn?.visit.wake()
      void this.#draw().catch(() => undefined)
    }
    // What could not be fetched is fetched once there is a network again.
    addEventListener('online', again)
    this.#stops.push(() => removeEventListener('online', again))
    const elsewhere = ({ key }: StorageEvent): void => this.#hearOtherTabs(key)
    addEventListener('storage', elsewhere)
    this.#stops.push(() => removeEventListener('storage', elsewhere))
    again()
  }

  readonly #stops: (() => void)[] = []

  disconnectedCallback(): void {
    for (const stop of this.#stops.splice(0)) stop()
    this.#drawn?.signing?.close()
    this.#drawn?.visit.close()
    this.#drawn?.face.remove()
    this.#drawn = undefined
    this.#coming = undefined
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (name === 'open' && (before === null) !== (now === null))
      this.#tell(now === null ? 'close' : 'open', undefined)
    if (name === 'token') this.setToken(now)
    else if (this.#drawn !== undefined) this.#redraw(this.#drawn)
  }

  /** A page may have set it on the element before this script was here. */
  #takeEarlySource(): void {
    const early = Object.getOwnPropertyDescriptor(this, 'tokenSource')?.value
    if (typeof early !== 'function') return
    Reflect.deleteProperty(this, 'tokenSource')
    this.tokenSource = early
  }

  #draw(): Promise<Drawn> {
    this.#coming ??= this.#fetchAndDraw()
    this.#coming.catch(() => (this.#coming = undefined))
    return this.#coming
  }

  async #fetchAndDraw(): Promise<Drawn> {
    const { script } = await import('./face.tsx')
    await breath()
    const settings = settingsOf(this, HOME)
    await breath()
    await this.#speak(script, settings)
    await breath()
    const drawn: Drawn = {
      script,
      settings,
      signing: undefined,
      face: script.newFace(this.#place),
      visit: this.#visit(script, settings, this.#unsigned(script, settings)),
    }
    this.#drawn = drawn
    if (this.isConnected) this.#redraw(drawn)
    this.#say(() => undefined)
    return drawn
  }

  #redraw(drawn: Drawn): void {
    const next = settingsOf(this, HOME)
    const before = drawn.settings
    drawn.settings = next
    if (isOtherGroup(before, next)) {
      drawn.signing?.close()
      drawn.signing = undefined
      this.#change(drawn)
      this.#say(() => undefined)
    } else {
      this.#say((signing) => signing.sayUser(next.user))
      if (before.name !== next.name) this.#change(drawn)
    }
    if (before.languages.join() !== next.languages.join()) void this.#speak(drawn.script, next)
    this.#show(drawn)
  }

  /** Who is here has a script of its own, which most pages never need. */
  #say(what: (signing: SigningIn) => void): void {
    const drawn = this.#drawn
    if (drawn?.signing !== undefined) what(drawn.signing)
    else if (drawn !== undefined && this.#saysWho(drawn.script, drawn.settings))
      void this.#beginSigning(drawn).catch(() => undefined) // once there is a network again
  }

  /** One may say who is here: what is shown as nobody's may be theirs from then on. */
  #hearOtherTabs(key: string | null): void {
    const drawn = this.#drawn
    if (drawn === undefined || key !== drawn.script.usersKey(keptAsOf(drawn.settings.relay))) return
    this.#say((signing) => signing.lookAgain())
  }

  #saysWho({ hasUsers }: FaceScript, { user, relay }: Settings): boolean {
    return (
      user !== '' ||
      typeof this.#token === 'string' ||
      this.#source !== undefined ||
      hasUsers(keptAsOf(relay))
    )
  }

  async #beginSigning(drawn: Drawn): Promise<void> {
    const { openSigning } = await drawn.script.fetchSigning()
    if (this.#drawn !== drawn || drawn.signing !== undefined) return
    drawn.signing = this.#signing(openSigning, drawn)
    if (!drawn.visit.belongTo(drawn.signing)) this.#changePlace()
  }

  /** Until that is here: where there are users, nobody's talk is shown before it is known who is here. */
  #unsigned({ hasUsers, nobody }: FaceScript, { relay, user }: Settings): Visitor {
    const home = keptAsOf(relay)
    return nobody(hasUsers(home) || user !== '' ? undefined : home)
  }

  /** What is drawn is another's, or nobody's yet: nothing of the one before is left, from now on. */
  #changePlace(): void {
    const drawn = this.#drawn
    if (drawn === undefined) return
    const hadFocus = this.#root.activeElement !== null
    if (this.unread > 0) this.#tell('unread', { count: 0 })
    this.#change(drawn)
    drawn.face.remove()
    drawn.face = drawn.script.newFace(this.#place)
    this.#show(drawn)
    if (hadFocus) this.#root.querySelector('h2')?.focus({ preventScroll: true })
  }

  #change(drawn: Drawn): void {
    const { script, settings, signing } = drawn
    drawn.visit.close()
    drawn.visit = this.#visit(script, settings, signing ?? this.#unsigned(script, settings))
  }

  #show(drawn: Drawn): void {
    const next = drawn.settings
    const place = this.#place
    toggleData(place, 'theme', next.theme)
    toggleData(place, 'accent', next.hasAccent ? 'own' : undefined)
    const face: Face = {
      visit: drawn.visit,
      settings: next,
      isOpen: !next.isBubble || next.isOpen,
      onToggle: (isOpen) => (isOpen ? this.open() : this.close()),
    }
    drawn.face.draw(face)
  }

  #visit({ Visit: OfPage }: FaceScript, settings: Settings, whose: Visitor): Visit {
    return new OfPage(settings, whose, {
      onUnread: (count) => this.#tell('unread', { count }),
      onMessage: (message) => this.#tell('message', message),
      onOwner: (user) => void this.#findOwner(user).catch(() => undefined),
    })
  }

  async #findOwner(user: string): Promise<void> {
    const drawn = this.#drawn
    if (drawn === undefined) return
    if (drawn.signing === undefined) await this.#beginSigning(drawn)
    drawn.signing?.findOwner(user)
  }

  #signing(openSigning: OpenSigning, { settings }: Drawn): SigningIn {
    const said = { user: settings.user, token: this.#token, source: this.#source }
    const visit = () => this.#drawn?.visit
    return openSigning(settings, said, {
      onPlace: () => this.#changePlace(),
      onAway: () => visit()?.away(),
      onToken: () => visit()?.nameCame(),
      onSignedIn: (user) => {
        visit()?.setRefused(false)
        this.#tell('signedin', { user })
      },
      onRefused: (reason, asked) => {
        visit()?.setRefused(true)
        this.#tell('tokenrefused', { reason, ...asked })
      },
    })
  }

  async #speak({ speakFirstOf }: FaceScript, { languages }: Settings): Promise<void> {
    const { lang, dir } = await speakFirstOf(languages)
    this.#place.lang = lang
    this.#place.dir = dir
  }

  #tell(name: ToldName, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }))
  }
}

type ToldName = 'open' | 'close' | 'unread' | 'message' | 'signedin' | 'tokenrefused'

interface Drawn {
  readonly script: FaceScript
  face: ReturnType<FaceScript['newFace']>
  settings: Settings
  /** `undefined` while nobody has said who is here. */
  signing: SigningIn | undefined
  visit: Visit
}

/** The page has keys of its own, and some hear every letter: what is typed in here is not for them. */
function newPlace(root: ShadowRoot, onTouch: () => void): HTMLElement {
  const place = document.createElement('div')
  place.dataset['parley'] = ''
  for (const type of ['pointerdown', 'focusin', 'keydown'] as const)
    place.addEventListener(type, onTouch, { capture: true, passive: true })
  for (const type of ['keydown', 'keypress', 'keyup'] as const)
    place.addEventListener(type, (event) => {
      if (event.key !== 'Tab' && event.key !== 'Escape') event.stopPropagation()
    })
  root.append(place)
  return place
}

function isOtherGroup(before: Settings, next: Settings): boolean {
  if (before.support !== next.support) return true
  return before.group !== next.group || before.relay !== next.relay
}

function toggleData(place: HTMLElement, name: string, value: string | undefined): void {
  if (value === undefined) delete place.dataset[name]
  else place.dataset[name] = value
}
