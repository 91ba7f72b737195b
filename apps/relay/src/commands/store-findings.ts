/**
 * What the doctor finds in a store that no relay has open: whether this user may keep one there, and whether
 * every table, document and signature in it is as it was written.
 */
import { readdir, stat } from 'node:fs/promises'
import { inspectStore, type LevelJournal, nodePorts } from '@parley/relay'
import { damagedIn, folderBytes, openAsOwner } from '../data-folder.ts'
import { keptInNats } from '../kept-in-nats.ts'
import { reasonOf } from '../operator-problem.ts'
import { codeOf, lackAt } from '../ownership.ts'
import { countOf, mib } from './amounts.ts'
import { bad, type Finding, well } from './finding.ts'

const DISK_CHANGED =
  'the disk has changed what was written. Look at its health, then restore a backup, or start with an empty folder, which members fill again.'

export async function lookAtStore(data: string): Promise<readonly Finding[]> {
  const lack = await lackAt(data)
  if (lack !== undefined) return [bad(`store: ${lack}`)]
  const names = await readdir(data).catch(noneIfMissing)
  if (names === undefined) return [well(`store: ${data} is not there yet, and will be made`)]
  if (names.length === 0) return [well(`store: ${data} is empty, a new one will be made`)]
  const elsewhere = await lookElsewhere(data)
  if (elsewhere !== undefined) return [elsewhere]
  const { mode } = await stat(data)
  const isOpen = (mode & 0o077) !== 0
  const open = `store: other users of this machine may look into ${data}. Run: chmod 700 ${data}`
  const privacy = isOpen ? [bad(open)] : []
  try {
    return [...privacy, ...(await lookIntoStore(data))]
  } catch (error) {
    return [...privacy, bad(`store: ${reasonOf(error)}`)]
  }
}

/** `undefined`: what the relay of this folder keeps is in it. */
export async function lookElsewhere(data: string): Promise<Finding | undefined> {
  const servers = await keptInNats(data)
  if (servers === undefined) return undefined
  return bad(
    `store: the relay of ${data} keeps everything in NATS (${servers}). Run the doctor with these servers in PARLEY_NATS, as the relay has them.`,
  )
}

/** Every table, document and signature: what a disk changed in silence shows nowhere else. */
async function lookIntoStore(data: string): Promise<readonly Finding[]> {
  const tables = await damagedIn(data)
  const journal = await openAsOwner(data)
  try {
    const { verify } = nodePorts()
    const { groups, docs, records, damaged, changed } = await inspectStore(journal, verify)
    const amounts = `${countOf(groups, 'group')}, ${countOf(docs, 'document')}, ${countOf(records, 'record')}, ${mib(await folderBytes(data))}`
    const held = `store: ${amounts}`
    const problems = [
      ...(journal.repaired === undefined
        ? []
        : [`store: ${journal.repaired} Now it has ${amounts}.`]),
      ...(tables.length === 0
        ? []
        : [
            `store: ${tables.length} of its tables do not fit their checksums (${tables.join(', ')}): ${DISK_CHANGED}`,
          ]),
      ...(damaged.length === 0
        ? []
        : [
            `${held}; ${countOf(damaged.length, 'document')} with parts that cannot be read. Members fill them again; look at the health of the disk.`,
          ]),
      ...(changed === 0
        ? []
        : [`store: ${countOf(changed, 'record')} without the author’s signature: ${DISK_CHANGED}`]),
      ...(await unreadableIn(journal)),
    ]
    if (problems.length > 0) return problems.map(bad)
    return [well(`${held}, all read whole, every checksum and every signature checked`)]
  } finally {
    await journal.close()
  }
}

/** Marks and notes are read by nothing else here. */
async function unreadableIn(journal: LevelJournal): Promise<readonly string[]> {
  try {
    for await (const _ of journal.entries()) continue
    return []
  } catch (error) {
    return [`store: it cannot be read to its end (${reasonOf(error)}): ${DISK_CHANGED}`]
  }
}

function noneIfMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error
}
