/**
 * Whom a folder belongs to, and what somebody else is told to do. Root may write anywhere, and what it writes
 * into another user's folder that user cannot: there it is asked to run as the owner as well.
 */
import { access, constants, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { OperatorProblem } from './operator-problem.ts'

const { R_OK, W_OK, X_OK } = constants

/** Why this user cannot keep a store at `path`, and what to do; `undefined` where one can be, or can be made. */
export async function lackAt(path: string): Promise<string | undefined> {
  const at = await nearest(path)
  if (!at.isDirectory) return `${at.path} is no folder. Name another one, as in --data ./data2.`
  const isThere = at.path === path
  const code = await access(at.path, isThere ? R_OK | W_OK | X_OK : W_OK | X_OK).then(
    () => undefined,
    codeOf,
  )
  if (code === undefined) return undefined
  if (code === 'EROFS')
    return `${path} is on a disk that is mounted read-only. Mount it for writing, or name another folder, as in --data ./data2.`
  return `${isThere ? `${path} may not be read and written` : `${path} may not be looked into or made`} by this user. ${await whoMay(path)}`
}

/** A sentence or two: whose it is, and how to be that user, or to become the owner. */
export async function whoMay(path: string): Promise<string> {
  const at = await nearest(path)
  const me = process.geteuid?.() ?? at.uid
  const [owner, self] = await Promise.all([userName(at.uid), userName(me)])
  if (at.path !== path) {
    const mayPass = await access(at.path, X_OK).then(
      () => true,
      () => false,
    )
    const next = mayPass
      ? `Have it made by root: install -d -o ${self} -m 700 ${path}`
      : runAs(owner)
    return `${at.path} belongs to ${owner}, and this is ${self}. ${next}, or name another folder, as in --data ./data2.`
  }
  if (at.uid !== me)
    return `It belongs to ${owner}, and this is ${self}. ${runAs(owner)}, or give it to ${self}: chown -R ${self} ${path}.`
  if (await lacksOwnRight(path))
    return `It belongs to this user, whose right to it was taken away: chmod 700 ${path}.`
  return `Something in it belongs to another user. Give it back as root: chown -R ${self} ${path}.`
}

/** Throws `OperatorProblem` where root would leave files that the relay's own user cannot write. */
export async function mustNotBeRootAtOthers(path: string): Promise<void> {
  if (process.geteuid?.() !== 0) return
  const found = await stat(join(path, 'CURRENT')).catch(() => stat(path).catch(() => undefined))
  if (found === undefined || found.uid === 0) return
  const owner = await userName(found.uid)
  throw new OperatorProblem(
    `${path} belongs to ${owner}, and what root writes there a relay that runs as ${owner} could not write. ${runAs(owner)}.`,
  )
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}

function runAs(owner: string): string {
  if (owner === 'root') return 'Run the command as root'
  return `Run the command as ${owner}, as root may with runuser -u ${owner} -- parley …`
}

function lacksOwnRight(path: string): Promise<boolean> {
  return access(path, R_OK | W_OK | X_OK).then(
    () => false,
    () => true,
  )
}

interface Place {
  readonly path: string
  readonly uid: number
  readonly isDirectory: boolean
}

/** What is at the path, or the last thing on the way to it that can be looked at. */
async function nearest(path: string): Promise<Place> {
  const found = await stat(path).catch(() => undefined)
  if (found !== undefined) return { path, uid: found.uid, isDirectory: found.isDirectory() }
  if (dirname(path) !== path) return nearest(dirname(path))
  return { path, uid: 0, isDirectory: true }
}

/** As a command line takes it. */
async function userName(uid: number): Promise<string> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const found = users.split('\n').map((line) => line.split(':'))
  return found.find(([, , id]) => id === String(uid))?.[0] ?? `#${uid}`
}
