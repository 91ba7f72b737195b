/**
 * A session, performed: frames in from one socket, effects out, in the order the frames came.
 *
 * Effects wait for each other, because a group's records must be judged before the messages that
 * name them; only signs of life and closing overtake. Everything stops when the socket closes.
 */
import type { GroupId } from '@parley/protocol'
import { answerStep1, closeDoc } from './answer-step1.ts'
import { type Budget, newBudget, spend } from './budget.ts'
import type { Client } from './client.ts'
import type { RelayContext } from './context.ts'
import { countOne } from './counts.ts'
import { type BoundedSender, drained, newBoundedSender } from './drain.ts'
import { takeEvidence } from './hole-notices.ts'
import { type Inbox, newInbox } from './inbox.ts'
import { answerInventory, proveLink } from './inventory.ts'
import type { Costly } from './limits.ts'
import { newPace } from './pace.ts'
import type { Peer, RelaySocket } from './ports.ts'
import {
  CLOSE_REASONS,
  type CloseReason,
  type Effect,
  type Identified,
  type Input,
  newSession,
  type Session,
  type SessionRules,
  step,
} from './session.ts'
import { takeMark } from './take-mark.ts'
import { takeUpdate } from './take-update.ts'

/** How often timeouts are looked at. */
const TICK_MS = 5_000

export interface SessionPorts {
  readonly socket: RelaySocket
  readonly peer: Peer
  readonly context: RelayContext
  readonly rules: SessionRules
  readonly nonce: Uint8Array
  /** Called when the device has proved itself. */
  onProved(): void
  /** Called once, after everything of the session stopped. */
  onEnd(): void
}

/** Starts serving; returns how to end the session from this side. */
export function serveSession(ports: SessionPorts): (reason: CloseReason) => void {
  const served = new ServedSession(ports)
  served.start()
  return (reason) => served.end(reason)
}

class ServedSession {
  readonly #ports: SessionPorts
  readonly #inbox: Inbox<Effect>
  #session: Session = { state: 'closed' }
  #client: Client | undefined
  readonly #bytesMeter: string
  readonly #sender: BoundedSender
  #isOver = false
  #cancelTicks: () => void = () => undefined
  readonly #endTooSlow = (): void => this.end('too-slow')

  constructor(ports: SessionPorts) {
    this.#ports = ports
    this.#bytesMeter = `bytes ${ports.peer.address}`
    this.#inbox = newInbox((effect) => this.#perform(effect))
    this.#sender = newBoundedSender(ports.socket, ports.context, this.#endTooSlow)
  }

  start(): void {
    const { socket, context, rules, nonce } = this.#ports
    const { clock } = context
    const [session, ...effects] = newSession(nonce, clock.now(), rules)
    this.#session = session
    this.#cancelTicks = clock.every(TICK_MS, () => this.#tick())
    socket.onMessage((bytes) => this.#receive({ type: 'frame', bytes }, bytes.length))
    socket.onClose(() => this.#hangUp())
    this.#enqueue(effects, 0)
  }

  end(reason: CloseReason): void {
    if (this.#isOver) return
    const { context, peer, socket } = this.#ports
    context.log({ type: 'session-closed', reason, address: peer.address })
    if (reason === 'unknown-origin') context.log({ type: reason, openedAt: peer.openedAt })
    countOne(context.counts.ended, reason)
    this.#stop()
    socket.close(CLOSE_REASONS[reason], reason)
  }

  #hangUp(): void {
    if (!this.#isOver) countOne(this.#ports.context.counts.ended, 'hung-up')
    this.#stop()
  }

  #tick(): void {
    const { peer, context } = this.#ports
    if (context.clock.now() >= (peer.mirror?.endsAt ?? Infinity)) return this.end('token-over')
    this.#sender.look()
    this.#receive({ type: 'tick' }, 0)
  }

  #receive(input: Input, sizeBytes: number): void {
    const { context, rules } = this.#ports
    if (input.type === 'frame') {
      context.counts.framesReceived++
      context.counts.bytesReceived += sizeBytes
      if (!context.meters.spend(this.#bytesMeter, sizeBytes, context.limits.addressBytes))
        return this.end('too-fast')
    }
    const [next, ...effects] = step(this.#session, input, context.clock.now(), rules)
    this.#session = next
    this.#enqueue(effects, sizeBytes)
  }

  #enqueue(effects: readonly Effect[], sizeBytes: number): void {
    for (const effect of effects) {
      if (effect.type === 'close') return this.end(effect.reason)
      if (effect.type === 'send') this.#sender.send(effect.frame)
      else this.#inbox.add(effect, sizeBytes)
    }
    if (this.#inbox.bytesCount() > this.#ports.context.limits.inboxBytes) this.end('inbox-full')
  }

  /** One catch for whatever goes wrong in serving: that document is closed, or the session ends. */
  async #perform(effect: Effect): Promise<void> {
    const { context } = this.#ports
    if (effect.type === 'identify') this.#identify(effect.who)
    const client = this.#client
    if (this.#isOver || client === undefined) return
    try {
      await perform(context, client, effect)
    } catch (error) {
      if (this.#isOver) return
      context.log({ type: 'internal', error: String(error) })
      if (effect.type === 'take-mark') return // a newer one follows
      if ('doc' in effect) closeDoc(context, client, effect.doc, 'busy')
      else this.end('failed')
    }
  }

  /** RE46: one device has so many sessions at a time. */
  #identify(who: Identified): void {
    if (this.#isOver) return
    const { context, onProved } = this.#ports
    const { perDevice, limits } = context
    onProved()
    if (perDevice.of(who.device) >= limits.sessionsPerDevice) return this.end('too-many')
    perDevice.change(who.device, 1)
    this.#client = this.#newClient(who)
  }

  #newClient(who: Identified): Client {
    const { peer, context, socket } = this.#ports
    const { clock, limits, meters } = context
    const { groupRecords, deviceAllowances, addressAllowances } = limits
    const budgets = new Map<Costly, Budget>()
    const spendOf = (group: GroupId, count: number): boolean =>
      meters.spend(`records ${group}`, Math.min(count, groupRecords.burst), groupRecords)
    const isOver = (): boolean => this.#isOver
    const pace = newPace({ clock, allowance: limits.records, spendOf, isOver })
    const spendShared = (what: Costly, count: number): boolean => {
      const own = deviceAllowances[what]
      if (own !== undefined && !meters.spend(`${what} ${who.device}`, count, own)) return false
      const all = addressAllowances[what]
      return all === undefined || meters.spend(`${what} ${peer.address}`, count, all)
    }
    return {
      ...who,
      links: new Map(),
      refills: new Set(),
      atDesks: new Map(),
      mirrors: this.#ports.peer.mirror?.groups ?? new Set(),
      address: peer.address,
      mayFound: this.#ports.peer.mayFound ?? true,
      isOver,
      send: this.#sender.send,
      spend(what, count = 1) {
        const allowance = limits.allowances[what]
        const now = clock.now()
        const budget = budgets.get(what) ?? newBudget(allowance, now)
        const left = spend(budget, count, { allowance, now })
        if (left === undefined) return false
        budgets.set(what, left)
        return spendShared(what, count)
      },
      pay: (recordsCount, group) => pace.pay(recordsCount, group),
      endTooFast: () => this.end('too-fast'),
      drained: () => drained(socket, context, { isOver, endTooSlow: this.#endTooSlow }),
    }
  }

  #stop(): void {
    if (this.#isOver) return
    const { context, onEnd } = this.#ports
    this.#isOver = true
    this.#session = { state: 'closed' }
    this.#inbox.clear()
    this.#cancelTicks()
    this.#sender.stop()
    if (this.#client !== undefined) {
      context.perDevice.change(this.#client.device, -1)
      context.audience.leave(this.#client)
      context.presence.leave(this.#client)
      context.fanOut.leave(this.#client)
      context.rooms.leave(this.#client)
    }
    onEnd()
  }
}

async function perform(context: RelayContext, client: Client, effect: Effect): Promise<void> {
  switch (effect.type) {
    case 'answer-inventory':
      if (!client.spend('inventory')) return client.endTooFast()
      return answerInventory(context, client, effect.digests)
    case 'prove-link':
      return proveLink(context, client, effect.proof)
    case 'answer-step1':
      return answerStep1(context, client, effect)
    case 'take-update':
      return takeUpdate(context, client, effect)
    case 'take-mark':
      if (!client.spend('mark')) return client.endTooFast()
      return takeMark(context, client, effect)
    case 'take-evidence':
      if (!client.spend('evidence')) return closeDoc(context, client, effect.doc, 'busy')
      return takeEvidence(context, client, effect)
    case 'take-presence':
      return client.spend('presence') ? context.presence.take(client, effect) : undefined
    case 'pass-linking':
      return context.rooms.pass(client, effect.room, effect.payload)
    case 'close-doc':
      return closeDoc(context, client, effect.doc, effect.why)
    case 'identify':
    case 'send':
    case 'close':
      return undefined
  }
}
