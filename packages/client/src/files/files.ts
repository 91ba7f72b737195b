/**
 * Groups that travel by file, where devices share no relay. See docs/decisions/0019.
 *
 * A file is read twice: first whether it is whole, and only then is anything of it taken. Rules FL1 to FL9.
 */
import {
  type GroupFilePart,
  type GroupFileReader,
  type GroupId,
  newGroupFileReader,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import { isForgotten } from '../groups/forgetting.ts'
import type { Held } from '../groups/held-groups.ts'
import type { FileOpened, Files } from '../model-files.ts'
import { writeGroup } from './save-group.ts'
import { takeParts } from './take-parts.ts'

export interface FilesPorts {
  readonly device: Device
  held(group: GroupId): Held | undefined
}

/** Read at once; a frame, and so what is kept of a file in memory, is about as long. */
const PORTION_BYTES = 1_048_576

/** It listens to the other tabs for as long as the device is open. */
export function newFiles(ports: FilesPorts): Files {
  const { device } = ports
  let turn: Promise<unknown> = Promise.resolve()

  /** One after another: two at once would judge by what the other is about to add. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work)
    turn = next.catch(() => undefined)
    return next
  }

  device.tabs.onMessage(({ type, file }) => {
    // What it could not keep was told in the tab that was given the file.
    if (type === 'filed' && file instanceof Blob)
      inTurn(() => openFile(ports, file)).catch(() => undefined)
  })

  return {
    async save(group) {
      const session = ports.held(group)?.session
      if (session === undefined) throw new Error('a group that is not here cannot be saved')
      return writeGroup(device, session)
    },
    open: (file) =>
      inTurn(async () => {
        const opened = await openFile(ports, file)
        if (opened.outcome === 'taken') device.tabs.post({ type: 'filed', file })
        return opened
      }),
  }
}

async function openFile({ device, held }: FilesPorts, file: Blob): Promise<FileOpened> {
  const checked = newGroupFileReader()
  for await (const _ of partsOf(file, checked)) continue
  const state = checked.state()
  if (state !== 'whole') return { outcome: state === 'reading' ? 'damaged' : state }
  const group = checked.group()
  const here = group && held(group)
  if (here === undefined || isForgotten(here)) return { outcome: 'not-here' }
  const taken = await takeParts(device, here.session, partsOf(file, newGroupFileReader()))
  const { recordsCount, messagesCount, isPartly } = taken
  const outcome = recordsCount > 0 ? 'taken' : 'nothing-new'
  return { outcome, group: here.session.id, messagesCount, isPartly }
}

async function* partsOf(file: Blob, reader: GroupFileReader): AsyncIterable<GroupFilePart> {
  for (let at = 0; at < file.size && reader.state() === 'reading'; at += PORTION_BYTES) {
    const portion = await file.slice(at, at + PORTION_BYTES).arrayBuffer()
    yield* reader.take(new Uint8Array(portion))
  }
}
