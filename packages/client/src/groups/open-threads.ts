/** The threads that somebody has looked at: each one object, so that a screen may hold on to it. */
import type { MessageKey } from '@parley/group'
import type { KeptDrafts } from '../conversation/kept-draft.ts'
import type { Thread } from '../model.ts'
import type { Session } from './session.ts'

export interface OpenThreadsPorts {
  readonly session: Session
  readonly drafts: KeptDrafts
  markRead(key: MessageKey, first?: MessageKey): void
}

export interface OpenThreads {
  /** The same object each time. What of it stands in older segments is fetched. */
  open(root: MessageKey): Thread
}

export function openThreads({ session, drafts, markRead }: OpenThreadsPorts): OpenThreads {
  const threads = new Map<MessageKey, Thread>()

  function newThread(key: MessageKey): Thread {
    const { root, conversation } = session.parts.history.threadView(key)
    const draft = drafts.ofThread(key)
    const rootSegment =
      session.parts.history.timeline().get(key)?.segment ??
      session.parts.history.timeline().thread(key)?.root.segment
    if (rootSegment !== undefined) session.window.openSince(rootSegment)
    return {
      key,
      root,
      conversation,
      draft: draft.live,
      setDraft: (text) => draft.set(text),
      markRead,
    }
  }

  return {
    open(root) {
      const thread = threads.get(root) ?? newThread(root)
      threads.set(root, thread)
      return thread
    },
  }
}
