import type { networkInterfaces } from 'node:os'
import { expect, test, vi } from 'vitest'
import { configOf } from '../../test/configs.ts'
import { newPlaces } from '../../test/places.ts'
import { runParley } from '../run.ts'
import { BOARD_LANGUAGES, BOARD_TEXTS, boardLanguageOf } from './board-texts.ts'
import { openClassroom } from './classroom.ts'
import { freePort } from './free-port.ts'

const DOOR = `/classroom/doors/${'D'.repeat(22)}`

async function classHere(name = 'Class 7b') {
  const port = await freePort(undefined, 20_000 + (process.pid % 20_000))
  const config = configOf({ ...(await newPlaces()), closed: true, port })
  const room = openClassroom({ name, config, isNamed: false, onNameTaken: () => undefined })
  const parley = await runParley(config, () => undefined, room.extras)
  return { parley, room, port, base: `http://127.0.0.1:${port}` }
}

test('[RW16] [RW18] the teacher’s link leads to the class and lets that browser alone lay down a code', async () => {
  const { parley, base } = await classHere()
  const sealed = Uint8Array.of(7, 7, 7)
  const lay = (cookie: string, body = sealed) =>
    fetch(`${base}${DOOR}`, { method: 'PUT', body, headers: { cookie } })
  const opened = await fetch(`${base}/invitation/${parley.newInvitation(30)}`, {
    redirect: 'manual',
  })
  expect(opened.headers.get('location')).toBe('/#/class')
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  const mayFound = async (cookie: string) => {
    const state = await fetch(`${base}/classroom.json`, { headers: { cookie } })
    return ((await state.json()) as { mayFound?: unknown }).mayFound
  }
  expect(await mayFound('')).toBe(false)
  expect(await mayFound(cookie)).toBe(true)
  expect((await lay('')).status).toBe(403)
  expect((await lay(`${cookie}x`)).status).toBe(403)
  expect((await fetch(`${base}${DOOR}`)).status).toBe(404)
  expect((await lay(cookie, new Uint8Array(600))).status).toBe(400)
  expect((await lay(cookie)).status).toBe(200)
  const found = await fetch(`${base}${DOOR}`)
  expect(new Uint8Array(await found.arrayBuffer())).toEqual(sealed)
  await parley.close()
})

test('[RW18] the page to project speaks the browser’s language, and shows a name without running it', async () => {
  const { parley, base } = await classHere('<script>"7b"</script>')
  for (const language of BOARD_LANGUAGES) {
    const headers = { 'accept-language': `xx, ${language}-XX;q=0.8, en;q=0.5` }
    const page = await fetch(`${base}/board`, { headers }).then((answer) => answer.text())
    expect(page).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`)
    expect(page).toContain(BOARD_TEXTS[language].here)
    expect(page).not.toContain('<script>"')
  }
  for (const part of ['/board.css', '/board.js']) {
    const answer = await fetch(base + part)
    expect(answer.status, part).toBe(200)
    expect(await answer.text(), part).not.toMatch(/https?:\/\//)
  }
  expect(boardLanguageOf('de;q=0, ja')).toBe('ja')
  expect(boardLanguageOf(undefined)).toBe('en')
  await parley.close()
})

test('[RW17] a network that the laptop joins later counts: for a log-in, and on the board', async () => {
  const { parley, room, port, base } = await classHere()
  const here = `http://192.0.2.77:${port}`
  const isOwn = () => room.extras.isOrigin(here)
  expect(isOwn()).toBe(false)
  const later = { address: '192.0.2.77', family: 'IPv4', internal: false } as const
  interfaces.more = { wlan0: [{ ...later, netmask: '', mac: '', cidr: null }] }
  expect(isOwn()).toBe(true)
  const state = await fetch(`${base}/classroom.json`).then((answer) => answer.json())
  expect(state).toMatchObject({ name: 'Class 7b', hereCount: 0 })
  expect(state).toHaveProperty('addresses', expect.arrayContaining([here]))
  interfaces.more = {}
  expect(isOwn()).toBe(false)
  await parley.close()
})

const interfaces = vi.hoisted(() => ({ more: {} as ReturnType<typeof networkInterfaces> }))
vi.mock('node:os', async (original) => {
  const os = await original<typeof import('node:os')>()
  return { ...os, networkInterfaces: () => ({ ...os.networkInterfaces(), ...interfaces.more }) }
})
