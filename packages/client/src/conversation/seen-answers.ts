/**
 * Which answers to their own questions this person has seen, as this device keeps it: an answer comes when nobody
 * looks, and is told until somebody has. Rule GS126.
 */
import type { GroupId, RecordId } from '@parley/protocol'
import type { DeviceStore } from '../ports.ts'

export interface SeenAnswers {
  /** False until the disk has answered: what was seen long ago is not told as new meanwhile. */
  isNew(answer: RecordId): boolean
  /** These are all there are, and on the screen. */
  note(answers: readonly RecordId[]): void
}

export function newSeenAnswers(
  store: DeviceStore,
  group: GroupId,
  onLoaded: () => void,
): SeenAnswers {
  const key = `answers/${group}`
  let seen: ReadonlySet<RecordId> | undefined
  const load = async () => {
    const kept = await store.get(key).catch(() => undefined)
    seen ??= parseSeen(kept)
    onLoaded()
  }
  void load()
  return {
    isNew: (answer) => seen !== undefined && !seen.has(answer),
    note(answers) {
      if (seen !== undefined && answers.every((answer) => seen?.has(answer))) return
      seen = new Set(answers)
      // If this is not kept, they are told once more after a restart.
      store.writeSoon([{ type: 'put', key, value: answers }]).catch(() => undefined)
    },
  }
}

function parseSeen(value: unknown): ReadonlySet<RecordId> {
  const ids: readonly unknown[] = Array.isArray(value) ? value : []
  return new Set(ids.filter((id): id is RecordId => typeof id === 'string'))
}
