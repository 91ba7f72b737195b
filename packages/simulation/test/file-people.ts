/** People who share no relay, and the files they carry between them. */
import type { Parley } from '@parley/client'
import {
  concatBytes,
  encodeEvidence,
  encodeTyped,
  type GroupFilePart,
  type GroupId,
  MESSAGE_TYPE,
  newGroupFileWriter,
  syncFrame,
} from '@parley/protocol'
import { expect } from 'vitest'
import {
  type Browser,
  enter,
  eventually,
  type Member,
  namesAt,
  newBrowser,
  newPerson,
  newRelay,
  stateAt,
} from './people.ts'

/** Everybody has a relay of their own, which nobody else reaches; unless told, it is not reached either. */
export async function newIsland(
  name: string,
  isOnline = false,
): Promise<{ browser: Browser; parley: Parley }> {
  const browser = newBrowser(await newRelay())
  browser.line.isCut = !isOnline
  return { browser, parley: await newPerson(name, browser) }
}

export async function carry(from: Parley, to: Parley, id: GroupId) {
  return to.files.open(await from.files.save(id))
}

/** A teacher, and a student who came by link and file; whatever they hold, both have it. */
export async function newPair(): Promise<{ id: GroupId; teacher: Member; student: Member }> {
  const teacher = await newIsland('Teacher')
  const id = await teacher.parley.newGroup('Class')
  const atTeacher = enter(teacher, id)
  const link = await atTeacher.group.inviteLink()
  const student = await newIsland('Student')
  await student.parley.join(link)
  await carry(teacher.parley, student.parley, id)
  const atStudent = enter(student, id)
  await eventually(() => expect(stateAt(atStudent)).toBe('ready'))
  await eventually(() => expect(namesAt(atStudent)).toEqual(['Student', 'Teacher']))
  await carry(student.parley, teacher.parley, id)
  await eventually(() => expect(namesAt(atTeacher)).toEqual(['Student', 'Teacher']))
  return { id, teacher: atTeacher, student: atStudent }
}

export async function bytesOf(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer())
}

export function blobOf(bytes: Uint8Array): Blob {
  return new Blob([new Uint8Array(bytes)])
}

export function fileOf(id: GroupId, parts: readonly GroupFilePart[]): Uint8Array {
  const writer = newGroupFileWriter(id)
  const begin = writer.begin()
  const frames = parts.map((part) =>
    writer.frame(
      part.type === 'update'
        ? syncFrame(part.doc, 'update', part.update)
        : encodeTyped(part.doc, MESSAGE_TYPE.evidence, encodeEvidence(part.evidence)),
    ),
  )
  return concatBytes(begin, ...frames, writer.end())
}
