import { expect, test } from 'vitest'
import { newTyped, visitorRecord } from './visitor.ts'

class Kept implements Pick<Storage, 'getItem' | 'setItem'> {
  readonly items = new Map<string, string>()
  isFull = false
  getItem(key: string): string | null {
    return this.items.get(key) ?? null
  }
  setItem(key: string, value: string): void {
    if (this.isFull) throw new DOMException('full', 'QuotaExceededError')
    this.items.set(key, value)
  }
}

test('what was typed is there until it is taken over, in its order, also for the next page', () => {
  const kept = new Kept()
  const record = visitorRecord('parley@a', 'group', kept)
  const [first, second] = [newTyped('first'), newTyped('second')]
  record.addTyped(first)
  record.addTyped(second)
  expect(visitorRecord('parley@a', 'group', kept).get().typed).toEqual([first, second])
  expect(visitorRecord('parley@a', 'other', kept).get().typed).toEqual([])
  expect(visitorRecord('parley@b', 'group', kept).get().typed).toEqual([])
  record.dropTyped(first.id)
  record.dropTyped(first.id)
  expect(record.get().typed).toEqual([second])
  expect(record.get().title).toBeUndefined()
  record.setTitle('Garden')
  expect(record.get()).toEqual({ title: 'Garden', typed: [second], draft: '' })
  record.setDraft('begun')
  expect(visitorRecord('parley@a', 'group', kept).get().draft).toBe('begun')
})

test('each text has an id of its own, of the length that messages have', () => {
  const ids = Array.from({ length: 50 }, () => newTyped('again').id)
  expect(new Set(ids).size).toBe(50)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/)
})

test('what cannot be kept is said of a text, and of a title does no harm', () => {
  const kept = new Kept()
  const record = visitorRecord('parley@a', 'group', kept)
  kept.isFull = true
  expect(() => record.addTyped(newTyped('text'))).toThrow('full')
  expect(() => record.setTitle('Garden')).not.toThrow()
  expect(() => record.setDraft('begun')).not.toThrow()
  const nowhere = visitorRecord('parley@a', 'group', undefined)
  expect(nowhere.get()).toEqual({ title: undefined, typed: [], draft: '' })
})

test('what other scripts of the page left there is passed over', () => {
  const kept = new Kept()
  for (const text of ['', '{', 'null', '7', '[]', '{"title":7,"typed":"x"}']) {
    kept.items.set('parley@a/visitor/group', text)
    expect(visitorRecord('parley@a', 'group', kept).get(), text).toEqual({
      title: undefined,
      typed: [],
      draft: '',
    })
  }
  const mixed = [null, 7, { id: 'short', text: 'x' }, { id: 'a'.repeat(32), text: 'kept' }]
  kept.items.set('parley@a/visitor/group', JSON.stringify({ title: '', typed: mixed }))
  expect(visitorRecord('parley@a', 'group', kept).get()).toEqual({
    title: '',
    typed: [{ id: 'a'.repeat(32), text: 'kept' }],
    draft: '',
  })
})
