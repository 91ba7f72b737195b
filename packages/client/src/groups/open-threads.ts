/** The threads that somebody has looked at: each one object, so that a screen may hold on to it. */
import type { MessageKey } from '@parley/group'
import type { EditInPlace } from '../drafts/begun-edits.ts'
import type { Draft } from '../drafts/drafts.ts'
import type { Thread } from '../model.ts'
import type { Session } from './session.ts'

export interface OpenThreadsPorts {
  readonly session: Session
  draftOf(root: MessageKey): Draft
  editIn(root: MessageKey): EditInPlace
  leaveDraft(): void
  markRead(key: MessageKey, first?: MessageKey): void
}

export interface OpenThreads {
  /** The same object each time. What of it stands in older segments is fetched. */
  open(root: MessageKey): Thread
}

export function openThreads({
  session,
  draftOf,
  editIn,
  leaveDraft,
  markRead,
}: OpenThreadsPorts): OpenThreads {
  const threads = new Map<MessageKey, Thread>()

  function newThread(key: MessageKey): Thread {
    const { root, conversation } = session.parts.history.threadView(key)
    const draft = draftOf(key)
    const edit = editIn(key)
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
      leaveDraft,
      begunEdit: edit.live,
      setBegunEdit: (begun) => edit.set(begun),
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
