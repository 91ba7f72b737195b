/**
 * A class of thirty without internet, from the command to the last message at the last student: the real command, the
 * real relay, two students and the teacher in real browsers, the others real clients. Run in a network of its own:
 *
 *   unshare -rn node --import tsx bench/classroom/main.ts <chromium> <its flags as JSON>
 *
 * Prints one line of JSON; what it is to be is up to whoever runs it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { ADDRESS, makeRoom, packetsLeft } from './network.ts'
import { holds, newStudent } from './student.ts'

const PARLEY = join(import.meta.dirname, '..', '..', 'apps/relay/bin/parley.mjs')
const PORT = 8080
const PAGE = `http://${ADDRESS}:${PORT}`
const WITH_SCREEN = ['Mei', 'Ali']
const WITHOUT_SCREEN = 28
/** Everybody says one thing, and the teacher too. */
const MESSAGES = WITH_SCREEN.length + WITHOUT_SCREEN + 1
/** Of one wait. How long the whole may take is judged by whoever runs it. */
const LIMIT = { timeout: 5 * 60_000 }

const [, , executablePath = '', flags = '[]'] = process.argv
makeRoom()
const data = await mkdtemp(join(tmpdir(), 'parley-room-'))
const startedAt = performance.now()
const words = [PARLEY, 'classroom', '--name', 'Class 7b', '--data', data, '--log', 'off']
const command = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
process.once('SIGTERM', () => {
  command.kill('SIGTERM')
  process.exit(1)
})
const browser = await chromium.launch({ executablePath, args: JSON.parse(flags) as string[] })
try {
  const report = await teach(browser, await linkFrom(command))
  console.log(JSON.stringify({ ...report, ...packetsLeft(), ms: performance.now() - startedAt }))
} finally {
  await browser.close()
  command.kill('SIGTERM')
  await once(command, 'close')
  await rm(data, { recursive: true, force: true })
}
process.exit() // thirty clients would go on looking for their relay

async function teach(here: Browser, link: string) {
  const teacher = await newPage(here)
  await teacher.goto(link)
  await teacher.getByRole('textbox', { name: 'Your name' }).fill('Ms Rivera')
  await teacher.getByRole('button', { name: 'Go on' }).click()
  await teacher.getByRole('button', { name: 'Start the class' }).click()
  const code = await teacher.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText(LIMIT)
  const [students, screens] = await Promise.all([
    Promise.all(namesWithoutScreen().map((name) => newStudent(name, code, PAGE))),
    Promise.all(WITH_SCREEN.map((name) => comes(here, name, code))),
  ])
  for (const { group, parley } of students) await group.send(`${parley.name.get()} is here`)
  await teacher.getByRole('link', { name: 'To the class' }).click()
  await Promise.all([
    says(teacher, 'Good morning'),
    ...screens.map((page, at) => says(page, `${WITH_SCREEN[at]} is here`)),
  ])
  await Promise.all(students.map((student) => holds(student, MESSAGES)))
  const last = students[0]?.group.conversation.get().messages.at(-1)?.text ?? ''
  for (const page of [teacher, ...screens])
    await page.getByRole('article').filter({ hasText: last }).first().waitFor(LIMIT)
  const [first] = screens
  return {
    students: students.length + screens.length,
    messages: students.map(({ group }) => group.conversation.get().messages.length),
    isSecure: await first?.evaluate(() => isSecureContext),
  }
}

function namesWithoutScreen(): readonly string[] {
  return Array.from({ length: WITHOUT_SCREEN }, (_, at) => `Student ${at + 1}`)
}

async function newPage(here: Browser): Promise<Page> {
  const context = await here.newContext()
  context.setDefaultTimeout(LIMIT.timeout)
  return context.newPage()
}

/** By the address on the board, on plain http as on any phone, and then by the code. */
async function comes(here: Browser, name: string, code: string): Promise<Page> {
  const page = await newPage(here)
  await page.goto(PAGE)
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  const field = page.getByRole('textbox', { name: 'Link to the group' })
  await field.fill(code)
  await field.press('Enter')
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
  return page
}

async function says(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: 'Message' })
  await composer.fill(text)
  await composer.press('Enter')
}

/** As a teacher reads it off the terminal. */
async function linkFrom({ stdout }: ChildProcess): Promise<string> {
  let said = ''
  for await (const part of stdout ?? []) {
    said += String(part)
    const [link] = /http:\/\/localhost:\d+\/invitation\/[\w-]+/.exec(said) ?? []
    if (link !== undefined && said.includes(`${ADDRESS}:${PORT}`)) return link
  }
  throw new Error(`The class did not start: ${said}`)
}
