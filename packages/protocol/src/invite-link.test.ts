import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GROUP, RECORD_A, run } from '../test/samples.ts'
import { toBase64url } from './base64url.ts'
import { deskLink, inviteLink, parseDeskLink, parseInviteLink } from './invite-link.ts'

const INVITATION = { group: GROUP, invite: RECORD_A, secret: run(16, 0x66) }
const LINK = inviteLink('http://classroom.lan:8080/', INVITATION)
const CODE = LINK.slice(LINK.indexOf('#/join/') + '#/join/'.length)
const brokenBy = (text: string) => {
  const parsed = parseInviteLink(text)
  return parsed.ok ? 'nothing' : parsed.broke
}

test('[PR11] a link is read whole, or as its last part, with blanks around it', () => {
  for (const text of [LINK, CODE, `  ${LINK}\n`, `\t${CODE} `])
    expect(parseInviteLink(text)).toEqual({ ok: true, invitation: INVITATION })
})

test('[PR11] a damaged link says what is wrong with it', () => {
  expect(brokenBy('')).toBe('no-invite')
  expect(brokenBy('   ')).toBe('no-invite')
  expect(brokenBy('https://chat.example/')).toBe('no-invite')
  expect(brokenBy('come and join us')).toBe('no-invite')
  expect(brokenBy('https://chat.example/#/join/')).toBe('no-invite')
  expect(brokenBy(LINK.slice(0, -1))).toBe('cut-short')
  expect(brokenBy(LINK.slice(0, -40))).toBe('cut-short')
  expect(brokenBy(`${LINK}AAAA`)).toBe('too-long')
  expect(brokenBy(`${LINK.slice(0, -3)} ab`)).toBe('not-base64url')
  expect(brokenBy(LINK.replace('/join/', '/join/%'))).toBe('not-base64url')
  expect(brokenBy(`${LINK}.`)).toBe('not-base64url')
  const later = toBase64url(Uint8Array.of(2, ...run(70, 0)))
  expect(brokenBy(later)).toBe('newer-version')
  expect(brokenBy(toBase64url(Uint8Array.of(0, ...run(64, 0))))).toBe('not-base64url')
})

test('[PR11] [PR12] any text is answered, and a link that is taken is the one we would write', () => {
  let taken = 0
  const edit = fc.record({
    at: fc.nat(CODE.length),
    cut: fc.nat(2),
    put: fc.string({ maxLength: 2 }),
  })
  fc.assert(
    fc.property(fc.string({ maxLength: 100, size: 'max' }), fc.option(edit), (noise, change) => {
      const { at, cut, put } = change ?? { at: 0, cut: 0, put: '' }
      const changed = CODE.slice(0, at) + put + CODE.slice(at + cut)
      for (const text of [noise, `#/join/${noise}`, changed]) {
        const parsed = parseInviteLink(text)
        if (!parsed.ok) continue
        taken++
        expect(inviteLink('', parsed.invitation)).toBe(`#/join/${text.trim()}`)
      }
    }),
  )
  expect(taken).toBeGreaterThan(5)
})

test('[PR31] a desk link and an invite link are not taken for one another', () => {
  const desk = deskLink('https://relay.example/', INVITATION)
  expect(desk).toBe(`https://relay.example/#/desk/${CODE}`)
  expect(parseDeskLink(desk)).toEqual({ ok: true, invitation: INVITATION })
  expect(parseDeskLink(CODE)).toEqual({ ok: true, invitation: INVITATION })
  expect(brokenBy(desk)).toBe('no-invite')
  expect(parseDeskLink(LINK)).toEqual({ ok: false, broke: 'no-invite' })
  expect(parseDeskLink(desk.slice(0, -1))).toEqual({ ok: false, broke: 'cut-short' })
})
