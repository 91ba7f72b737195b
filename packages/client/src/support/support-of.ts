/** The support that stands behind a Parley, for whoever opens a desk with it. */
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

/** The same, of any Parley: one that is not this package's own asks no relay. */
export function lookableAt(parley: Parley): SupportHere | undefined {
  return behind.get(parley)
}
