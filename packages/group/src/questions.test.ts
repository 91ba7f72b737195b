import type { Confidence } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { key, messageId, person, recordId } from '../test/timeline-world.ts'
import { type OpenedConfidence, questionsIn } from './questions.ts'

let count = 0

function said(
  who: string,
  message: string,
  confidence: Confidence,
  more: { readonly hlc?: number; readonly byModerator?: boolean } = {},
): OpenedConfidence {
  const { hlc = ++count * 10, byModerator = who === 'teacher' } = more
  return {
    id: recordId(`record ${String(++count).padStart(5, '0')}`),
    person: person(who),
    messageId: messageId(message),
    hlc: BigInt(hlc),
    byModerator,
    confidence,
  }
}

const question = (text: string): Confidence => ({ says: 'question', text })
const about = (who: string, message: string) => ({
  person: person(who),
  messageId: messageId(message),
})
const answer = (who: string, message: string, text: string): Confidence => ({
  says: 'answer',
  ...about(who, message),
  toAll: false,
  text,
})
const done = (who: string, message: string): Confidence => ({
  says: 'done',
  ...about(who, message),
})

test('[TL35] questions stand in the order they were asked; signed twice, one is asked once', () => {
  const late = said('bea', 'q', question('late?'), { hlc: 30 })
  const first = said('ali', 'q', question('why?'), { hlc: 10 })
  const again = said('ali', 'q', question('why, again?'), { hlc: 40 })
  expect(questionsIn([again, late, first]).map(({ text }) => text)).toEqual(['why?', 'late?'])
})

test('[TL36] whoever teaches answers; what a student says is an answer is none, and what answers nothing waits', () => {
  const asked = said('ali', 'q', question('why?'))
  const records = [
    said('eve', 'x', answer('ali', 'q', 'because I say so')),
    said('teacher', 'y', answer('ali', 'q', 'because')),
    said('teacher', 'z', answer('ali', 'other', 'to nothing')),
  ]
  expect(questionsIn([...records, asked])).toMatchObject([
    { key: key('ali', 'q'), answers: [{ by: person('teacher'), text: 'because' }] },
  ])
  expect(questionsIn(records)).toEqual([])
})

test('[TL37] done is said by whoever teaches, for good; who asked takes back, and nobody else', () => {
  const asked = said('ali', 'q', question('why?'))
  const other = said('bea', 'q', question('when?'))
  const byEve = said('eve', 'x', done('ali', 'q'))
  const byTeacher = said('teacher', 'y', done('ali', 'q'))
  const byBea = said('bea', 'z', done('bea', 'q'))
  const doneOf = (records: readonly OpenedConfidence[]) =>
    questionsIn(records).map(({ text, isDone }) => [text, isDone])
  expect(doneOf([byEve, asked, other])).toEqual([
    ['why?', false],
    ['when?', false],
  ])
  expect(doneOf([byTeacher, byBea, asked, other])).toEqual([['why?', true]])
})

test('[TL16] [TL35] [TL36] [TL37] any order gives the same questions, answers and ends', () => {
  const who = fc.constantFrom('ali', 'bea', 'teacher')
  const ids = fc.constantFrom('one', 'two', 'three')
  const anyDone = fc.record({
    type: fc.constantFrom('question', 'question', 'answer', 'answer', 'done' as const),
    by: who,
    id: ids,
    whose: who,
    which: ids,
    hlc: fc.nat(5),
  })
  const seen = { questions: 0, answers: 0, done: 0 }
  fc.assert(
    fc.property(
      fc.array(anyDone, { maxLength: 24, size: 'max' }),
      fc.infiniteStream(fc.nat()),
      (all, draws) => {
        const records = all.map(({ type, by, id, whose, which, hlc }, at) => {
          const confidence =
            type === 'question'
              ? question(`${at}`)
              : type === 'answer'
                ? answer(whose, which, `${at}`)
                : done(whose, which)
          return said(by, id, confidence, { hlc })
        })
        const shuffled = records
          .map((record) => ({ record, at: draws.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ record }) => record)
        const found = questionsIn(records)
        expect(questionsIn(shuffled)).toEqual(found)
        seen.questions += found.length
        seen.answers += found.flatMap(({ answers }) => answers).length
        seen.done += found.filter(({ isDone }) => isDone).length
      },
    ),
    { numRuns: 300 },
  )
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20)
})
