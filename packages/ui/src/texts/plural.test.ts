import { expect, test } from 'vitest'
import { texts } from './catalogue.ts'
import { plural } from './plural.ts'

test('a count takes the form its language has for it', () => {
  const polish = { one: '# osoba', few: '# osoby', many: '# osób', other: '# osoby' }
  expect([1, 2, 5, 22].map((n) => plural('pl', n, polish))).toEqual([
    '1 osoba',
    '2 osoby',
    '5 osób',
    '22 osoby',
  ])
  expect(plural('en', 1_200, { one: 'one', other: '# many' })).toBe('1,200 many')
})

test('among text boxes only the composer is called by the word message', () => {
  expect(texts.composer.text).toBe('Message')
  const others = [texts.welcome.name, texts.newGroup.name, texts.join.link, texts.invite.link]
  for (const name of others) expect(name).not.toMatch(/message/i)
})

test('looking for the relay says Offline and never Connected', () => {
  expect(texts.connection.connecting).not.toContain(texts.connection.connected)
  expect(texts.connection.offline).toBe('Offline')
})
