/**
 * Sending, replying and editing, without the text box itself.
 *
 * The text leaves the composer at once and is never lost: until the group has kept it the draft still
 * holds it, and when keeping fails it comes back with the reason.
 */
import { MAX_TEXT_BYTES, TextTooLong, type Group } from '@parley/react'
import { useState } from 'react'
import { texts } from '../texts/catalogue.ts'
import { utf8Bytes } from '../writing/text-size.ts'
import type { ComposerMode } from './composer-mode.ts'
import { useDraft } from './use-draft.ts'

export function useComposer(group: Group, mode: ComposerMode, onLeave: () => void) {
  const draft = useDraft(group)
  const [edit, setEdit] = useState<{ of: ComposerMode; text: string }>()
  const [fault, setFault] = useState<string>()
  const edited = mode.type === 'edit' ? mode.message : undefined
  const text = edited === undefined ? draft.text : edit?.of === mode ? edit.text : edited.text
  const bytes = utf8Bytes(text)

  function write(next: string): void {
    setFault(undefined)
    if (edited === undefined) draft.write(next)
    else setEdit({ of: mode, text: next })
  }

  function submit(): void {
    const body = withoutBlankEdges(text)
    if (body === '' || bytes > MAX_TEXT_BYTES) return
    setFault(undefined)
    if (edited !== undefined) {
      onLeave()
      if (body === edited.text) return
      group.edit(edited.key, body).catch((error: unknown) => setFault(faultText(error)))
      return
    }
    draft.lift()
    onLeave()
    group
      .send(body, mode.type === 'reply' ? mode.to.key : undefined)
      .then(draft.settle, (error: unknown) => {
        draft.putBack(body)
        setFault(faultText(error))
      })
  }

  const tooLong = bytes > MAX_TEXT_BYTES ? texts.composer.tooLong(bytes, MAX_TEXT_BYTES) : undefined
  return { text, bytes, fault: tooLong ?? fault, write, submit }
}

/** Indentation of the first line is the writer's; empty lines around the text are not. */
function withoutBlankEdges(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd()
}

function faultText(error: unknown): string {
  if (error instanceof TextTooLong) return texts.composer.tooLong(error.bytes, error.limitBytes)
  return texts.composer.failed
}
