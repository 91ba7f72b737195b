/**
 * Stands in for the signatures of roots: what a root signs begins with its own key. Whose word an
 * `undevice` carries is then told by its bytes alone, as with real signatures.
 */
import { type Action, equalBytes } from '@parley/protocol'
import type { VerifiedAction } from '../src/index.ts'

export function wordOf(root: Uint8Array): Uint8Array {
  const signature = new Uint8Array(64)
  signature.set(root)
  return signature
}

/** What a verified action says beside the rest of who signed it. */
export function rootSigned(action: Action): Pick<VerifiedAction, 'isSignedBy'> {
  if (action.type !== 'undevice' || action.rootSignature === undefined) return {}
  const said = action.rootSignature.slice(0, 32)
  return { isSignedBy: (root) => equalBytes(root, said) }
}
