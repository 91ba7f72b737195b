/** The support that stands behind a Parley, for whoever opens a desk with it. */
import type { LinkEnd } from '@parley/protocol'
import type { Parley } from '../model.ts'
import type { SupportHere } from './support.ts'

const behind = new WeakMap<Parley, SupportHere>()

export function supports(parley: Parley, support: SupportHere): void {
  behind.set(parley, support)
}

/** Throws for a Parley that is not this package's own. */
export function supportOf(parley: Parley): SupportHere {
  const support = behind.get(parley)
  if (support === undefined) throw new Error('a desk is opened with what openParley opened')
  return support
}

/**
 * Why the relay says that this link lets nobody in. `undefined`: it does, or nothing can be told now, as offline, or
 * its group is here already and says more itself. Writes nothing.
 */
export async function endOfUnfollowed(
  parley: Parley,
  linkText: string,
): Promise<LinkEnd | undefined> {
  return behind.get(parley)?.endOfUnfollowed(linkText)
}
