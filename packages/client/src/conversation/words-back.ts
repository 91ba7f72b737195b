/**
 * What this person did that does not go out after all: words are given back to them, what was written for few apart
 * from what all read; of what has no words they are told. Rules GS10, GS125.
 */
import type { GroupId } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Unsent } from '../notices.ts'
import type { StoreChange } from '../ports.ts'
import { openConfided } from './confiding.ts'
import type { WaitingContent } from './waiting.ts'

/** `undefined`: there are no words in it. */
export function writtenIn(
  { identity }: Pick<Device, 'identity'>,
  group: GroupId,
  content: WaitingContent,
): Unsent | undefined {
  if ('text' in content) return content
  if (content.kind !== 'confided') return undefined
  const { person, boxes } = identity
  const confidence = openConfided(group, { person, content }, boxes)
  return confidence === undefined || confidence.says === 'done'
    ? undefined
    : { messageId: content.messageId, text: confidence.text, box: confidence.says }
}

/** `show` it when the changes are on disk. Who is out of the group has been told so, and misses no hand. */
export function givenBack(
  device: Pick<Device, 'identity' | 'notices'>,
  { group, isIn }: { readonly group: GroupId; readonly isIn: boolean },
  content: WaitingContent,
): { readonly changes: readonly StoreChange[]; show(): void } {
  const words = writtenIn(device, group, content)
  if (words !== undefined) return device.notices.unsent(group, words)
  const isMissed = isIn && (content.kind === 'hand' || content.kind === 'confided')
  return {
    changes: [],
    show: () => {
      if (isMissed) device.notices.tell('not-done', group)
    },
  }
}
