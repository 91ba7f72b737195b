/**
 * Finds the names of people in a text: an at sign and a name that the message says it mentions. The names
 * are untrusted and up to fifty, so they are walked together, letter by letter, as a tree.
 */
import type { Meter } from './meter.ts'

export interface MessageMention {
  /** A person's id, or everyone. */
  readonly person: string
  /** As it stands after the at sign. */
  readonly name: string
}

interface Branch {
  readonly next: Map<string, Branch>
  ends?: MessageMention
}

export interface MentionNames {
  /** The longest name that stands at `at`; the at sign is before it. */
  find(text: string, at: number, meter: Meter): MessageMention | undefined
}

export function mentionNames(mentions: readonly MessageMention[]): MentionNames {
  const root: Branch = { next: new Map() }
  for (const mention of mentions) if (mention.name !== '') grow(root, mention)
  return {
    find(text, at, meter) {
      let found: MessageMention | undefined
      let branch: Branch | undefined = root
      for (let end = at; branch !== undefined; end++) {
        found = branch.ends ?? found
        meter.steps++
        branch = branch.next.get(text.charAt(end))
      }
      return found
    },
  }
}

function grow(root: Branch, mention: MessageMention): void {
  let branch = root
  for (let at = 0; at < mention.name.length; at++) {
    const sign = mention.name.charAt(at)
    let next = branch.next.get(sign)
    if (next === undefined) {
      next = { next: new Map() }
      branch.next.set(sign, next)
    }
    branch = next
  }
  branch.ends ??= mention
}
