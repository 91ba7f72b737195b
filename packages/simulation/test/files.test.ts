/** Groups that travel by file: devices that share no relay, or none with what the file holds. */
import { type GroupFilePart, newGroupFileReader, segmentDoc } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { blobOf, bytesOf, carry, fileOf, newIsland, newPair } from './file-people.ts'
import {
  enter,
  eventually,
  linesAt,
  type Member,
  namesAt,
  newMember,
  ON_ASKING,
  seen,
  stateAt,
} from './people.ts'

const LONG = 120_000

test(
  '[FL1] [FL5] who opens link and file without any relay joins, writes, and their file brings the join back',
  async () => {
    const teacher = await newIsland('Teacher')
    const id = await teacher.parley.newGroup('Class')
    const atTeacher = enter(teacher, id)
    await atTeacher.group.send('Welcome')
    const link = await atTeacher.group.inviteLink()

    const student = await newIsland('Student')
    const file = await teacher.parley.files.save(id)
    expect(await student.parley.files.open(file)).toEqual({ outcome: 'not-here' })
    await student.parley.join(link)
    expect(await student.parley.files.open(file)).toEqual({
      outcome: 'taken',
      group: id,
      messagesCount: 1,
      isPartly: false,
    })
    const atStudent = enter(student, id)
    await eventually(() => expect(stateAt(atStudent)).toBe('ready'))
    expect(linesAt(atStudent)).toEqual(['Welcome'])
    await atStudent.group.send('I am here')

    const taken = await carry(student.parley, teacher.parley, id)
    expect(taken).toMatchObject({ outcome: 'taken', messagesCount: 1, isPartly: false })
    await eventually(() => expect(linesAt(atTeacher)).toEqual(['Welcome', 'I am here']))
    await eventually(() => expect(namesAt(atTeacher)).toEqual(['Student', 'Teacher']))
  },
  LONG,
)

test(
  '[FL1] who has to be let in asks by file and is let in by file, and reads once who let them in has met a relay',
  async () => {
    const teacher = await newIsland('Teacher')
    const id = await teacher.parley.newGroup('Class')
    const atTeacher = enter(teacher, id)
    const link = await atTeacher.group.invite(ON_ASKING)
    const student = await newIsland('Student')
    await student.parley.join(link)
    await carry(teacher.parley, student.parley, id)
    const atStudent = enter(student, id)
    await eventually(() => expect(stateAt(atStudent)).toBe('waiting'))

    await carry(student.parley, teacher.parley, id)
    await eventually(() =>
      expect(atTeacher.group.info.get().requests.map(({ name }) => name)).toEqual(['Student']),
    )
    const [request] = atTeacher.group.info.get().requests
    if (request !== undefined) await atTeacher.group.approve(request.id)
    await atTeacher.group.send('Come in')
    await carry(teacher.parley, student.parley, id)
    await eventually(() => expect(stateAt(atStudent)).toBe('ready'))
    // Keys that were there before are handed on only with a relay's word on who is in (KY16).
    expect(atStudent.group.info.get().waitsForKey).toBe(true)
    expect(linesAt(atStudent)).toEqual([])

    teacher.browser.line.isCut = false
    await vi.waitFor(
      async () => {
        await carry(teacher.parley, student.parley, id)
        expect(linesAt(atStudent)).toEqual(['Come in'])
      },
      { timeout: 60_000 },
    )
  },
  LONG,
)

test(
  '[FL2] two devices that only ever exchange files end alike: texts, edits, deletions, reactions and a removal',
  async () => {
    const { id, teacher, student } = await newPair()
    await teacher.group.send('one')
    await teacher.group.send('two')
    await student.group.send('three')
    await carry(teacher.parley, student.parley, id)
    await carry(student.parley, teacher.parley, id)
    await eventually(() => expect(linesAt(teacher)).toHaveLength(3))
    const keyOf = (text: string) => {
      const found = teacher.group.conversation.get().messages.find((one) => one.text === text)
      if (found === undefined) throw new Error(`${text} is not here`)
      return found.key
    }
    await teacher.group.edit(keyOf('one'), 'one, changed')
    await teacher.group.delete(keyOf('two'))
    await student.group.react(keyOf('three'), '👍')
    await teacher.group.react(keyOf('three'), '🎉')
    const crossing = [
      await teacher.parley.files.save(id),
      await student.parley.files.save(id),
    ] as const
    await student.parley.files.open(crossing[0])
    await teacher.parley.files.open(crossing[1])
    const shown = ({ group }: Member) =>
      group.conversation.get().messages.map(({ text, deleted, edited, reactions }) => ({
        text,
        deleted,
        edited,
        emoji: reactions.map(({ emoji }) => emoji).toSorted(),
      }))
    await eventually(() => expect(shown(student)).toEqual(shown(teacher)))
    await eventually(() => {
      expect(linesAt(student)).toEqual(['one, changed', '', 'three'])
      expect(shown(student)[2]?.emoji).toEqual(['👍', '🎉'].toSorted())
    })

    await teacher.group.remove(seen(teacher, 'Student').person)
    await teacher.group.send('after that')
    await carry(teacher.parley, student.parley, id)
    await eventually(() => expect(stateAt(student)).toBe('removed'))
    expect(linesAt(student)).not.toContain('after that')
  },
  LONG,
)

test(
  '[FL3] the same file again changes nothing, and an older one neither; order does not matter',
  async () => {
    const { id, teacher, student } = await newPair()
    const before = await teacher.parley.files.save(id)
    await teacher.group.send('first')
    const first = await teacher.parley.files.save(id)
    await teacher.group.send('second')
    const second = await teacher.parley.files.save(id)
    expect(await student.parley.files.open(second)).toMatchObject({ messagesCount: 2 })
    for (const again of [second, first, before])
      expect(await student.parley.files.open(again)).toMatchObject({
        outcome: 'nothing-new',
        messagesCount: 0,
      })
    expect(linesAt(student)).toEqual(['first', 'second'])
  },
  LONG,
)

test(
  '[FL4] what came by file goes out to a relay that lacks it, once, and its author is told that it is there',
  async () => {
    const { id, teacher, student } = await newPair()
    await student.group.send('by hand')
    await carry(student.parley, teacher.parley, id)
    teacher.browser.line.isCut = false
    const colleague = await newMember(teacher.browser.relay, 'Colleague')
    await colleague.parley.join(await teacher.group.inviteLink())
    const atColleague = enter(colleague, id)
    await eventually(() => expect(linesAt(atColleague)).toEqual(['by hand']))
    student.browser.relay = teacher.browser.relay
    student.browser.line.isCut = false
    await eventually(() =>
      expect(student.group.conversation.get().messages[0]?.status).not.toBe('on-device'),
    )
    await eventually(() => expect(linesAt(atColleague)).toEqual(['by hand']))
    expect(linesAt(teacher)).toEqual(['by hand'])
  },
  LONG,
)

test(
  '[FL6] the other tabs of a browser show what one of them opened, and it is there after a restart',
  async () => {
    const { id, teacher, student } = await newPair()
    const other = await student.browser.openTab()
    await teacher.group.send('in both')
    await carry(teacher.parley, student.parley, id)
    const atOther = {
      ...student,
      parley: other,
      group: enter({ ...student, parley: other }, id).group,
    }
    await eventually(() => expect(linesAt(atOther)).toEqual(['in both']))
    const later = await student.browser.openTab()
    const atLater = enter({ ...student, parley: later }, id)
    await eventually(() => expect(linesAt(atLater)).toEqual(['in both']))
  },
  LONG,
)

test(
  '[FL7] the file of an encrypted group holds no key, no name and no text',
  async () => {
    const { id, teacher } = await newPair()
    await teacher.group.send('a secret sentence')
    const text = new TextDecoder('latin1').decode(
      await bytesOf(await teacher.parley.files.save(id)),
    )
    for (const word of ['a secret sentence', 'Teacher', 'Student', 'Class'])
      expect(text).not.toContain(word)
  },
  LONG,
)

test(
  '[FL8] [AT205] whoever changes a file, or makes one up, changes nothing on the device that opens it',
  async () => {
    const { id, teacher, student } = await newPair()
    await teacher.group.send('true')
    const bytes = await bytesOf(await teacher.parley.files.save(id))
    const parts = [...newGroupFileReader().take(bytes)]
    const seen = { refused: 0, taken: 0 }
    const forged = fc.oneof(
      fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
        const changed = bytes.slice()
        changed[at] = (changed[at] ?? 0) ^ by
        return changed
      }),
      fc.nat(bytes.length - 1).map((end) => bytes.slice(0, end)),
      // With a sum that is right: whoever makes a file can count.
      fc
        .array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 })), {
          minLength: 1,
          maxLength: 4,
        })
        .map((changes) => fileOf(id, changedParts(parts, changes))),
    )
    await fc.assert(
      fc.asyncProperty(forged, async (file) => {
        const opened = await student.parley.files.open(blobOf(file))
        const known = new Set(['true'])
        for (const line of linesAt(student)) expect(known).toContain(line)
        expect(stateAt(student)).toBe('ready')
        if ('group' in opened) seen.taken++
        else seen.refused++
      }),
      { numRuns: 60 },
    )
    expect(seen.refused).toBeGreaterThan(10)
    expect(seen.taken).toBeGreaterThan(5)
    // And what is true comes all the same.
    await student.parley.files.open(blobOf(bytes))
    await eventually(() => expect(linesAt(student)).toEqual(['true']))
    await student.group.send('still well')
    expect(linesAt(student)).toEqual(['true', 'still well'])
    expect(student.parley.notices.get()).toEqual([])
  },
  LONG,
)

test(
  '[FL8] [AT206] a hole that no retract accounts for is not taken from a file, so that nothing later is lost',
  async () => {
    const { id, teacher, student } = await newPair()
    await teacher.group.send('one')
    const whole = [...newGroupFileReader().take(await bytesOf(await teacher.parley.files.save(id)))]
    const segment = whole.find((part) => part.segment === 0)
    if (segment?.type !== 'update') throw new Error('no segment in the file')
    const writer = writerIn(segment.update)
    // One section of nothing but a thousand places that are said to be gone, from clock 0 on.
    const root = new TextEncoder().encode('messages')
    const gone = [1, 1, root.length, ...root, ...varuint(1_000)]
    const lie = Uint8Array.of(1, 1, ...varuint(writer), 0, ...gone, 0)
    const opened = await student.parley.files.open(
      blobOf(fileOf(id, [{ doc: segmentDoc(id, 0), segment: 0, type: 'update', update: lie }])),
    )
    expect(opened).toMatchObject({ outcome: 'nothing-new' })
    await carry(teacher.parley, student.parley, id)
    await eventually(() => expect(linesAt(student)).toEqual(['one']))
  },
  LONG,
)

test(
  '[FL9] a file cut short, of a later version, of another kind or of another group is told apart',
  async () => {
    const { id, teacher, student } = await newPair()
    const bytes = await bytesOf(await teacher.parley.files.save(id))
    const later = bytes.slice()
    later[10] = 2
    const elsewhere = await teacher.parley.newGroup('Others')
    const outcomes = [
      await student.parley.files.open(blobOf(bytes.slice(0, -1))),
      await student.parley.files.open(blobOf(later)),
      await student.parley.files.open(blobOf(new TextEncoder().encode('a letter'))),
      await student.parley.files.open(blobOf(new Uint8Array(0))),
      await carry(teacher.parley, student.parley, elsewhere),
    ].map(({ outcome }) => outcome)
    expect(outcomes).toEqual(['damaged', 'newer', 'foreign', 'damaged', 'not-here'])
  },
  LONG,
)

function changedParts(
  parts: readonly GroupFilePart[],
  changes: readonly (readonly [number, number, number])[],
): readonly GroupFilePart[] {
  const changed = parts.map((part) =>
    part.type === 'update' ? { ...part, update: part.update.slice() } : part,
  )
  for (const [which, at, by] of changes) {
    const part = changed[which % changed.length]
    if (part?.type !== 'update') continue
    const place = at % part.update.length
    part.update[place] = (part.update[place] ?? 0) ^ by
  }
  return changed
}

/** The first section's writer: after two counts, as stock Yjs lays updates out. */
function writerIn(update: Uint8Array): number {
  let value = 0
  let weight = 1
  for (let at = 2; ; at++) {
    const byte = update[at] ?? 0
    value += (byte & 0x7f) * weight
    if (byte < 0x80) return value
    weight *= 128
  }
}

function varuint(value: number): readonly number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80)
  return [...bytes, rest]
}
