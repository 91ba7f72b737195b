/** What the composer is for right now. */
import type { ShownMessage } from '@parley/react'

export type ComposerMode =
  | { readonly type: 'write' }
  | { readonly type: 'reply'; readonly to: ShownMessage }
  | { readonly type: 'edit'; readonly message: ShownMessage }

export const WRITE: ComposerMode = { type: 'write' }
