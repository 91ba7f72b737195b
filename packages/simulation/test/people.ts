/** People for tests: real clients on disks in memory, a real relay, and a line that can be cut or meddled with. */
import * as crypto from 'node:crypto'
import {
  type ClientPorts,
  type Group,
  type GroupId,
  type GroupPerson,
  MemoryDisk,
  newMemoryDocStore,
  newMemoryStore,
  newMemoryTabs,
  openParley,
  type Parley,
  type Socket,
  type InviteOptions,
} from '@parley/client'
import { newMemoryDisk, newMemoryJournal, nodePorts, openRelay, type Relay } from '@parley/relay'
import { nodeSigner, nodeVerifier, toAsync } from '@parley/signing'
import { afterEach, vi } from 'vitest'
import { quickClock } from './quick-clock.ts'

export const ORIGIN = 'ws://relay.test'
const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

/**
 * A line to the relay. `meddle` sees what the client sends and may take it, answer for the relay, or
 * give back the frame that goes on in its place.
 */
export interface Line {
  isCut: boolean
  meddle(frame: Uint8Array, answer: (frame: Uint8Array) => void): 'pass' | 'drop' | Uint8Array
  /** Whether what the relay says arrives. */
  hears(frame: Uint8Array): boolean
}

export function newLine(): Line {
  return { isCut: false, meddle: () => 'pass', hears: () => true }
}

/** Frames in order, each a microtask later; a cut line closes at the next frame. */
export function dialInto(relay: Relay, line: Line): Socket {
  const client = {
    open: [] as (() => void)[],
    message: [] as ((bytes: Uint8Array) => void)[],
    close: [] as ((code: number) => void)[],
  }
  const server = { message: [] as ((bytes: Uint8Array) => void)[], close: [] as (() => void)[] }
  let closed = false
  function end(code: number): void {
    if (closed) return
    closed = true
    queueMicrotask(() => {
      for (const listen of client.close) listen(code)
      for (const listen of server.close) listen()
    })
  }
  function carry(bytes: Uint8Array, to: readonly ((bytes: Uint8Array) => void)[]): void {
    queueMicrotask(() => {
      if (line.isCut) end(1006)
      if (!closed) for (const listen of to) listen(bytes)
    })
  }
  queueMicrotask(() => {
    if (line.isCut) return end(1006)
    for (const listen of client.open) listen()
    relay.accept(
      {
        send: (bytes) => {
          if (line.hears(bytes)) carry(bytes, client.message)
        },
        close: end,
        queuedBytes: () => 0,
        onMessage: (listen) => server.message.push(listen),
        onClose: (listen) => server.close.push(listen),
      },
      { address: 'test' },
    )
  })
  return {
    send(bytes) {
      const goesOn = line.meddle(bytes, (answer) => carry(answer, client.message))
      if (goesOn !== 'drop') carry(goesOn === 'pass' ? bytes : goesOn, server.message)
    },
    close: () => end(1000),
    onOpen: (listen) => client.open.push(listen),
    onMessage: (listen) => client.message.push(listen),
    onClose: (listen) => client.close.push(listen),
  }
}

export async function newRelay(disk = newMemoryDisk()): Promise<Relay> {
  const relay = await openRelay({
    ...nodePorts(),
    clock: quickClock,
    journal: newMemoryJournal(disk),
    isOrigin: (origin) => origin === ORIGIN,
  })
  open.push(relay)
  return relay
}

export interface Browser {
  readonly disk: MemoryDisk
  readonly line: Line
  /** Which relay this browser reaches now. */
  relay: Relay
  /** Signatures verified while its pages waited. */
  verifiedNow: number
  /** How far its date is ahead of the true one. */
  skewMs: number
  openTab(): Promise<Parley>
}

export function newBrowser(relay: Relay): Browser {
  const disk = new MemoryDisk()
  const tabs = newMemoryTabs()
  const browser: Browser = {
    disk,
    line: newLine(),
    relay,
    verifiedNow: 0,
    skewMs: 0,
    async openTab() {
      const process = disk.newProcess()
      const { random, verify } = nodePorts()
      const ports: ClientPorts = {
        store: newMemoryStore(process),
        docStore: newMemoryDocStore(process),
        tabs: tabs.open(),
        clock: { ...quickClock, now: () => quickClock.now() + browser.skewMs },
        random,
        dial: () => dialInto(browser.relay, browser.line),
        verify: toAsync(nodeVerifier(crypto)),
        verifyNow(proof) {
          browser.verifiedNow++
          return verify(proof)
        },
        signer: nodeSigner(crypto),
        relayUrl: `${ORIGIN}/`,
        origin: ORIGIN,
        appUrl: 'https://app.test/',
      }
      const parley = await openParley(ports)
      open.push(parley)
      return parley
    },
  }
  return browser
}

export async function newPerson(name: string, browser: Browser): Promise<Parley> {
  const parley = await browser.openTab()
  await parley.setName(name)
  return parley
}

export function textsOf(
  parley: Parley,
  group: Parameters<Parley['openGroup']>[0],
): readonly string[] {
  return (
    parley
      .openGroup(group)
      ?.conversation.get()
      .messages.map(({ text }) => text) ?? []
  )
}

/** Somebody in a group, with their browser and its line. */
export interface Member {
  readonly parley: Parley
  readonly browser: Browser
  readonly group: Group
}

/** Waits, as long as a busy machine may need, for a check that throws no more. */
export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000 })
}

/** A group whose first name founds it; the others come by its link, and everybody sees everybody. */
export async function newCrew<Name extends string>(
  relay: Relay,
  names: readonly [Name, ...Name[]],
): Promise<{ readonly id: GroupId; readonly crew: Readonly<Record<Name, Member>> }> {
  const [first, ...others] = names
  const founder = await newMember(relay, first)
  const id = await founder.parley.newGroup('Climbers')
  const crew = { [first]: enter(founder, id) } as Record<Name, Member>
  const link = await crew[first].group.inviteLink()
  for (const name of others) {
    const member = await newMember(relay, name)
    await member.parley.join(link)
    crew[name] = enter(member, id)
  }
  for (const { group } of Object.values<Member>(crew))
    await vi.waitFor(() => {
      const { people } = group.info.get()
      if (people.map(({ name }) => name).join() !== [...names].sort().join())
        throw new Error(`here are ${people.map(({ name }) => name).join()}`)
    }, 20_000)
  return { id, crew }
}

export async function newMember(relay: Relay, name: string) {
  const browser = newBrowser(relay)
  return { browser, parley: await newPerson(name, browser) }
}

export function enter(
  { parley, browser }: { readonly parley: Parley; readonly browser: Browser },
  id: GroupId,
): Member {
  const group = parley.openGroup(id)
  if (group === undefined) throw new Error('not in this group')
  return { parley, browser, group }
}

export function stateAt({ group }: Member): string {
  return group.info.get().state
}

/** A link by which a moderator lets each person in. */
export const ON_ASKING: InviteOptions = {
  role: 'member',
  needsApproval: true,
  expiresAt: 0,
  usesCount: 0,
}

/** A person of the group as this member sees them. */
export function seen({ group }: Member, name: string): GroupPerson {
  const found = group.info.get().people.find((person) => person.name === name)
  if (found === undefined) throw new Error(`${name} is not here`)
  return found
}

export function namesAt({ group }: Member): readonly string[] {
  return group.info.get().people.map(({ name }) => name)
}

export function linesAt({ group }: Member): readonly string[] {
  return group.conversation.get().messages.map(({ text }) => text)
}
