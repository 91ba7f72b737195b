/**
 * y-websocket's protocol, by which each group is one document: with the document's name before every
 * message (hocuspocus) or without it (@y/websocket-server), and raw `ws`, where only updates travel.
 */
import { ByteWriter, MESSAGE_TYPE, SYNC_STEP } from '@parley/protocol'
import type { Society } from '../people/society.ts'
import { Cursor } from './cursor.ts'
import { EMPTY_STATE, type Ear, type HeldDoc, type Speech, type Visitor } from './speech.ts'

/** hocuspocus: log in, by any token where nobody asks for one. */
const AUTH = 2
const TOKEN = 0
/** hocuspocus: a sync message that is not to be answered by a question. */
const SYNC_REPLY = 4
/** hocuspocus: what this socket sent is in the document, in memory. */
const SYNC_STATUS = 8

export const yWebsocketSpeech: Speech = {
  protocols: [],
  pathFor: ({ group }) => `/${group}`,
  greet(visitor, ear) {
    ear.send(frame(undefined, MESSAGE_TYPE.sync, step1(visitor)))
    return (bytes) => hearSync(new Cursor(bytes), bytes, ear)
  },
  frameOf: (_doc, update) => frame(undefined, MESSAGE_TYPE.sync, sync(SYNC_STEP.update, update)),
}

export const hocuspocusSpeech: Speech = {
  protocols: [],
  pathFor: () => '/',
  greet(visitor, ear) {
    const name = visitor.society.group
    ear.send(frame(name, AUTH, new ByteWriter().varuint(TOKEN).text('bench').text('4.7.0').bytes()))
    ear.send(frame(name, MESSAGE_TYPE.sync, step1(visitor)))
    return (bytes) => {
      const cursor = new Cursor(bytes)
      cursor.view()
      hearSync(cursor, bytes, ear)
    }
  },
  frameOf: (doc, update) =>
    frame(doc.split('/')[0], MESSAGE_TYPE.sync, sync(SYNC_STEP.update, update)),
}

/** The same bytes as Parley's, to everybody else on the same path. Nothing is asked, so all is there. */
export const rawSpeech: Speech = {
  protocols: [],
  pathFor: ({ group }) => `/${group}`,
  greet(_visitor, ear) {
    ear.onJoined()
    ear.onComplete()
    return (bytes) => {
      const cursor = new Cursor(bytes)
      cursor.view()
      hearSync(cursor, bytes, ear)
    }
  },
  frameOf: (doc, update) => frame(doc, MESSAGE_TYPE.sync, sync(SYNC_STEP.update, update)),
}

/** Where a server keeps a whole group in one document, that is its name. */
export function wholeDoc({ group }: Society): string {
  return group
}

function step1({ held, society }: Visitor): Uint8Array {
  const known: HeldDoc | undefined = held.get(wholeDoc(society))
  return sync(SYNC_STEP.step1, known?.stateVector ?? EMPTY_STATE)
}

function hearSync(cursor: Cursor, bytes: Uint8Array, ear: Ear): void {
  const type = cursor.varuint()
  if (type === SYNC_STATUS) return ear.onAck(bytes)
  if (type !== MESSAGE_TYPE.sync && type !== SYNC_REPLY) return
  const step = cursor.varuint()
  if (step === SYNC_STEP.step1) return
  ear.onUpdate(cursor.view())
  if (step !== SYNC_STEP.step2) return
  ear.onJoined()
  ear.onComplete()
}

function sync(step: number, bytes: Uint8Array): Uint8Array {
  return new ByteWriter().varuint(step).varbytes(bytes).bytes()
}

function frame(name: string | undefined, type: number, payload: Uint8Array): Uint8Array {
  const writer = new ByteWriter()
  if (name !== undefined) writer.text(name)
  return writer.varuint(type).put(payload).bytes()
}
