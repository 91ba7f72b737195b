/**
 * A session, performed: frames in from one socket, effects out, in the order the frames came.
 *
 * Effects wait for each other, because a group's records must be judged before the messages that
 * name them; only signs of life and closing overtake. Everything stops when the socket closes.
 */
import { answerStep1, closeDoc } from './answer-step1.ts'
import { newBudget, spend } from './budget.ts'
import type { Client } from './client.ts'
import type { RelayContext } from './context.ts'
import { answerInventory, proveLink } from './inventory.ts'
import type { Peer, RelaySocket } from './ports.ts'
import {
  CLOSE_REASONS,
  type CloseReason,
  type Effect,
  type Identified,
  type Input,
  newSession,
  type SessionRules,
  step,
  type Step,
} from './session.ts'
import { takeMark } from './take-mark.ts'
import { takeUpdate } from './take-update.ts'

/** How often timeouts are looked at. */
const TICK_MS = 5_000
/** How often a full socket is looked at while an answer waits for room. */
const DRAIN_MS = 50

export interface SessionPorts {
  readonly socket: RelaySocket
  readonly peer: Peer
  readonly context: RelayContext
  readonly rules: SessionRules
  readonly nonce: Uint8Array
  /** Called once, after everything of the session stopped. */
  onEnd(): void
}

/** Starts serving; returns how to end the session from this side. */
export function serveSession(ports: SessionPorts): (reason: CloseReason) => void {
  const { socket, peer, context, rules } = ports
  const { clock } = context
  let [session, ...begin] = newSession(ports.nonce, clock.now(), rules)
  let client: Client | undefined
  let inbox: { readonly effect: Effect; readonly size: number }[] = []
  let inboxBytes = 0
  let isPerforming = false
  let isOver = false
  const cancelTicks = clock.every(TICK_MS, () => receive({ type: 'tick' }, 0))

  socket.onMessage((bytes) => receive({ type: 'frame', bytes }, bytes.length))
  socket.onClose(stop)
  enqueue(begin, 0)
  return end

  function receive(input: Input, size: number): void {
    const [next, ...effects]: Step = step(session, input, clock.now(), rules)
    session = next
    enqueue(effects, size)
  }

  function enqueue(effects: readonly Effect[], size: number): void {
    for (const effect of effects) {
      if (effect.type === 'close') return end(effect.reason)
      if (effect.type === 'send') send(effect.frame)
      else {
        inbox.push({ effect, size })
        inboxBytes += size
      }
    }
    if (inboxBytes > context.limits.inboxBytes) return end('inbox-full')
    if (!isPerforming && inbox.length > 0) void performAll()
  }

  async function performAll(): Promise<void> {
    isPerforming = true
    while (inbox.length > 0 && !isOver) {
      const batch = inbox
      inbox = []
      for (const { effect, size } of batch) {
        if (isOver) break
        await performSafely(effect)
        inboxBytes -= size
      }
    }
    isPerforming = false
  }

  async function performSafely(effect: Effect): Promise<void> {
    try {
      if (effect.type === 'identify') client = newClient(effect.who)
      else if (client !== undefined) await perform(context, client, effect)
    } catch (error) {
      if (isOver) return
      context.log({ type: 'internal', error: String(error) })
      if (client !== undefined && 'doc' in effect) closeDoc(context, client, effect.doc, 'busy')
      else if (effect.type !== 'take-mark') end('failed')
    }
  }

  function newClient(who: Identified): Client {
    const { limits } = context
    const allowances = {
      step1: { perSecond: limits.step1PerSecond, burst: limits.step1Burst },
      founding: { perSecond: limits.foundingsPerSecond, burst: limits.foundingsBurst },
    }
    const budgets = {
      step1: newBudget(allowances.step1, clock.now()),
      founding: newBudget(allowances.founding, clock.now()),
    }
    return {
      ...who,
      links: new Map(),
      refills: new Set(),
      send,
      spend(what) {
        const left = spend(budgets[what], 1, { allowance: allowances[what], now: clock.now() })
        if (left !== undefined) budgets[what] = left
        return left !== undefined
      },
      drained,
    }
  }

  function send(frame: Uint8Array): void {
    if (isOver) return
    socket.send(frame)
    if (socket.queuedBytes() > context.limits.queuedBytes) end('too-slow')
  }

  function drained(): Promise<void> {
    const { drainBytes, drainMs } = context.limits
    const until = clock.now() + drainMs
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isOver && clock.now() > until) end('too-slow')
        if (isOver || socket.queuedBytes() <= drainBytes) resolve()
        else clock.after(DRAIN_MS, look)
      }
      look()
    })
  }

  function end(reason: CloseReason): void {
    if (isOver) return
    context.log({ type: 'session-closed', reason, address: peer.address })
    stop()
    socket.close(CLOSE_REASONS[reason], reason)
  }

  function stop(): void {
    if (isOver) return
    isOver = true
    session = { state: 'closed' }
    inbox = []
    cancelTicks()
    if (client !== undefined) {
      context.clients.delete(client)
      context.fanOut.leave(client)
    }
    ports.onEnd()
  }
}

async function perform(context: RelayContext, client: Client, effect: Effect): Promise<void> {
  switch (effect.type) {
    case 'answer-inventory':
      return answerInventory(context, client, effect.digests)
    case 'prove-link':
      return proveLink(context, client, effect.proof)
    case 'answer-step1':
      return answerStep1(context, client, effect)
    case 'take-update':
      return takeUpdate(context, client, effect)
    case 'take-mark':
      return takeMark(context, client, effect)
    case 'close-doc':
      return closeDoc(context, client, effect.doc, effect.why)
    case 'identify':
    case 'send':
    case 'close':
      return undefined
  }
}
