/** Copies the link to a message; returns what to say of it. */
import type { Group, MessageKey } from '@parley/react'
import { copyText } from '../formatting/copy-text.ts'
import { texts } from '../texts/catalogue.ts'

export async function copyLink(group: Group, key: MessageKey): Promise<string> {
  const fragment = group.messageLink(key)
  if (fragment === undefined) return texts.messageLinks.notYet
  const done = await copyText(new URL(fragment, location.href).href)
  return done ? texts.messageLinks.copied : texts.formatting.notCopied
}
