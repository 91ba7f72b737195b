/**
 * `<parley-chat>`: the element as its page sees it. It holds attributes, methods and events, and a tree of
 * its own that no style of the page reaches; what is drawn in there comes with the scripts behind this one.
 */
import type { Face } from './face.tsx'
import { ATTRIBUTES, type Settings, settingsOf } from './settings.ts'
import { wearSheets } from './styles.ts'
import type { Visit } from './visit.ts'

type FaceScript = typeof import('./face.tsx')

/** Where this script, and all behind it, come from. */
const HOME = import.meta.url

export class ChatElement extends HTMLElement {
  static readonly observedAttributes = ATTRIBUTES

  readonly #root = this.attachShadow({ mode: 'open' })
  readonly #place = newPlace(this.#root)
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

  connectedCallback(): void {
    const stopWearing = wearSheets(this.#root)
    this.#stops.push(stopWearing)
    const again = (): void => {
      this.#drawn?.visit.wake()
      void this.#draw().catch(() => undefined)
    }
    // What could not be fetched is fetched once there is a network again.
    addEventListener('online', again)
    this.#stops.push(() => removeEventListener('online', again))
    again()
  }

  readonly #stops: (() => void)[] = []

  disconnectedCallback(): void {
    for (const stop of this.#stops.splice(0)) stop()
    this.#drawn?.visit.close()
    this.#drawn?.face.remove()
    this.#drawn = undefined
    this.#coming = undefined
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (name === 'open' && (before === null) !== (now === null))
      this.#tell(now === null ? 'close' : 'open', undefined)
    if (this.#drawn !== undefined) this.#redraw(this.#drawn)
  }

  #draw(): Promise<Drawn> {
    this.#coming ??= this.#fetchAndDraw()
    this.#coming.catch(() => (this.#coming = undefined))
    return this.#coming
  }

  async #fetchAndDraw(): Promise<Drawn> {
    const script = await import('./face.tsx')
    const settings = settingsOf(this, HOME)
    await this.#speak(script, settings)
    const drawn: Drawn = {
      script,
      settings,
      face: script.newFace(this.#place),
      visit: this.#visit(script, settings),
    }
    this.#drawn = drawn
    if (this.isConnected) this.#redraw(drawn)
    return drawn
  }

  #redraw(drawn: Drawn): void {
    const next = settingsOf(this, HOME)
    const before = drawn.settings
    drawn.settings = next
    if (isOtherVisit(before, next)) {
      drawn.visit.close()
      drawn.visit = this.#visit(drawn.script, next)
    }
    if (before.languages.join() !== next.languages.join()) void this.#speak(drawn.script, next)
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

  #visit({ Visit: OfPage }: FaceScript, settings: Settings): Visit {
    return new OfPage(settings, {
      onUnread: (count) => this.#tell('unread', { count }),
      onMessage: (message) => this.#tell('message', message),
    })
  }

  async #speak({ speakFirstOf }: FaceScript, { languages }: Settings): Promise<void> {
    const { lang, dir } = await speakFirstOf(languages)
    this.#place.lang = lang
    this.#place.dir = dir
  }

  #tell(name: 'open' | 'close' | 'unread' | 'message', detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }))
  }
}

interface Drawn {
  readonly script: FaceScript
  readonly face: ReturnType<FaceScript['newFace']>
  settings: Settings
  visit: Visit
}

/** The page has keys of its own, and some hear every letter: what is typed in here is not for them. */
function newPlace(root: ShadowRoot): HTMLElement {
  const place = document.createElement('div')
  place.dataset['parley'] = ''
  for (const type of ['keydown', 'keypress', 'keyup'] as const)
    place.addEventListener(type, (event) => {
      if (event.key !== 'Tab' && event.key !== 'Escape') event.stopPropagation()
    })
  root.append(place)
  return place
}

function isOtherVisit(before: Settings, next: Settings): boolean {
  if (before.support !== next.support) return true
  return before.group !== next.group || before.relay !== next.relay || before.name !== next.name
}

function toggleData(place: HTMLElement, name: string, value: string | undefined): void {
  if (value === undefined) delete place.dataset[name]
  else place.dataset[name] = value
}
