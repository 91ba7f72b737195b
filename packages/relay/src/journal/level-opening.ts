/**
 * Opens the LevelDB store of a folder, put right where it must be, and never a new one over what is left of
 * an old one: LevelDB takes a folder without `CURRENT` for an empty one and deletes the tables in it.
 *
 * Rebuilding takes no lock, so it is only begun once LevelDB's own says that nobody has the store open.
 * Rules JO9, JO12, JO13.
 */
import { ClassicLevel } from 'classic-level'
import {
  droppedBytes,
  hasLostItsRoot,
  isCorruption,
  isMarked,
  rebuild,
  tornTailBytes,
} from './level-repair.ts'

export type Level = ClassicLevel<string, Uint8Array>

/** Somebody else has it open; this user may not; it is past rebuilding; or what LevelDB says. */
export type WhyUnavailable = 'in-use' | 'forbidden' | 'past-rebuilding' | 'other'

/** Why a journal cannot be opened or used, in words for an operator. */
export class JournalUnavailable extends Error {
  override readonly name = 'JournalUnavailable'
  readonly why: WhyUnavailable

  constructor(message: string, why: WhyUnavailable, cause: unknown) {
    super(message, { cause })
    this.why = why
  }
}

export interface OpenStore {
  readonly level: Level
  /** The highest sequence that may have been used. */
  readonly last: number
  readonly repaired: string | undefined
}

/** Throws `JournalUnavailable`. */
export async function openStore(path: string): Promise<OpenStore> {
  try {
    const tornBytes = await tornTailBytes(path)
    const { level, wasRebuilt } = await openRight(path)
    const lostBytes = tornBytes + (await droppedBytes(path))
    const last = await lastSequence(level, wasRebuilt || lostBytes > 0)
    return { level, last, repaired: whatWasRepaired(path, { wasRebuilt, lostBytes }) }
  } catch (error) {
    throw error instanceof JournalUnavailable ? error : unavailable(error, path)
  }
}

/** Made in a folder that has no store. */
export async function openNew(path: string): Promise<Level> {
  const level: Level = new ClassicLevel(path, { keyEncoding: 'utf8', valueEncoding: 'view' })
  await level.open()
  return level
}

async function openRight(
  path: string,
): Promise<{ readonly level: Level; readonly wasRebuilt: boolean }> {
  if ((await isMarked(path)) || (await hasLostItsRoot(path)))
    return { level: await openRebuilt(path), wasRebuilt: true }
  try {
    return { level: await openAnswering(path), wasRebuilt: false }
  } catch (error) {
    if (!isCorruption(error)) throw error
    return { level: await openRebuilt(path), wasRebuilt: true }
  }
}

/** Opened, and seen to answer. */
async function openAnswering(path: string): Promise<Level> {
  const level = await openNew(path)
  try {
    await level.get('s')
    return level
  } catch (error) {
    await level.close()
    throw error
  }
}

async function openRebuilt(path: string): Promise<Level> {
  await mustBeFree(path)
  try {
    await rebuild(path)
    return await openAnswering(path)
  } catch (error) {
    if (whyOf(error) !== 'other') throw error
    throw new JournalUnavailable(
      `The store in ${path} is damaged and cannot be rebuilt (${saidBy(error)}). Look at the health of the disk, ` +
        `and restore a backup into another folder, as in parley restore parley.backup --data ${path}-restored. ` +
        'Without one, start with an empty folder: the devices of members fill it again.',
      'past-rebuilding',
      error,
    )
  }
}

/** LevelDB takes its lock before it looks at anything; what it says of the store itself is known here. */
export async function mustBeFree(path: string): Promise<void> {
  const level = new ClassicLevel(path, { createIfMissing: false })
  try {
    await level.open()
  } catch (error) {
    if (whyOf(error) !== 'other') throw error
  } finally {
    await level.close()
  }
}

/** Where something was lost, that may be the note of it: no sequence is ever used again. */
async function lastSequence(level: Level, hasLost: boolean): Promise<number> {
  try {
    const last = sequenceFrom(await level.get('s'))
    return hasLost ? Math.max(last, await highestSequence(level)) : last
  } catch (error) {
    await level.close()
    throw error
  }
}

async function highestSequence(level: Level): Promise<number> {
  let highest = 0
  for await (const key of level.keys({ gt: 'u!', lt: 'u"' }))
    highest = Math.max(highest, Number.parseInt(key.split('!')[2] ?? '0', 16))
  return highest
}

function sequenceFrom(stored: Uint8Array | undefined): number {
  return stored === undefined ? 0 : Number.parseInt(new TextDecoder().decode(stored), 16)
}

function whatWasRepaired(
  path: string,
  { wasRebuilt, lostBytes }: { readonly wasRebuilt: boolean; readonly lostBytes: number },
): string | undefined {
  const whole = 'What is missing comes back from the devices of members when they connect.'
  if (wasRebuilt)
    return (
      `The store in ${path} was damaged and has been rebuilt from what is readable; what is not is in its folder lost. ` +
      `${whole} Damage like this comes from the disk: look at its health.`
    )
  if (lostBytes === 0) return undefined
  return (
    `The last ${lostBytes} bytes of the store in ${path} were not written whole, as after a power cut, ` +
    `and have been left out. ${whole}`
  )
}

export function unavailable(error: unknown, path: string): JournalUnavailable {
  const why = whyOf(error)
  if (why === 'in-use')
    return new JournalUnavailable(
      `The data directory ${path} is in use by another relay. Stop that one, or give this one a directory of its own.`,
      why,
      error,
    )
  return new JournalUnavailable(
    `The data directory ${path} cannot be opened: ${saidBy(error)}.`,
    why,
    error,
  )
}

export function whyOf(error: unknown): WhyUnavailable {
  const cause = rootOf(error)
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'LEVEL_LOCKED' || code === 'LEVEL_STATUS_LOCKED') return 'in-use'
  const isForbidden = /permission denied|not permitted|read-only file system/i.test(saidBy(error))
  return isForbidden ? 'forbidden' : 'other'
}

function saidBy(error: unknown): string {
  const cause = rootOf(error)
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '')
}

function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error
}
