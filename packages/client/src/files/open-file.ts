/** A file is read twice: first whether it is whole, and only then is anything of it taken. Rules FL8 and FL9. */
import {
  type GroupFilePart,
  type GroupFileReader,
  type GroupId,
  newGroupFileReader,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import { isForgotten } from '../groups/forgetting.ts'
import type { Held } from '../groups/held-groups.ts'
import type { FileOpened } from '../model-files.ts'
import { takeParts } from './take-parts.ts'

export interface FilesPorts {
  readonly device: Device
  held(group: GroupId): Held | undefined
}

/** Read at once; a frame, and so what is kept of a file in memory, is about as long. */
const PORTION_BYTES = 1_048_576

export async function openFile({ device, held }: FilesPorts, file: Blob): Promise<FileOpened> {
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
