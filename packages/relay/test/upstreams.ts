/** Lines from one relay to another, in memory: they can be cut, and what the upstream says meddled with. */
import { type GroupId, parseFrame } from '@parley/protocol'
import type { Mirror } from '../src/ports.ts'
import type { Relay } from '../src/relay.ts'
import type { UpstreamEnd, UpstreamEvent, UpstreamSocket } from '../src/upstream/ports.ts'
import type { Upstream } from '../src/upstream/upstream.ts'
import { ORIGIN, settle } from './sockets.ts'
import type { newWorld } from './world.ts'

type World = Awaited<ReturnType<typeof newWorld>>

export interface UpstreamLine {
  /** Nobody can dial; whoever is connected is cut off. */
  isCut: boolean
  cut(): void
  /** How dialling ends while the line is cut. */
  end: UpstreamEnd
  dialledCount: number
  /** What goes over it, by type of message, in both directions. */
  readonly passed: { readonly to: 'upstream' | 'here'; readonly type: number; doc: string }[]
  /** Frames for the laptop in the place of this one; an upstream that lies. */
  lie(frame: Uint8Array): readonly Uint8Array[]
  /** What the laptop's relay says, before the upstream hears of it. */
  onSaid(frame: Uint8Array): 'pass' | 'drop'
  /** As the upstream: a frame to the laptop. */
  say(frame: Uint8Array): void
  dial(): UpstreamSocket
}

export function newUpstreamLine(school: () => Pick<Relay, 'accept'>, mirror: Mirror): UpstreamLine {
  let open: { end(end: UpstreamEnd): void; say(frame: Uint8Array): void } | undefined
  const line: UpstreamLine = {
    isCut: false,
    end: { type: 'unreachable', reason: 'ENOTFOUND' },
    dialledCount: 0,
    passed: [],
    cut() {
      line.isCut = true
      open?.end({ type: 'closed', code: 1006 })
    },
    lie: (frame) => [frame],
    onSaid: () => 'pass',
    say: (frame) => open?.say(frame),
    dial() {
      line.dialledCount++
      const dialled = newDialled(school, mirror, line)
      open = dialled
      return dialled.socket
    },
  }
  return line
}

function newDialled(school: () => Pick<Relay, 'accept'>, mirror: Mirror, line: UpstreamLine) {
  let onOpen = (): void => undefined
  let onMessage: (bytes: Uint8Array) => void = () => undefined
  let onClose: (end: UpstreamEnd) => void = () => undefined
  let toSchool: (bytes: Uint8Array) => void = () => undefined
  let hangUp = (): void => undefined
  let isOver = false

  function end(why: UpstreamEnd): void {
    if (isOver) return
    isOver = true
    hangUp()
    queueMicrotask(() => onClose(why))
  }
  function note(to: 'upstream' | 'here', bytes: Uint8Array): void {
    const frame = parseFrame(bytes)
    if (frame !== undefined) line.passed.push({ to, type: frame.type, doc: frame.doc })
  }
  const socket: UpstreamSocket = {
    send(bytes) {
      if (isOver || line.onSaid(bytes) === 'drop') return
      note('upstream', bytes)
      const copy = bytes.slice()
      queueMicrotask(() => {
        if (!isOver) toSchool(copy)
      })
    },
    close: () => end({ type: 'closed', code: 1000 }),
    queuedBytes: () => 0,
    pause: () => undefined,
    resume: () => undefined,
    onOpen: (listen) => void (onOpen = listen),
    onMessage: (listen) => void (onMessage = listen),
    onClose: (listen) => void (onClose = listen),
  }
  function say(bytes: Uint8Array): void {
    queueMicrotask(() => {
      if (isOver) return
      for (const frame of line.lie(bytes)) {
        note('here', frame)
        onMessage(frame.slice())
      }
    })
  }
  queueMicrotask(() => {
    if (line.isCut) return end(line.end)
    onOpen()
    school().accept(
      {
        send: say,
        close: (code) => end({ type: 'closed', code }),
        queuedBytes: () => 0,
        onMessage: (listen) => void (toSchool = listen),
        onClose: (listen) => void (hangUp = listen),
      },
      { address: 'laptop', mayFound: false, mirror },
    )
  })
  return { socket, end, say }
}

export interface Carried {
  readonly line: UpstreamLine
  readonly upstream: Upstream
  readonly events: UpstreamEvent[]
}

/** Has the laptop's relay carry these groups to and from the school's. */
export function carry(
  laptop: World,
  school: () => World,
  how: { readonly groups: readonly GroupId[]; readonly token?: readonly GroupId[] },
): Carried {
  const groups = new Set(how.groups)
  const mirror = { groups: new Set(how.token ?? how.groups), endsAt: Infinity }
  const line = newUpstreamLine(() => school().relay, mirror)
  const events: UpstreamEvent[] = []
  const upstream = laptop.relay.carry({
    groups,
    origin: ORIGIN,
    dial: () => line.dial(),
    tell: (event) => void events.push(event),
  })
  return { line, upstream, events }
}

/** Lets both relays and all timers between them run, for so long by their clocks. */
export async function pass(ms: number, ...worlds: readonly World[]): Promise<void> {
  const stepMs = 500
  for (let at = 0; at < ms; at += stepMs) {
    for (const { clock } of worlds) clock.advance(stepMs)
    await settle()
  }
}

/** Runs until the two are in step. */
export async function meet(
  { upstream }: Pick<Carried, 'upstream'>,
  ...worlds: World[]
): Promise<void> {
  do await pass(500, ...worlds)
  while (upstream.status().state !== 'in-step')
}
