/** A member's session with a relay, as plain frames: proved, open, and following some documents. */
import type { Socket } from '@parley/client'
import {
  deviceProofBytes,
  encodeDigests,
  encodeProof,
  encodeTyped,
  type Frame,
  MESSAGE_TYPE,
  parseChallenge,
  parseFrame,
  syncFrame,
} from '@parley/protocol'
import type { Person } from '../people/person.ts'

/** The state vector of a document without a record. */
const EMPTY_STATE = Uint8Array.of(0)

export interface MemberSession {
  /** Resolves with the next frame that fits. */
  next(fits: (frame: Frame) => boolean): Promise<Frame>
  onFrame(listen: (frame: Frame) => void): void
  /** Sends an update and resolves when the relay has acknowledged something of that document. */
  bring(doc: string, update: Uint8Array): Promise<void>
  follow(doc: string): Promise<void>
}

/** Resolves when the relay's inventory says that the session is open. */
export async function openMemberSession(
  socket: Socket,
  person: Person,
  origin: string,
): Promise<MemberSession> {
  const listeners = new Set<(frame: Frame) => void>()
  socket.onMessage((bytes) => {
    const frame = parseFrame(bytes)
    if (frame !== undefined) for (const listen of listeners) listen(frame)
  })
  const session: MemberSession = {
    next: (fits) =>
      new Promise((resolve) => {
        const listen = (frame: Frame): void => {
          if (!fits(frame)) return
          listeners.delete(listen)
          resolve(frame)
        }
        listeners.add(listen)
      }),
    onFrame: (listen) => void listeners.add(listen),
    async bring(doc, update) {
      const acked = session.next((frame) => frame.doc === doc && frame.type === MESSAGE_TYPE.ack)
      socket.send(syncFrame(doc, 'update', update))
      await acked
    },
    async follow(doc) {
      const asked = session.next((frame) => isSync(frame, doc))
      socket.send(syncFrame(doc, 'step1', EMPTY_STATE))
      await asked
    },
  }
  const { payload } = await session.next((frame) => frame.type === MESSAGE_TYPE.challenge)
  const challenge = parseChallenge(payload)
  if (challenge === undefined) throw new Error('the relay did not challenge')
  const { device } = person
  const signature = person.sign(deviceProofBytes(challenge.nonce, origin, device))
  const proof = encodeProof({ type: 'device', device, origin, signature })
  const opened = session.next((frame) => frame.type === MESSAGE_TYPE.inventory)
  socket.send(encodeTyped('', MESSAGE_TYPE.proof, proof))
  socket.send(encodeTyped('', MESSAGE_TYPE.inventory, encodeDigests([])))
  await opened
  return session
}

function isSync({ doc, type }: Frame, of: string): boolean {
  return doc === of && type === MESSAGE_TYPE.sync
}
