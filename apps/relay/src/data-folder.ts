/** The folder everything is kept in: made for this user alone, opened, measured. */
import { mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  damagedTables,
  JournalUnavailable,
  type LevelJournal,
  openLevelJournal,
} from '@parley/relay'
import { OperatorProblem, reasonOf } from './operator-problem.ts'
import { lackAt, mustNotBeRootAtOthers, whoMay } from './ownership.ts'

/** Makes it if need be. Throws `OperatorProblem` when nothing can be kept in it. */
export async function prepareDataFolder(path: string): Promise<void> {
  try {
    await makeDirectory(path)
  } catch (error) {
    throw new OperatorProblem(
      `The data directory ${path} cannot be made (${reasonOf(error)}). Set PARLEY_DATA to a directory this user may write to.`,
    )
  }
  const lack = await lackAt(path)
  if (lack !== undefined) throw new OperatorProblem(lack)
}

/** Throws `OperatorProblem` when there can be no store in it; `whenInUse`: what to do about somebody who has it. */
export async function openDataFolder(path: string, whenInUse?: string): Promise<LevelJournal> {
  await prepareDataFolder(path)
  try {
    return await openLevelJournal(path)
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error
    if (error.why === 'in-use' && whenInUse !== undefined)
      throw new OperatorProblem(`A relay or another command uses ${path}. ${whenInUse}`)
    throw new OperatorProblem(`${error.message}${await adviceFor(error, path)}`)
  }
}

/** Throws `OperatorProblem` where there is none: a command that only looks makes none. */
export async function mustBeThere(path: string): Promise<void> {
  const lack = await lackAt(path)
  if (lack !== undefined) throw new OperatorProblem(lack)
  if (await stat(path).catch(() => undefined)) return
  throw new OperatorProblem(
    `There is no data directory ${path}. Name the relay's own, as in --data /srv/parley.`,
  )
}

/** The tables whose checksums do not fit; to be asked before opening, which may write them anew. */
export async function damagedIn(path: string): Promise<readonly string[]> {
  await mustNotBeRootAtOthers(path)
  return damagedTables(path).catch(async (error: unknown) => {
    throw new OperatorProblem(
      `The store in ${path} cannot be read (${reasonOf(error)}). ${await whoMay(path)}`,
    )
  })
}

/** For a command, which is to leave a folder as the relay that has it can go on with. */
export async function openAsOwner(path: string, whenInUse?: string): Promise<LevelJournal> {
  await mustNotBeRootAtOthers(path)
  return openDataFolder(path, whenInUse)
}

async function adviceFor({ why }: JournalUnavailable, path: string): Promise<string> {
  if (why === 'past-rebuilding') return '' // it says what to do itself
  if (why === 'forbidden') return ` ${await whoMay(path)}`
  return ' Set PARLEY_DATA to use another, as in PARLEY_DATA=./data2 npm start.'
}

/** Bytes of all files in it. */
export async function folderBytes(path: string): Promise<number> {
  const names = await readdir(path)
  const sizes = names.map((name) =>
    stat(join(path, name)).then(
      ({ size }) => size,
      () => 0, // gone meanwhile
    ),
  )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

/**
 * Answers whether it had to be made. One level at a time: node's own recursion never ends where a directory
 * refuses to appear (/proc).
 */
export async function makeDirectory(path: string): Promise<boolean> {
  const isDirectory = await stat(path).then(
    (found) => found.isDirectory(),
    () => undefined,
  )
  if (isDirectory === true) return false
  if (isDirectory === false) throw new Error('a file of that name is in the way')
  if (dirname(path) !== path) await makeDirectory(dirname(path))
  await mkdir(path, { mode: 0o700 })
  return true
}
