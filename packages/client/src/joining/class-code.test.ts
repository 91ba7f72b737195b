import { inviteLink, parseInviteLink, toGroupId, toRecordId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { classCodeOf, classDoorOf, isClassCode, linkBehind } from './class-code.ts'

const linkWith = (secret: number) =>
  inviteLink('http://192.168.1.5:8080/', {
    group: toGroupId(new Uint8Array(32).fill(3)),
    invite: toRecordId(new Uint8Array(16).fill(4)),
    secret: new Uint8Array(16).fill(secret),
  })
const LINK = linkWith(9)
const CODE = classCodeOf(LINK) ?? ''

test('[CC1] a link has one code, whatever address it is shown under and however it is typed', () => {
  expect(CODE).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(classCodeOf(LINK.replace('192.168.1.5', 'parley.local'))).toBe(CODE)
  expect(classCodeOf(linkWith(10))).not.toBe(CODE)
  expect(classCodeOf('hello')).toBeUndefined()
  for (const typed of [CODE, CODE.toLowerCase(), ` ${CODE.replace('-', ' ')} `])
    expect(isClassCode(typed)).toBe(true)
  for (const other of ['', 'hello', LINK, `${CODE}7`, 'UUUU-UUUU'])
    expect(isClassCode(other)).toBe(false)
})

test('[CC2] behind a code lies its link, for who types that code and for nobody else', async () => {
  const door = await classDoorOf(LINK)
  if (door === undefined) throw new Error('no door')
  const asked: string[] = []
  const relay = async (id: string) => {
    asked.push(id)
    return id === door.id ? door.sealed : undefined
  }
  const found = (await linkBehind(` ${CODE.toLowerCase()}`, relay)) ?? ''
  expect(parseInviteLink(found)).toEqual(parseInviteLink(LINK))
  expect(asked).toEqual([door.id])

  const other = classCodeOf(linkWith(10)) ?? ''
  expect(await linkBehind(other, relay)).toBeUndefined()
  expect(await linkBehind(other, async () => door.sealed)).toBeUndefined()
  const bent = door.sealed.map((byte, at) => (at === 5 ? byte ^ 1 : byte))
  expect(await linkBehind(CODE, async () => bent)).toBeUndefined()
  expect(await linkBehind(CODE, async () => new Uint8Array())).toBeUndefined()
  const text = new TextDecoder().decode(door.sealed)
  expect(text).not.toContain(CODE)
  expect(await classDoorOf('hello')).toBeUndefined()
})
