/** A student without a screen: the real client over a real socket, on a disk in memory. */
import { randomBytes } from 'node:crypto'
import {
  browserDial,
  linkBehind,
  newMemoryDocStore,
  newMemoryStore,
  newMemoryTabs,
  openParley,
  type ClientPorts,
  type Group,
  type Parley,
} from '@parley/client'
import { nodeSigner, nodeVerifier } from '@parley/signing'
import * as crypto from 'node:crypto'
import { WebSocket } from 'ws'

export interface Student {
  readonly parley: Parley
  readonly group: Group
}

/** Comes by the code on the board, as somebody does who has no camera. `page`: where students open the app. */
export async function newStudent(name: string, code: string, page: string): Promise<Student> {
  const parley = await openParley(portsAt(page))
  await parley.setName(name)
  const link = await linkBehind(code, async (id) => {
    // One question each: a kept socket may have been closed meanwhile, which a browser would hide.
    const headers = { connection: 'close' }
    const answer = await fetch(`${page}/classroom/doors/${id}`, { headers })
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
  })
  if (link === undefined) throw new Error(`No class has the code ${code}.`)
  const joined = await parley.join(link)
  if (!joined.ok) throw new Error(`The link is refused: ${joined.broke}.`)
  const group = parley.openGroup(joined.group)
  if (group === undefined) throw new Error('The group is not here.')
  return { parley, group }
}

/** Resolves once this many messages are here. */
export function holds({ group }: Student, count: number): Promise<void> {
  return new Promise((resolve) => {
    const { conversation } = group
    const look = (): void => {
      if (conversation.get().messages.length < count) return
      stop()
      resolve()
    }
    const stop = conversation.subscribe(look)
    look()
  })
}

function portsAt(page: string): ClientPorts {
  Object.assign(globalThis, { WebSocket }) // the oldest node we run on has none of its own
  const verifyNow = nodeVerifier(crypto)
  return {
    store: newMemoryStore(),
    docStore: newMemoryDocStore(),
    tabs: newMemoryTabs().open(),
    clock: {
      now: () => Date.now(),
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      every(ms, run) {
        const timer = setInterval(run, ms)
        return () => clearInterval(timer)
      },
    },
    random: (byteCount) => Uint8Array.from(randomBytes(byteCount)),
    dial: browserDial,
    verify: async (proofs) => proofs.map((proof) => verifyNow(proof)),
    verifyNow,
    signer: nodeSigner(crypto),
    relayUrl: page.replace(/^http/, 'ws'),
    origin: page,
    appUrl: `${page}/`,
  }
}
