/** A new device becomes another one of a person: its code is typed in, and the digits are compared. */
import type { Linking as Screen, Parley } from '@parley/client'

/** A device as whoever holds it sees it. */
interface Held {
  readonly parley: Parley | undefined
  readonly line: { readonly at: number }
  readonly resident: { crash(): void; openTab(): void }
}

interface Attempt {
  readonly host: Parley
  readonly guest: Parley
  readonly screens: readonly [Screen, Screen]
}

export class Linking {
  readonly #old: Held
  readonly #fresh: Held
  #attempt: Attempt | undefined

  constructor(old: Held, fresh: Held) {
    this.#old = old
    this.#fresh = fresh
  }

  /** What a person does next, seeing both screens; begun anew when it failed. */
  step(): 'done' | 'under way' {
    const [host, guest] = [this.#old.parley, this.#fresh.parley]
    if (host === undefined || guest === undefined) return 'under way'
    if (guest.own.restart.get()) {
      this.#fresh.resident.crash()
      this.#fresh.resident.openTab()
      return 'done'
    }
    if (this.#attempt?.host !== host || this.#attempt.guest !== guest) this.#attempt = undefined
    this.#attempt ??= this.#begin(host, guest)
    const { screens } = this.#attempt ?? {}
    const steps = screens?.map((screen) => screen.state.get().step) ?? []
    if (steps.includes('failed')) this.#attempt = undefined
    if (steps.every((step) => step === 'compare')) for (const one of screens ?? []) one.confirm()
    return 'under way'
  }

  #begin(host: Parley, guest: Parley): Attempt | undefined {
    const isReachable = [host, guest].every((one) => one.connection.get().state === 'connected')
    if (!isReachable || this.#old.line.at !== this.#fresh.line.at) return undefined
    const shown = host.own.offerLink()
    const state = shown.state.get()
    const taken = state.step === 'waiting' ? guest.own.takeLink(state.shortCode) : undefined
    return taken !== undefined && 'state' in taken
      ? { host, guest, screens: [shown, taken] }
      : undefined
  }
}
