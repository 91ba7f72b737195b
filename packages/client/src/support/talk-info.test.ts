import { type Hlc, hlcAt, nextHlc, type PersonId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { turnIn } from './talk-info.ts'

const VISITOR = 'visitor' as PersonId
const AGENT = 'agent' as PersonId
const NOON = 1_700_000_000_000

const said = (person: PersonId, hlc: Hlc, deleted = false) => ({ person, hlc, deleted })
const turn = (messages: Parameters<typeof turnIn>[0], closedAt?: Hlc) =>
  turnIn(messages, VISITOR, closedAt).state

test('[SU2] a talk is closed until something is said, also by somebody whose clock is behind', () => {
  const asked = said(VISITOR, hlcAt(NOON))
  const answered = said(AGENT, hlcAt(NOON + 1_000))
  const closedAt = hlcAt(NOON + 2_000)
  expect(turn([asked])).toBe('waiting')
  expect(turn([asked, answered])).toBe('answered')
  expect(turn([asked, answered], closedAt)).toBe('closed')
  expect(turn([], closedAt)).toBe('closed')

  // They have heard of the closing, and their clock says that it is still to come.
  const thanks = said(VISITOR, nextHlc(closedAt, NOON))
  expect(turn([asked, answered, thanks], closedAt)).toBe('waiting')
  expect(turn([asked, answered, { ...thanks, deleted: true }], closedAt)).toBe('closed')
})
