/**
 * Who is in front of the page, and the tokens by which the others learn it.
 *
 * Whose talk is shown is the page's word alone; what others see is the token's. So a token says at once
 * whose place it is, and is judged by the group's own rules afterwards. While it is not known who is here,
 * nobody's talk is shown but one that is nobody's in particular.
 */
import { claimsIn, type Claims } from './claims.ts'
import type { Places } from './places.ts'
import {
  answerOf,
  type Asked,
  type Later,
  pauseMs,
  refreshMs,
  type Refusal,
  type SignableTalk,
  type TokenSource,
} from './tokens.ts'

export interface SigningPorts {
  readonly places: Places
  /** `undefined` of a desk: nobody signs in to a talk of their own. */
  readonly group: string | undefined
  readonly now: () => number
  readonly later: Later
  /** Another place is to be shown, at once. */
  onPlace(): void
  onSignedIn(user: string): void
  onRefused(reason: Refusal, asked: Asked | undefined): void
  /** Who is here cannot be asked now. It is tried again. */
  onAway(): void
  /** It may say under which name to write. */
  onToken(): void
}

/** What the page says. */
export interface Said {
  /** '' for none. */
  readonly user: string
  /** null: nobody is signed in. `undefined`: the page gave none yet. */
  readonly token: string | null | undefined
  readonly source: TokenSource | undefined
}

export class SigningIn {
  readonly #ports: SigningPorts
  #said: Said
  /** By the page, or by the newest token. */
  #user: string | undefined
  #keptAs: string | undefined
  #token: { readonly text: string; readonly claims: Claims } | undefined
  #talk: SignableTalk | undefined
  #isJoined = false
  #stopTalk: (() => void) | undefined
  #stopTimer: (() => void) | undefined
  #isOpen = false
  /** Which question the page is to answer; an answer to one before counts no more. */
  #turn = 0
  #isAsking = false
  #isDue = false
  #presenting = Promise.resolve()
  #failures = 0
  #losses = 0
  #refused: string | undefined
  #told: string | undefined
  #answered = newGate()
  #outcome = newGate()

  constructor(said: Said, ports: SigningPorts) {
    this.#ports = ports
    this.#said = said
    const { user, token } = said
    const given = typeof token === 'string' ? claimsIn(token) : undefined
    const named = user === '' ? given?.user : user
    if (named !== undefined) this.#become(named)
    else if (!this.#mustAskFirst()) this.#become(undefined)
    if (typeof token === 'string') this.#take(token)
    if (this.#keptAs === undefined) this.#ask()
    this.#isOpen = true
  }

  /** The place to be shown; `undefined` while it is not known whose. */
  get keptAs(): string | undefined {
    return this.#keptAs
  }

  get isNobodys(): boolean {
    return this.#user === undefined
  }

  /** The page says who is here, and they will be signed in. */
  get isExpected(): boolean {
    return this.#canAsk() || this.#token !== undefined
  }

  /** The newest token was not taken. */
  get isRefused(): boolean {
    return this.#refused !== undefined
  }

  /** The place that was nobody's turns out to be that user's: nobody gets another. */
  findOwner(user: string): void {
    const { places } = this.#ports
    places.of(user, this.#keptAs)
    this.#talk = undefined
    this.#keptAs = places.anonymous()
    this.#ports.onPlace()
  }

  sayUser(user: string): void {
    if (user === this.#said.user) return
    this.#said = { ...this.#said, user, token: this.#said.token ?? undefined }
    if (this.#token?.claims.user !== user) this.#token = undefined
    this.#begin()
    this.#become(user === '' ? undefined : user)
    this.#askSoon()
  }

  give(token: string | null): void {
    this.#said = { ...this.#said, token }
    this.#begin()
    if (token !== null) return this.#take(token)
    this.#token = undefined
    this.#settle()
    this.#become(undefined)
  }

  setSource(source: TokenSource | undefined): void {
    this.#said = { ...this.#said, source, token: this.#said.token ?? undefined }
    this.#begin()
    // Nobody has seen anything yet, so there is nothing to be kept on the screen.
    if (this.#talk === undefined) {
      if (this.#user === undefined && this.#mustAskFirst()) this.#keptAs = undefined
      this.#ports.onPlace()
    }
    this.#askSoon()
  }

  /** The talk of this place is open, and its device is known. */
  meet(talk: SignableTalk): void {
    this.#talk = talk
    if (this.#user !== undefined) this.#ports.places.noteDevice(this.#user, talk.asked.thumbprint)
    if (this.#token?.claims.thumbprint !== talk.asked.thumbprint) this.#askSoon()
  }

  /** They have come in, or will by themselves. */
  join(): void {
    this.#isJoined = true
    this.#stopTalk?.()
    this.#stopTalk = this.#talk?.onStanding(() => this.#onStanding())
    this.#present()
  }

  /** '' where it says none, or cannot be asked. */
  async nameSaid(): Promise<string> {
    if (this.#token === undefined && this.#canAsk()) await this.#answered.opened
    return this.#token?.claims.name ?? ''
  }

  /** Signed in, refused, or not to be told now. */
  async settled(): Promise<void> {
    if (this.isExpected) await this.#outcome.opened
  }

  /** Another tab said whose it is what is shown here as nobody's. */
  lookAgain(): void {
    if (this.#user !== undefined || this.#keptAs === undefined) return
    if (this.#keptAs === this.#ports.places.anonymous()) return
    this.#become(undefined)
    this.#askSoon()
  }

  /** There is a network again. */
  wake(): void {
    if (this.#failures > 0) this.#askSoon()
  }

  close(): void {
    this.#begin()
    this.#stopTalk?.()
    this.#talk = undefined
    this.#said = { ...this.#said, source: undefined }
    this.#settle()
  }

  /** What was asked before is answered to nobody. */
  #begin(): void {
    this.#turn++
    this.#isAsking = false
    this.#failures = 0
    this.#stopTimer?.()
  }

  #canAsk(): boolean {
    const { source, token } = this.#said
    return source !== undefined && token !== null && this.#ports.group !== undefined
  }

  /** Somebody's talk is kept here, and only the page's server knows whether they are here now. */
  #mustAskFirst(): boolean {
    return this.#canAsk() && this.#ports.places.lastDevice() !== undefined
  }

  #become(user: string | undefined): void {
    const { places } = this.#ports
    const before = this.#keptAs
    const onScreen = this.#user === undefined ? before : undefined
    this.#user = user
    this.#keptAs = user === undefined ? places.anonymous() : places.of(user, onScreen)
    const thumbprint = this.#talk?.asked.thumbprint
    if (this.#keptAs === before) {
      if (user !== undefined && thumbprint !== undefined) places.noteDevice(user, thumbprint)
      return
    }
    this.#talk = undefined
    this.#isJoined = false
    this.#stopTalk?.()
    this.#told = undefined
    this.#refused = undefined
    this.#outcome.open()
    this.#outcome = newGate()
    if (this.#isOpen) this.#ports.onPlace()
  }

  #take(text: string): void {
    const claims = claimsIn(text)
    if (claims === undefined) return this.#refuse('not-a-token')
    if (this.#said.user !== '' && claims.user !== this.#said.user) return this.#refuse('other-user')
    this.#token = { text, claims }
    this.#become(claims.user)
    this.#answered.open()
    this.#ports.onToken()
    this.#present()
  }

  /** They may have come in, or be signed in no more: a key went, or no relay took it. */
  #onStanding(): void {
    if (this.#talk?.user() === this.#user) return
    if (this.#told === undefined) return this.#present()
    this.#told = undefined
    this.#losses++
    this.#after(pauseMs(this.#losses))
  }

  #present(): void {
    if (this.#isDue) return
    this.#isDue = true
    this.#presenting = this.#presenting.then(() => this.#presentNow())
  }

  /** The group's own rules say what it is worth. */
  async #presentNow(): Promise<void> {
    this.#isDue = false
    const [talk, token] = [this.#talk, this.#token]
    if (talk === undefined || token === undefined || !this.#isJoined) return
    // Another one is on its way, for this device.
    if (this.#isAsking && token.claims.thumbprint !== talk.asked.thumbprint) return
    const answer = await talk.signIn(token.text).catch(() => undefined)
    if (talk !== this.#talk || token !== this.#token) return
    if (answer === undefined) return this.#again()
    if (answer === 'not-in') return
    if (answer !== 'signed-in') return this.#refuse(answer)
    this.#failures = 0
    this.#refused = undefined
    const { user, endsAt } = token.claims
    if (this.#told !== token.text) this.#ports.onSignedIn(user)
    this.#told = token.text
    this.#outcome.open()
    if (this.#canAsk()) this.#after(refreshMs(endsAt, this.#ports.now()))
  }

  #refuse(reason: Refusal): void {
    const asked = this.#talk?.asked
    const what = `${reason} ${this.#token?.text ?? ''}`
    // The group may have to be asked again and again; the page is told once.
    if (this.#refused !== what) this.#ports.onRefused(reason, asked)
    this.#refused = what
    this.#settle()
    if (this.#canAsk()) this.#again()
  }

  #askSoon(): void {
    if (this.#canAsk()) this.#ask()
  }

  #ask(): void {
    const { places, group, later } = this.#ports
    const { source } = this.#said
    const isUnknown = this.#keptAs === undefined
    const thumbprint = this.#talk?.asked.thumbprint ?? (isUnknown ? places.lastDevice() : undefined)
    if (source === undefined || group === undefined || thumbprint === undefined) return
    this.#stopTimer?.()
    const turn = ++this.#turn
    this.#isAsking = true
    answerOf(source, { group, thumbprint }, later).then(
      (answer) => {
        if (turn !== this.#turn) return
        this.#isAsking = false
        this.#hear(answer)
      },
      () => {
        if (turn !== this.#turn) return
        this.#isAsking = false
        this.#settle()
        this.#ports.onAway()
        this.#again()
      },
    )
  }

  #hear(answer: string | null): void {
    if (answer !== null) return this.#take(answer)
    this.#token = undefined
    this.#failures = 0
    this.#settle()
    if (this.#said.user === '') this.#become(undefined)
  }

  /** Calmly: each time after a longer pause. */
  #again(): void {
    this.#failures++
    this.#after(pauseMs(this.#failures))
  }

  #after(ms: number): void {
    this.#stopTimer?.()
    this.#stopTimer = this.#ports.later(() => {
      if (this.#canAsk()) this.#ask()
      else this.#present()
    }, ms)
  }

  #settle(): void {
    this.#answered.open()
    this.#outcome.open()
  }
}

/** Opens once. */
function newGate() {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}
